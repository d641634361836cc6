package dev.understudy.benchmarks.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;

/**
 * The baseline: what a group's service does, on the event bus alone. Nothing is replicated, nothing
 * survives, nothing is repeated.
 */
final class EchoVerticle extends VerticleBase {

  private static final String ADDRESS = "understudy-bench.echo.";

  private final int number;
  private long count;

  /** One of several, which are asked by their number. */
  EchoVerticle(int number) {
    this.number = number;
  }

  static String address(int number) {
    return ADDRESS + number;
  }

  @Override
  public Future<?> start() {
    return vertx
        .eventBus()
        .<Buffer>consumer(
            address(number), message -> message.reply(CountingService.number(++count)))
        .completion();
  }
}
