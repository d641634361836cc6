package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.client.ClientSettings;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class GroupClientOptionsTest {

  private static final JsonObject ALL =
      new JsonObject()
          .put("group", "kv")
          .put("deadlineMillis", 1L)
          .put("maxInFlight", 2)
          .put("maxQueued", 3)
          .put("maxQueuedBytes", 4L)
          .put("maxPayloadBytes", 5)
          .put("resendMillis", 6L)
          .put("sessionIdleMillis", 7L);

  @Test
  void areTheSameAfterJsonAndACopy() {
    assertThat(new GroupClientOptions(ALL).toJson()).isEqualTo(ALL);
    assertThat(new GroupClientOptions(new GroupClientOptions(ALL)).toJson()).isEqualTo(ALL);
  }

  @Test
  void needNothingButAGroup() {
    ClientSettings settings = new GroupClientOptions().setGroup("kv").toSettings(1);

    assertThat(settings).isEqualTo(ClientSettings.of("kv", 1));
  }

  @Test
  void sayWhatIsWrongWithThem() {
    assertThatThrownBy(() -> new GroupClientOptions().toSettings(1)).hasMessageContaining("group");
    assertThatThrownBy(() -> new GroupClientOptions(new JsonObject().put("gruop", "kv")))
        .hasMessageContaining("gruop");
    assertThatThrownBy(
            () -> new GroupClientOptions(ALL.copy().put("deadlineMillis", 0)).toSettings(1))
        .hasMessageContaining("deadlineMillis");
    assertThatThrownBy(() -> new GroupClientOptions(ALL.copy().put("maxQueued", 0)).toSettings(1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
