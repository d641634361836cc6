package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.verb.GroupStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has to be seen of the name servers of a group that is well. */
class ObserverProcessTest {

  private static JsonObject naming(int master) {
    return new JsonObject().put("retained", master).put("warmingUp", false);
  }

  private static List<String> complaints(JsonObject... nameServers) {
    JsonObject status = new JsonObject().put("master", new JsonObject().put("serverId", 3));
    status.put("nameServers", new JsonArray(Stream.of(nameServers).toList()));
    return ObserverProcess.nameServerComplaints(new GroupStatus(status), 2);
  }

  @Test
  void allOfThemNameTheMaster() {
    assertThat(complaints(naming(3), naming(3))).isEmpty();
    assertThat(complaints(naming(3), naming(1))).containsExactly("a name server names 1, not 3");
  }

  @Test
  void oneThatDoesNotAnswerIsMissed() {
    assertThat(complaints(naming(3))).containsExactly("1 of 2 name servers");
    assertThat(complaints()).containsExactly("0 of 2 name servers");
  }

  @Test
  void oneThatDoesNotKnowYetIsNotWell() {
    assertThat(complaints(naming(3), new JsonObject().put("warmingUp", true)))
        .containsExactly("a name server is warming up");
  }
}
