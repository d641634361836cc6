package dev.understudy.benchmarks.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;

/**
 * The baseline: what a group's service does, on the event bus alone. Nothing is replicated, nothing
 * survives, nothing is repeated.
 */
final class EchoVerticle extends VerticleBase {

  static final String ADDRESS = "understudy-bench.echo";

  private long count;

  @Override
  public Future<?> start() {
    return vertx
        .eventBus()
        .<Buffer>consumer(ADDRESS, message -> message.reply(CountingService.number(++count)))
        .completion();
  }
}
