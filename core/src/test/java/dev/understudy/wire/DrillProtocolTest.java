package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.wire.DrillProtocol.Ask;
import dev.understudy.wire.DrillProtocol.Kind;
import dev.understudy.wire.DrillProtocol.Order;
import dev.understudy.wire.DrillProtocol.Start;
import dev.understudy.wire.DrillProtocol.Stop;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of drills on their way. */
class DrillProtocolTest {

  @Test
  void everyOrderArrivesAsItWasGiven() {
    for (Order order : List.of(new Start(Kind.CRASH, 7), new Stop(), new Ask())) {
      assertThat(DrillProtocol.parse(DrillProtocol.json(order))).isEqualTo(order);
    }
  }

  @Test
  void whatIsNoOrderIsRefused() {
    for (String wrong :
        List.of(
            "{}",
            "{'drill':7}",
            "{'drill':'STOP'}",
            "{'drill':'ask','millis':1}",
            "{'drill':'pause'}",
            "{'drill':'pause','millis':60001}")) {
      JsonObject json = new JsonObject(wrong.replace('\'', '"'));
      assertThatThrownBy(() -> DrillProtocol.parse(json))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
