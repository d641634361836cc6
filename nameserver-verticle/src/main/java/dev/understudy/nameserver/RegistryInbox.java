package dev.understudy.nameserver;

import dev.understudy.registry.Answer;
import dev.understudy.registry.GroupView;
import dev.understudy.registry.Question;
import dev.understudy.registry.RegistryView;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The border of a name server: everything from the event bus comes in here, as an input or as a
 * drop that is counted. The one place where a message could be asked for its credentials.
 */
final class RegistryInbox {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryInbox.class);

  /** What somebody is told who asked in a way that is not understood. */
  private static final int NOT_UNDERSTOOD = 400;

  private final String id;
  private final RegistryLoop loop;
  private final EventBus bus;
  private long dropped;

  RegistryInbox(String id, RegistryLoop loop, EventBus bus) {
    this.id = id;
    this.loop = loop;
    this.bus = bus;
  }

  /** A message to all name servers: registrations, or a person's question. */
  void onRegistrations(Message<Object> message) {
    if (message.body() instanceof JsonObject command) {
      tell(command);
      return;
    }
    Optional<Frame> frame = decode(message.body());
    if (frame.isPresent() && frame.get() instanceof RegistrationsFrame registrations) {
      loop.publish(registrations);
    } else if (frame.isPresent() && frame.get() instanceof RenewalFrame renewal) {
      loop.renew(renewal);
    } else if (frame.isPresent()) {
      drop("no registrations");
    }
  }

  /** A message to this one of the name servers. */
  void onQuestion(Message<Object> message) {
    Optional<Frame> frame = decode(message.body());
    if (frame.isPresent() && frame.get() instanceof QuestionFrame question) {
      loop.ask(
          question.question(),
          answer -> message.reply(loop.frames().encode(new AnswerFrame(answer))));
      return;
    }
    if (frame.isPresent()) {
      drop("no question");
    }
    message.fail(NOT_UNDERSTOOD, "not a question to a name server");
  }

  private void tell(JsonObject json) {
    try {
      if (ControlProtocol.parse(json) instanceof ControlProtocol.NameServers asked) {
        loop.ask(
            new Question.Roster(asked.group()),
            answer -> bus.send(asked.replyTo(), status(asked.group(), answer)));
        return;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("name server {} was asked strangely", id, e);
    }
    drop("no command");
  }

  private JsonObject status(String group, Answer answer) {
    RegistryView view = loop.view();
    GroupView seen = loop.view(group);
    JsonObject status =
        new JsonObject()
            .put("id", id)
            .put("warmingUp", view.warmingUp())
            .put("group", group)
            .putNull("retained")
            .putNull("epoch")
            .put("registrations", seen.registrations())
            .put("millisWatched", seen.millisWatched())
            .put("millisWithSeveralMasters", seen.millisWithSeveralMasters())
            .put("millisWithNoMaster", seen.millisWithNoMaster())
            .put("duplicates", seen.timesWithSeveralMasters())
            .put("refused", view.refused())
            .put("dropped", dropped);
    if (answer instanceof Answer.RosterIs roster && roster.retained()) {
      status.put("retained", roster.registrations().get(0).server().number());
      status.put("epoch", roster.registrations().get(0).epoch().toString());
    }
    return status;
  }

  private Optional<Frame> decode(Object body) {
    if (!(body instanceof Buffer buffer)) {
      drop("neither bytes nor a command");
      return Optional.empty();
    }
    Decoded decoded = loop.frames().decode(buffer);
    if (decoded instanceof Decoded.Ok ok) {
      return Optional.of(ok.frame());
    }
    drop(decoded.toString());
    return Optional.empty();
  }

  private void drop(String what) {
    if (dropped++ == 0) {
      LOG.warn("name server {} dropped a message: {}; further ones are only counted", id, what);
    }
  }
}
