package dev.understudy.server;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.ServerId;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Message;
import dev.understudy.member.ReplicationMessage;
import dev.understudy.wire.tracing.OpenSpans;
import dev.understudy.wire.tracing.RequestTracer;
import dev.understudy.wire.tracing.Stage;
import io.vertx.core.Vertx;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tells a tracer how requests get on at a member, from what comes in and what goes out. Stands
 * before the machine and its performer, and only where something is traced.
 */
final class MemberTracing {

  private final OpenSpans spans;

  /** At a backup: the requests that are sampled and not acknowledged yet, by index. */
  private final NavigableMap<Long, Command.Request> unacknowledged = new TreeMap<>();

  private MemberTracing(RequestTracer tracer, Identity identity) {
    spans = new OpenSpans(tracer, identity.group(), identity.self().number());
  }

  /** Empty where nothing is traced. */
  static Optional<MemberTracing> of(Vertx vertx, Identity identity) {
    return RequestTracer.of(vertx).map(tracer -> new MemberTracing(tracer, identity));
  }

  /** Looks at inputs before they are handed on. */
  static Consumer<Input> before(Optional<MemberTracing> tracing, Consumer<Input> inputs) {
    return tracing
        .<Consumer<Input>>map(
            traced ->
                input -> {
                  traced.taken(input);
                  inputs.accept(input);
                })
        .orElse(inputs);
  }

  /** Looks at effects before they are performed. */
  static Effect.Performer around(Optional<MemberTracing> tracing, Effect.Performer performer) {
    return tracing
        .<Effect.Performer>map(traced -> new TracedPerformer(performer, traced))
        .orElse(performer);
  }

  private void taken(Input input) {
    if (input instanceof Input.ClientReceived received) {
      received(received.message());
    } else if (input instanceof Input.Received received) {
      received(received.from(), received.message());
    }
  }

  void sent(Message message) {
    if (message instanceof ReplicationMessage.Append append) {
      for (Entry entry : append.entries()) {
        if (entry.command() instanceof Command.Request request) {
          spans.beginRelease(request.session(), request.sequence());
        }
      }
    } else if (message instanceof ReplicationMessage.Accepted accepted) {
      var acknowledged = unacknowledged.headMap(accepted.verifiedIndex(), true);
      acknowledged
          .values()
          .forEach(request -> spans.end(Stage.BACKUP, request.session(), request.sequence()));
      acknowledged.clear();
    }
  }

  void replied(ClientReply reply) {
    if (reply instanceof ClientReply.Done done) {
      spans.end(Stage.RELEASE, done.session(), done.sequence());
      spans.end(Stage.MASTER, done.session(), done.sequence());
    }
  }

  private void received(ClientMessage message) {
    if (message instanceof ClientMessage.Requests requests) {
      requests.calls().forEach(call -> spans.beginMaster(requests.session(), call.sequence()));
    }
  }

  private void received(ServerId from, Message message) {
    if (message instanceof ReplicationMessage.Append append) {
      for (Entry entry : append.entries()) {
        if (entry.command() instanceof Command.Request request
            && spans.beginBackup(request.session(), request.sequence(), from.number())) {
          unacknowledged.put(entry.index(), request);
        }
      }
      while (unacknowledged.size() > OpenSpans.MOST) {
        unacknowledged.pollFirstEntry();
      }
    }
  }
}
