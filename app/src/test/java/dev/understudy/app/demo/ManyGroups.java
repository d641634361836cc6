package dev.understudy.app.demo;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.monitor.MonitorOptions;
import dev.understudy.monitor.MonitorVerticle;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A great many groups of three servers that only answer what a gateway asks, and tell events all
 * the while; before them, a real gateway. One group in fifty is not well.
 */
final class ManyGroups implements AutoCloseable {

  private static final int TICK_MILLIS = 50;
  private static final int TICKS_PER_SECOND = 1_000 / TICK_MILLIS;
  private static final long PATIENCE_SECONDS = 60;
  private static final int SERVERS = 3;
  private static final long SEED = 5;

  /** What is told: most of it is what healthy servers tell all the time. */
  private static final List<String> TYPES =
      List.of("master-elected", "registration-expired", "inconsistency-detected", "server-aligned");

  private final Vertx vertx = Vertx.vertx();
  private final Frames frames = new Frames(0);
  private final Random random = new Random(SEED);
  private final List<String> groups = new ArrayList<>();
  private final MonitorVerticle monitor = new MonitorVerticle(new MonitorOptions().setPort(0));
  private final int eventsPerSecond;
  private long told;

  ManyGroups(int size, int eventsPerSecond) {
    this.eventsPerSecond = eventsPerSecond;
    for (int i = 0; i < size; i++) {
      groups.add(String.format(Locale.ROOT, "group-%04d", i));
    }
  }

  void start() throws TimeoutException {
    vertx.eventBus().<Buffer>consumer(Addresses.NAME_SERVER, this::answer);
    vertx.eventBus().<JsonObject>consumer(Addresses.REGISTRATIONS, this::report);
    for (String group : groups) {
      for (int server = 1; server <= SERVERS; server++) {
        ServerId id = new ServerId(server);
        vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.server(group, id), asked -> asked.reply(status(group, id)));
      }
    }
    vertx.deployVerticle(monitor).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    vertx.setPeriodic(TICK_MILLIS, tick -> tell());
  }

  String url() {
    return "http://127.0.0.1:" + monitor.actualPort() + "/";
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void answer(Message<Buffer> asked) {
    if (frames.decode(asked.body()) instanceof Decoded.Ok ok
        && ok.frame() instanceof QuestionFrame frame) {
      Answer answer =
          frame.question() instanceof Question.Groups
              ? new Answer.GroupsAre(groups)
              : new Answer.RosterIs(true, roster(frame.question().group()));
      asked.reply(frames.encode(new AnswerFrame(answer)));
    }
  }

  private static List<Registration> roster(String group) {
    List<Registration> roster = new ArrayList<>();
    Registration.Policy policy =
        new Registration.Policy(
            Mode.CONSISTENT, List.of(RetentionCriterion.HIGHEST_EPOCH), 1, 600, 1_500);
    for (int server = 1; server <= SERVERS; server++) {
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
              policy));
    }
    return roster;
  }

  private static Epoch epoch() {
    return new Epoch(Generation.FIRST, 3, new ServerId(1), new Incarnation(1, 1));
  }

  private void report(Message<JsonObject> asked) {
    if (ControlProtocol.parse(asked.body()) instanceof ControlProtocol.NameServers command) {
      JsonObject report =
          new JsonObject()
              .put("id", "name-server-1")
              .put("warmingUp", false)
              .put("group", command.group())
              .put("retained", 1)
              .put("epoch", epoch().toString())
              .put("registrations", SERVERS)
              .put("millisWithSeveralMasters", 0)
              .put("millisWithNoMaster", 400)
              .put("duplicates", 0);
      vertx.eventBus().send(command.replyTo(), report);
    }
  }

  private JsonObject status(String group, ServerId server) {
    long now = System.currentTimeMillis();
    boolean well = server.number() != 3 || Integer.parseInt(group.substring(6)) % 50 != 0;
    long index = now % 100_000_000 / 10;
    return new JsonObject()
        .put("serverId", server.number())
        .put("voters", new JsonArray(List.of(1, 2, 3)))
        .put("role", server.number() == 1 ? "master" : "backup")
        .put("epoch", epoch().toString())
        .put("lastIndex", index)
        .put("commitIndex", index)
        .put("executedIndex", index)
        .put("inSync", well)
        .put("synchronizing", !well)
        .put("receivedStateBytes", 0)
        .put("totalStateBytes", 0)
        .put("inFlightBytes", 0)
        .put("master", 1)
        .put("sessions", 4)
        .put("startedAt", now - 3_600_000)
        .put("priority", new JsonArray().add(0))
        .put("digest", "0123456789abcdef")
        .put("divergedRecords", 0)
        .put(
            "lastCheck",
            new JsonObject()
                .put("time", now - 300)
                .put("trigger", "timer")
                .put("result", "agreement")
                .put("explanation", "the name server names me"));
  }

  private void tell() {
    for (int i = 0; i < eventsPerSecond / TICKS_PER_SECOND; i++) {
      told++;
      // every second one of the first group, whose page is looked at
      String group = told % 2 == 0 ? groups.get(0) : groups.get(random.nextInt(groups.size()));
      boolean routine = random.nextInt(100) < 70;
      JsonObject event =
          new JsonObject()
              .put("type", routine ? "check-completed" : TYPES.get(random.nextInt(TYPES.size())))
              .put("group", group)
              .put("server", 1 + random.nextInt(SERVERS))
              .put("epoch", epoch().toString())
              .put("time", System.currentTimeMillis())
              .put("trigger", "timer")
              .put("result", "agreement")
              .put("found", "my master is the name-server master and I follow it, " + told)
              .put("master", 1)
              .put("millis", 2);
      vertx.eventBus().publish(Addresses.EVENTS, event);
    }
  }
}
