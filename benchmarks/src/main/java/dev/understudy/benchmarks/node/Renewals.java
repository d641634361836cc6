package dev.understudy.benchmarks.node;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node with a server of each of many groups tells the name servers, without the servers: the
 * same registrations, in messages of the same length, as often as by default; all of them once a
 * second, and the version of their list in between.
 */
final class Renewals {

  /** As many as the publisher of a node puts into a message. */
  private static final int MOST_IN_A_MESSAGE = 4_096;

  private static final int SERVERS = 3;

  private static final int RENEWALS_UNTIL_ALL_ARE_TOLD = 10;

  private final Vertx vertx;
  private final Frames frames = new Frames(0);
  private final List<Buffer> messages = new ArrayList<>();
  private long renewals;

  Renewals(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Renews from now on, for the order's {@code server} of each of {@code groups}. */
  JsonObject start(JsonObject order) {
    ServerId server = new ServerId(order.getInteger("server"));
    Incarnation incarnation = new Incarnation(System.currentTimeMillis(), server.number());
    List<Registration> all = new ArrayList<>();
    for (int group = 1; group <= order.getInteger("groups"); group++) {
      all.add(registration(group, server, incarnation));
    }
    for (int from = 0; from < all.size(); from += MOST_IN_A_MESSAGE) {
      int to = Math.min(all.size(), from + MOST_IN_A_MESSAGE);
      int part = messages.size();
      messages.add(
          frames.encode(
              new RegistrationsFrame(server.number(), part, part + 1, all.subList(from, to))));
    }
    renew(server.number());
    vertx.setPeriodic(Timings.DEFAULT.renew(), id -> renew(server.number()));
    return new JsonObject().put("renewMillis", Timings.DEFAULT.renew());
  }

  private void renew(long node) {
    if (renewals++ % RENEWALS_UNTIL_ALL_ARE_TOLD == 0) {
      // a copy, as long as a message that was encoded anew
      messages.forEach(bytes -> vertx.eventBus().publish(Addresses.REGISTRATIONS, bytes));
    } else {
      Buffer renewal = frames.encode(new RenewalFrame(node, messages.size()));
      vertx.eventBus().publish(Addresses.REGISTRATIONS, renewal);
    }
  }

  private static Registration registration(int group, ServerId server, Incarnation incarnation) {
    ServerId master = new ServerId(group % SERVERS + 1);
    Epoch epoch = new Epoch(Generation.FIRST, 1, master, new Incarnation(1, master.number()));
    boolean isMaster = server.equals(master);
    List<ServerId> servers = List.of(new ServerId(1), new ServerId(2), new ServerId(3));
    return new Registration(
        ManyGroups.name(group),
        server,
        incarnation,
        1,
        isMaster ? Role.MASTER : Role.BACKUP,
        epoch,
        isMaster ? new InSync(epoch, 1, servers) : InSync.NONE,
        false,
        Priority.NORMAL,
        new Registration.Policy(
            Mode.CONSISTENT,
            List.of(RetentionCriterion.values()),
            1,
            Timings.DEFAULT.failure(),
            Timings.DEFAULT.lease()));
  }
}
