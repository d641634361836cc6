package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.group.ServerId;
import dev.understudy.wire.ControlProtocol.Check;
import dev.understudy.wire.ControlProtocol.Command;
import dev.understudy.wire.ControlProtocol.Cut;
import dev.understudy.wire.ControlProtocol.DigestAt;
import dev.understudy.wire.ControlProtocol.Diverged;
import dev.understudy.wire.ControlProtocol.Drop;
import dev.understudy.wire.ControlProtocol.NameServers;
import dev.understudy.wire.ControlProtocol.RecordName;
import dev.understudy.wire.ControlProtocol.Recover;
import dev.understudy.wire.ControlProtocol.Replay;
import dev.understudy.wire.ControlProtocol.Status;
import dev.understudy.wire.ControlProtocol.Transfer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ControlProtocolTest {

  private static final List<Command> COMMANDS =
      List.of(
          new Status(),
          new DigestAt(7),
          new Diverged(100, 50),
          new Check(),
          new Transfer(new ServerId(2)),
          new Recover(),
          new Replay(List.of(new RecordName("5/1", 12)), OptionalInt.empty()),
          new Drop(List.of(), OptionalInt.of(3)),
          new ControlProtocol.Reach(new ServerId(2)),
          new ControlProtocol.Ping(),
          new Cut(List.of(new ServerId(2), new ServerId(3)), 3_000),
          new NameServers("kv", "understudy.client.a"));

  @Test
  void readsBackEveryCommand() {
    for (Command command : COMMANDS) {
      JsonObject json = ControlProtocol.json(command);
      assertThat(ControlProtocol.parse(new JsonObject(json.encode()))).isEqualTo(command);
    }
    assertThat(COMMANDS).hasSize(Command.class.getPermittedSubclasses().length);
  }

  @Test
  void saysWhatIsWrongWithACommand() {
    assertRefused("{}", "no such command");
    assertRefused("{\"command\":\"transfer\"}", "server id must be");
    assertRefused("{\"command\":\"status\",\"extra\":1}", "there is no \"extra\"");
    assertRefused("{\"command\":\"diverged\",\"most\":-1}", "numbers of records");
    assertRefused("{\"command\":\"drop\",\"records\":[7]}", "list of objects");
    assertRefused(
        "{\"command\":\"name-servers\",\"replyTo\":\"understudy.events\"}", "a client's address");
  }

  @Test
  void refusesOrTakesWhateverTheJsonIs() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 10_000; i++) {
      JsonObject json = ControlProtocol.json(COMMANDS.get(random.nextInt(COMMANDS.size())));
      List<String> names = List.copyOf(json.fieldNames());
      json.put(names.get(random.nextInt(names.size())), strange(random));
      try {
        assertThat(ControlProtocol.parse(json)).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("");
      }
    }
  }

  @Test
  void answersSayWhatBecameOfACommand() {
    assertThat(ControlProtocol.done("handed over").encode())
        .isEqualTo("{\"done\":\"handed over\"}");
    assertThat(ControlProtocol.error(ControlProtocol.REFUSED, "why").encode())
        .isEqualTo("{\"error\":{\"code\":\"refused\",\"message\":\"why\"}}");
    assertThat(ControlProtocol.notMaster(new ServerId(3)).encode())
        .isEqualTo(
            "{\"error\":{\"code\":\"not-master\",\"message\":\"only the master does that: 3\","
                + "\"master\":3}}");
  }

  private static Object strange(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> "x".repeat(random.nextInt(100));
      case 1 -> random.nextLong();
      case 2 -> random.nextDouble();
      case 3 -> random.nextBoolean();
      case 4 -> new JsonObject().put("index", random.nextInt());
      case 5 -> new JsonArray().add(1).addNull().add(new JsonObject());
      case 6 -> new JsonArray().add(new JsonObject().put("epoch", "1/1").put("index", 1));
      default -> "drop";
    };
  }

  private static void assertRefused(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ControlProtocol.parse(new JsonObject(json)))
        .withMessageContaining(message);
  }
}
