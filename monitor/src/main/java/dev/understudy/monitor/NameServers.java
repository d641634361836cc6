package dev.understudy.monitor;

import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What the name servers know: asked of any of them, or of all. */
final class NameServers {

  /** An answer of any name server is looked for so often. */
  private static final int TRIES = 4;

  /** Between two tries, so that a name server that is warming up gets warm. */
  private static final long PAUSE_MILLIS = 60;

  /** The answers of all name servers are gathered for so long at most. */
  private static final long GATHER_MILLIS = 150;

  /** A name server that was not heard for longer is forgotten. */
  private static final long REMEMBERED_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final int MOST_REMEMBERED = 64;

  /** One that was heard within this time before is late, and not silent. */
  private static final long SILENT_MILLIS = 2_000;

  private final Vertx vertx;
  private final Frames frames = new Frames(0);
  private final DeliveryOptions asking;
  private final String self = Addresses.client(UUID.randomUUID().toString()).value();
  private final Map<String, Gathering> gatherings = new TreeMap<>();
  private final Attendance<String> attendance =
      new Attendance<>(REMEMBERED_MILLIS, MOST_REMEMBERED);

  /**
   * The answers of all name servers about one group, by their ids, while they come in.
   *
   * @param hasRoll whether any name server was known when it began
   */
  private record Gathering(
      long beganMillis,
      boolean hasRoll,
      Map<String, JsonObject> reports,
      Promise<Reports> complete) {}

  /**
   * What the name servers said of a group.
   *
   * @param answers of those that did, by their ids
   * @param silent ids of those that did lately, and now did not
   */
  record Reports(List<JsonObject> answers, List<String> silent) {}

  NameServers(Vertx vertx, MonitorOptions options) {
    this.vertx = vertx;
    asking = new DeliveryOptions().setSendTimeout(Math.max(1, options.getAnswerMillis() / TRIES));
  }

  Future<Void> start() {
    return vertx.eventBus().consumer(self, this::onReport).completion();
  }

  /** The groups that have a server; fails if no name server answers. */
  Future<List<String>> groups() {
    return ask(new Question.Groups(""), 1)
        .map(answer -> answer instanceof Answer.GroupsAre all ? all.groups() : List.of());
  }

  /**
   * The servers of a group, the retained master first if there is one; fails if there are none, or
   * if no name server answers.
   */
  Future<Roster> roster(String group) {
    return ask(new Question.Roster(group), 1)
        .map(
            answer -> {
              if (answer instanceof Answer.RosterIs roster && !roster.registrations().isEmpty()) {
                return new Roster(roster.retained(), roster.registrations());
              }
              throw HttpFailure.unknownGroup(group);
            });
  }

  /** What each name server says of a group, by their ids. */
  Future<Reports> reports(String group) {
    Gathering running = gatherings.get(group);
    if (running != null) {
      return running.complete().future();
    }
    Gathering gathering =
        new Gathering(
            nowMillis(), attendance.size(nowMillis()) > 0, new TreeMap<>(), Promise.promise());
    gatherings.put(group, gathering);
    vertx.setTimer(GATHER_MILLIS, id -> complete(group, gathering));
    ControlProtocol.Command command = new ControlProtocol.NameServers(group, self);
    vertx.eventBus().publish(Addresses.REGISTRATIONS, ControlProtocol.json(command));
    return gathering.complete().future();
  }

  private void onReport(Message<Object> message) {
    if (!(message.body() instanceof JsonObject report)) {
      return; // nothing else is sent here by those who were asked
    }
    Object group = report.getValue("group");
    String id = String.valueOf(report.getValue("id"));
    attendance.heard(id, nowMillis());
    Gathering gathering = gatherings.get(String.valueOf(group));
    if (gathering == null) {
      return; // it is late; the next time it is waited for
    }
    gathering.reports().put(id, report);
    if (gathering.hasRoll()
        && attendance.missed(gathering.reports().keySet(), nowMillis()).isEmpty()) {
      complete(String.valueOf(group), gathering);
    }
  }

  private void complete(String group, Gathering gathering) {
    if (gatherings.remove(group, gathering)) {
      Set<String> heard = gathering.reports().keySet();
      long now = nowMillis();
      attendance.found(heard, gathering.beganMillis(), now);
      List<String> silent =
          attendance.missed(heard, now).stream()
              .filter(id -> now - attendance.lastMillis(id) > SILENT_MILLIS)
              .toList();
      gathering.complete().complete(new Reports(List.copyOf(gathering.reports().values()), silent));
    }
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private Future<Answer> ask(Question question, int attempt) {
    return vertx
        .eventBus()
        .<Buffer>request(Addresses.NAME_SERVER, frames.encode(new QuestionFrame(question)), asking)
        .map(reply -> answer(reply.body()))
        .recover(
            failure ->
                attempt == TRIES
                    ? Future.failedFuture(HttpFailure.noNameServer())
                    : vertx.timer(PAUSE_MILLIS).compose(paused -> ask(question, attempt + 1)));
  }

  private Answer answer(Buffer body) {
    if (frames.decode(body) instanceof Decoded.Ok ok
        && ok.frame() instanceof AnswerFrame frame
        && !(frame.answer() instanceof Answer.WarmingUp)) {
      return frame.answer();
    }
    throw HttpFailure.noNameServer();
  }

  /**
   * The servers of a group.
   *
   * @param retained whether the first one is the name-server master
   * @param registrations at least one
   */
  record Roster(boolean retained, List<Registration> registrations) {}
}
