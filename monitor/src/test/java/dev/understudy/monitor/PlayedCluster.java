package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What name servers and servers of AVAILABLE groups tell, without any: a test says who is there and
 * who answers. Server 1 of each group is its master.
 */
final class PlayedCluster {

  private static final Registration.Policy POLICY =
      new Registration.Policy(
          Mode.AVAILABLE, List.of(RetentionCriterion.LOWEST_SERVER_ID), 1, 300, 900);

  private final Vertx vertx = Vertx.vertx();
  private final Frames frames = new Frames(0);
  private final Map<String, List<Integer>> groups = new ConcurrentSkipListMap<>();
  private final Map<String, JsonObject> nameServers = new ConcurrentSkipListMap<>();
  private final Set<String> untold = ConcurrentHashMap.newKeySet();

  PlayedCluster() {
    nameServer("n1", new JsonObject());
    vertx.eventBus().<Buffer>consumer(Addresses.NAME_SERVER, this::answer);
    vertx.eventBus().<JsonObject>consumer(Addresses.REGISTRATIONS, this::report);
  }

  /** A gateway that asks anew each time. */
  TestGateway gateway() throws InterruptedException {
    MonitorLimits limits = new MonitorLimits().setObservationMillis(100);
    MonitorVerticle monitor =
        new MonitorVerticle(new MonitorOptions().setPort(0).setAnswerMillis(200).setLimits(limits));
    await(vertx.deployVerticle(monitor));
    return new TestGateway(monitor.actualPort());
  }

  /** From now on these servers of a group are registered. */
  void group(String group, Integer... servers) {
    groups.put(group, List.of(servers));
    for (int server : servers) {
      String address = Addresses.server(group, new ServerId(server));
      vertx.eventBus().<JsonObject>consumer(address, asked -> asked.reply(status(server)));
    }
  }

  /** From now on no server of it is. */
  void noGroup(String group) {
    groups.remove(group);
  }

  /** From now on name servers know of this group and do not tell who its servers are. */
  void tellNothingOf(String group) {
    untold.add(group);
  }

  /** A name server that reports this besides who it takes for master. */
  void nameServer(String id, JsonObject report) {
    nameServers.put(id, report);
  }

  /** That name server does not answer any more. */
  void silence(String id) {
    nameServers.remove(id);
  }

  /** A server of a group tells the cluster something. */
  void event(String group, int server, String type) {
    vertx
        .eventBus()
        .publish(
            Addresses.EVENTS,
            new JsonObject()
                .put("group", group)
                .put("server", server)
                .put("type", type)
                .put("time", System.currentTimeMillis()));
  }

  void stop() throws InterruptedException {
    await(vertx.close());
  }

  private void answer(Message<Buffer> asked) {
    if (!(frames.decode(asked.body()) instanceof Decoded.Ok ok
        && ok.frame() instanceof QuestionFrame frame)) {
      return;
    }
    Question question = frame.question();
    if (question instanceof Question.Roster && untold.contains(question.group())) {
      return;
    }
    Answer answer =
        question instanceof Question.Groups
            ? new Answer.GroupsAre(List.copyOf(groups.keySet()))
            : new Answer.RosterIs(true, roster(question.group()));
    asked.reply(frames.encode(new AnswerFrame(answer)));
  }

  private void report(Message<JsonObject> asked) {
    if (ControlProtocol.parse(asked.body()) instanceof ControlProtocol.NameServers command) {
      nameServers.forEach(
          (id, report) ->
              vertx
                  .eventBus()
                  .send(
                      command.replyTo(),
                      new JsonObject()
                          .put("id", id)
                          .put("group", command.group())
                          .put("warmingUp", false)
                          .put("retained", 1)
                          .put("epoch", epoch().toString())
                          .put("registrations", 1)
                          .put("duplicates", 0)
                          .mergeIn(report)));
    }
  }

  private List<Registration> roster(String group) {
    List<Registration> roster = new ArrayList<>();
    for (int server : groups.getOrDefault(group, List.of())) {
      roster.add(
          new Registration(
              group,
              new ServerId(server),
              new Incarnation(1, server),
              1,
              server == 1 ? Role.MASTER : Role.BACKUP,
              epoch(),
              InSync.NONE,
              false,
              Priority.NORMAL,
              POLICY));
    }
    return roster;
  }

  private static JsonObject status(int server) {
    return new JsonObject()
        .put("serverId", server)
        .put("role", server == 1 ? "master" : "backup")
        .put("epoch", epoch().toString())
        .put("lastIndex", 7)
        .put("commitIndex", 7)
        .put("inSync", true)
        .put("master", 1);
  }

  private static Epoch epoch() {
    return new Epoch(Generation.FIRST, 3, new ServerId(1), new Incarnation(1, 1));
  }
}
