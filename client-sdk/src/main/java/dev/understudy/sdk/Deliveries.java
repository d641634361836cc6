package dev.understudy.sdk;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that have ended, and whose callers are to be told: those that end together and were made on
 * one context are told in one turn of it.
 */
final class Deliveries {

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private List<OpenCall<?>> ended = new ArrayList<>();

  void add(OpenCall<?> call) {
    ended.add(call);
  }

  /** Tells all, in the order in which they ended. */
  void deliver() {
    if (ended.isEmpty()) {
      return;
    }
    List<OpenCall<?>> all = ended;
    ended = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      Optional<Context> caller = all.get(from).caller();
      int to = from + 1;
      while (to < all.size() && all.get(to).caller().equals(caller)) {
        to++;
      }
      deliver(caller, all.subList(from, to));
      from = to;
    }
  }

  private static void deliver(Optional<Context> caller, List<OpenCall<?>> calls) {
    caller.ifPresentOrElse(
        context -> context.runOnContext(turn -> calls.forEach(call -> tell(call, caller))),
        () -> calls.forEach(call -> tell(call, caller)));
  }

  /** What a caller does when it is told is its own affair, and must not keep others from it. */
  private static void tell(OpenCall<?> call, Optional<Context> caller) {
    try {
      call.tell();
    } catch (RuntimeException | Error e) {
      caller.ifPresentOrElse(
          context ->
              context.runOnContext(
                  turn -> {
                    throw e;
                  }),
          () -> LOG.error("what was to be done at the end of a call failed", e));
    }
  }
}
