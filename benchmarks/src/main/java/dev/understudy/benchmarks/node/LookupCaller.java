package dev.understudy.benchmarks.node;

import dev.understudy.registry.Answer.MasterIs;
import dev.understudy.registry.Question.Lookup;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;

/** Asks the name server for the master of one group after the other, and reads the answer. */
final class LookupCaller implements Caller {

  private static final DeliveryOptions OPTIONS =
      new DeliveryOptions().setSendTimeout(DEADLINE_MILLIS);

  private final Vertx vertx;
  private final int groups;
  private final Frames frames = new Frames(0);
  private int last;

  LookupCaller(Vertx vertx, int groups) {
    this.vertx = vertx;
    this.groups = groups;
  }

  @Override
  public Future<?> call(int slot, Buffer payload) {
    last = last % groups + 1;
    Buffer question = frames.encode(new QuestionFrame(new Lookup(ManyGroups.name(last))));
    return vertx
        .eventBus()
        .<Buffer>request(Addresses.NAME_SERVER, question, OPTIONS)
        .compose(this::master);
  }

  private Future<Void> master(Message<Buffer> reply) {
    return frames.decode(reply.body()) instanceof Decoded.Ok ok
            && ok.frame() instanceof AnswerFrame answer
            && answer.answer() instanceof MasterIs
        ? Future.succeededFuture()
        : Future.failedFuture("the name server knows no master");
  }
}
