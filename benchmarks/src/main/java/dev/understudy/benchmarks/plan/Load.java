package dev.understudy.benchmarks.plan;

import dev.understudy.app.bench.Operation;
import dev.understudy.group.Mode;

/** Something that a client can be busy with. */
public sealed interface Load {

  Shape shape();

  /** The same thing, under another load. */
  Load with(Shape changed);

  /** Request and reply on the event bus; nothing is replicated. */
  record Bus(Shape shape) implements Load {
    @Override
    public Load with(Shape changed) {
      return new Bus(changed);
    }

    @Override
    public String toString() {
      return "event bus " + shape;
    }
  }

  /** The same with two receivers, who both reply: what a master sends to its backups. */
  record TwoReceivers(Shape shape) implements Load {
    @Override
    public Load with(Shape changed) {
      return new TwoReceivers(changed);
    }

    @Override
    public String toString() {
      return "event bus, two receivers " + shape;
    }
  }

  /** Putting into an AsyncMap with two synchronous backups. */
  record Map(Shape shape) implements Load {
    @Override
    public Load with(Shape changed) {
      return new Map(changed);
    }

    @Override
    public String toString() {
      return "AsyncMap " + shape;
    }
  }

  /** Requests or queries of a group. */
  record Group(Case measured) implements Load {
    @Override
    public Shape shape() {
      return measured.shape();
    }

    @Override
    public Load with(Shape changed) {
      return new Group(new Case(measured.operation(), measured.mode(), changed));
    }

    public Operation operation() {
      return measured.operation();
    }

    public Mode mode() {
      return measured.mode();
    }

    @Override
    public String toString() {
      return measured.toString();
    }
  }
}
