package dev.understudy.server;

import dev.understudy.client.ClientMessage;
import dev.understudy.group.Incarnation;
import dev.understudy.member.Input;
import dev.understudy.monitoring.Trigger;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.DuplicateRegistrationFrame;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The border of a member: everything from the event bus comes in here, as an input or as a drop
 * that is counted. The one place where a message could be asked for its credentials.
 */
final class MemberInbox {

  /** What the inbox works with; the incarnation is the member's at the time. */
  record Means(
      Frames frames,
      OperatorDesk desk,
      DropCounts drops,
      Isolation isolation,
      Supplier<Incarnation> incarnation) {}

  private final Identity identity;
  private final Means means;
  private final Consumer<Input> inputs;

  MemberInbox(Identity identity, Means means, Consumer<Input> inputs) {
    this.identity = identity;
    this.means = means;
    this.inputs = inputs;
  }

  /** A message on the server's own address. */
  void onServer(Message<Object> message) {
    if (message.body() instanceof JsonObject command) {
      means.desk().take(message, command);
      return;
    }
    decode(message.body())
        .ifPresent(
            frame -> {
              if (frame instanceof ServerFrame server) {
                receive(server);
              } else if (frame instanceof ClientFrame client) {
                receive(client);
              } else {
                means.drops().misdirected(frame.getClass().getSimpleName());
              }
            });
  }

  /** A message on the group's triggers. */
  void onTrigger(Message<Object> message) {
    decode(message.body())
        .ifPresent(
            frame -> {
              if (frame instanceof ServerFrame server) {
                receive(server);
              } else if (frame instanceof ClientFrame client
                  && client.messages().stream()
                      .allMatch(ClientMessage.WhoIsMaster.class::isInstance)) {
                receive(client);
              } else if (frame instanceof DuplicateRegistrationFrame duplicate
                  && duplicate.group().equals(identity.group())) {
                inputs.accept(new Input.Triggered(Trigger.DUPLICATE_REGISTRATION));
              } else if (frame instanceof CheckNowFrame check
                  && check.group().equals(identity.group())) {
                inputs.accept(new Input.Triggered(Trigger.OPERATOR));
              } else {
                means.drops().misdirected(frame.getClass().getSimpleName());
              }
            });
  }

  private Optional<Frame> decode(Object body) {
    if (!(body instanceof Buffer buffer)) {
      means.drops().strange("neither bytes nor a command");
      return Optional.empty();
    }
    Decoded decoded = means.frames().decode(buffer);
    if (decoded instanceof Decoded.Ok ok) {
      return Optional.of(ok.frame());
    }
    means.drops().undecoded(decoded);
    return Optional.empty();
  }

  private void receive(ClientFrame frame) {
    for (ClientMessage message : frame.messages()) {
      inputs.accept(new Input.ClientReceived(frame.client(), message));
    }
  }

  private void receive(ServerFrame frame) {
    boolean own =
        frame.from().equals(identity.self())
            && frame.incarnation().equals(means.incarnation().get());
    // what this server publishes to its group comes to itself too
    if (!own && !means.isolation().isCut(frame.from())) {
      inputs.accept(
          new Input.Received(
              frame.from(), frame.incarnation(), frame.configurationHash(), frame.message()));
    }
  }
}
