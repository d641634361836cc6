package dev.understudy.simulation;

import dev.understudy.log.PiecesWriter;
import dev.understudy.log.Result;
import dev.understudy.member.CapturedState;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.simulation.invariant.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** What a service has to do: one thing after the other, at once or after a while. */
final class ServiceQueue {

  private final World world;
  private final SimulatedServer server;
  private final FakeService service;
  private final Deque<Supplier<Input>> tasks = new ArrayDeque<>();
  private boolean busy;

  ServiceQueue(World world, SimulatedServer server, FakeService service) {
    this.world = world;
    this.server = server;
    this.service = service;
  }

  void execute(Effect.Execute execute) {
    List<Node> nodes = new ArrayList<>(execute.invocations().size());
    for (Effect.Invocation invocation : execute.invocations()) {
      nodes.add(server.life().at(invocation.index()));
    }
    add(() -> new Input.Executed(executed(execute.invocations(), nodes)));
  }

  void query(Effect.Query query) {
    add(() -> new Input.Queried(query.readId(), service.query(query.payload())));
  }

  void capture(Effect.CaptureState capture) {
    long number = capture.captureId();
    add(
        () ->
            world.moment().capturesFail()
                ? new Input.StateCaptureFailed(number, "told to fail")
                : new Input.StateCaptured(
                    number,
                    CapturedState.of(
                        new PiecesWriter()
                            .raw(capture.head())
                            .raw(service.snapshot())
                            .toPieces())));
  }

  void restore(Effect.RestoreState restore) {
    add(
        () -> {
          if (world.moment().restoresFail(server.id())) {
            return new Input.StateRestoreFailed("told to fail");
          }
          service.restore(restore.state());
          return new Input.StateRestored();
        });
  }

  private List<Result> executed(List<Effect.Invocation> invocations, List<Node> nodes) {
    List<Result> results = new ArrayList<>(invocations.size());
    for (int i = 0; i < invocations.size(); i++) {
      Result result = service.execute(invocations.get(i));
      world.guard().executed(server.life(), nodes.get(i), result, service.fingerprint());
      results.add(result);
    }
    return results;
  }

  private void add(Supplier<Input> task) {
    tasks.add(task);
    if (!busy) {
      next();
    }
  }

  private void next() {
    busy = !tasks.isEmpty();
    if (!busy) {
      return;
    }
    long delay = world.moment().serviceMicros();
    if (delay == 0) {
      complete();
    } else {
      world.agenda().in(delay, this::complete);
    }
  }

  private void complete() {
    if (server.isAlive()) {
      server.receiveInside(tasks.remove().get());
      next();
    }
  }
}
