package dev.understudy.benchmarks.core;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientSession;
import dev.understudy.client.ClientSettings;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import dev.understudy.member.Message;
import dev.understudy.member.Rules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Three members and a client in one thread, where every message arrives at once and every input is
 * written down. As the machines are deterministic, each can be brought to the same point again, and
 * be given the same inputs from there on, alone.
 */
final class PlayedGroup {

  private static final int SERVERS = 3;
  private static final long STEP_MILLIS = 5;
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long DEADLINE_MILLIS = 10_000;
  private static final ClientAddress CLIENT = new ClientAddress("client");
  private static final ClientSettings CLIENT_SETTINGS = ClientSettings.of("g", 1);
  private static final Result COUNTED = new Result.Returned(Bytes.of(new byte[Long.BYTES]));

  /** A member, how it was made, and all that it was given. */
  private record Played(MemberSettings settings, Member member, List<Input> inputs) {
    Played(MemberSettings settings) {
      this(settings, new Member(settings), new ArrayList<>());
    }
  }

  private final GroupConfiguration configuration;
  private final Map<ServerId, Played> servers = new TreeMap<>();
  private final ClientSession client = new ClientSession(CLIENT_SETTINGS);
  private final List<ClientInput> clientInputs = new ArrayList<>();
  private final Queue<Runnable> arrivals = new ArrayDeque<>();
  private long now = 1_000;
  private long calls;
  private long completed;

  private PlayedGroup() {
    List<ServerId> voters = new ArrayList<>();
    for (int id = 1; id <= SERVERS; id++) {
      voters.add(new ServerId(id));
    }
    configuration = GroupConfiguration.of("g", Membership.consistent(voters));
    for (ServerId id : voters) {
      MemberSettings made =
          new MemberSettings(
              configuration,
              id,
              new Incarnation(now, id.number()),
              Priority.NORMAL,
              id.number(),
              Rules.STANDARD);
      servers.put(id, new Played(made));
    }
  }

  /**
   * Plays requests through a group that is in sync.
   *
   * @param batch so many are made together, and answered before the next are made
   */
  static Courses play(int requests, int batch, int payloadBytes) {
    PlayedGroup group = new PlayedGroup();
    group.await(() -> group.servers.values().stream().allMatch(s -> s.member().view().isInSync()));
    group.submit(1, payloadBytes);
    group.await(() -> group.completed == 1);
    Courses.Marks marks = group.marks();
    for (int done = 0; done < requests; done += batch) {
      group.pass(1);
      group.submit(batch, payloadBytes);
      group.settle();
    }
    if (group.completed != 1 + requests) {
      throw new IllegalStateException(group.completed + " of " + requests + " were answered");
    }
    return new Courses(
        group.course(Role.MASTER, marks),
        group.course(Role.BACKUP, marks),
        new ClientCourse(
            CLIENT_SETTINGS,
            group.clientInputs.subList(0, marks.client()),
            group.clientInputs.subList(marks.client(), group.clientInputs.size())));
  }

  private Courses.Marks marks() {
    Map<ServerId, Integer> sizes = new TreeMap<>();
    servers.forEach((id, played) -> sizes.put(id, played.inputs().size()));
    return new Courses.Marks(sizes, clientInputs.size());
  }

  private MemberCourse course(Role role, Courses.Marks marks) {
    Played played =
        servers.values().stream()
            .filter(any -> any.member().view().role() == role)
            .findFirst()
            .orElseThrow();
    List<Input> all = played.inputs();
    int mark = marks.members().getOrDefault(played.settings().self(), 0);
    return new MemberCourse(played.settings(), all.subList(0, mark), all.subList(mark, all.size()));
  }

  private Played server(ServerId id) {
    Played played = servers.get(id);
    if (played == null) {
      throw new IllegalArgumentException("there is no server " + id);
    }
    return played;
  }

  private void await(BooleanSupplier so) {
    for (long end = now + PATIENCE_MILLIS; !so.getAsBoolean(); pass(STEP_MILLIS)) {
      if (now > end) {
        throw new IllegalStateException("the group does not come to be");
      }
    }
  }

  /** Lets time pass, and everything happen that it brings about. */
  private void pass(long millis) {
    now += millis;
    servers.keySet().forEach(id -> give(id, new Input.Tick(now, now)));
    give(new ClientInput.Tick(now));
    settle();
  }

  private void submit(int count, int payloadBytes) {
    for (int i = 0; i < count; i++) {
      Bytes payload = Bytes.of(new byte[payloadBytes]);
      give(new ClientInput.Submit(++calls, payload, now + DEADLINE_MILLIS));
    }
  }

  /** Until nothing is under way. */
  private void settle() {
    boolean busy = true;
    while (busy) {
      busy = false;
      for (Runnable next = arrivals.poll(); next != null; next = arrivals.poll()) {
        next.run();
        busy = true;
      }
      if (client.wantsFlush()) {
        give(new ClientInput.Flush());
        busy = true;
      }
      for (ServerId id : servers.keySet()) {
        if (server(id).member().wantsFlush()) {
          give(id, new Input.Flush());
          busy = true;
        }
      }
    }
  }

  private void give(ServerId to, Input input) {
    server(to).inputs().add(input);
    for (Effect effect : server(to).member().step(input)) {
      perform(to, effect);
    }
  }

  private void perform(ServerId from, Effect effect) {
    if (effect instanceof Effect.Send send) {
      deliver(from, send.to(), send.message());
    } else if (effect instanceof Effect.Broadcast broadcast) {
      servers.keySet().stream()
          .filter(to -> !to.equals(from))
          .forEach(to -> deliver(from, to, broadcast.message()));
    } else if (effect instanceof Effect.Reply reply) {
      arrivals.add(() -> give(new ClientInput.Replied(reply.replies())));
    } else if (effect instanceof Effect.Execute execute) {
      List<Result> results = execute.invocations().stream().map(one -> COUNTED).toList();
      arrivals.add(() -> give(from, new Input.Executed(results)));
    }
    // there is no name server, and nobody watches
  }

  private void deliver(ServerId from, ServerId to, Message message) {
    Incarnation incarnation = server(from).member().view().incarnation();
    Input input = new Input.Received(from, incarnation, configuration.hash(), message);
    arrivals.add(() -> give(to, input));
  }

  private void give(ClientInput input) {
    clientInputs.add(input);
    for (ClientEffect effect : client.step(input)) {
      if (effect instanceof ClientEffect.Send send) {
        arrivals.add(() -> give(send.to(), new Input.ClientReceived(CLIENT, send.message())));
      } else if (effect instanceof ClientEffect.Broadcast broadcast) {
        Input.ClientReceived received = new Input.ClientReceived(CLIENT, broadcast.message());
        servers.keySet().forEach(to -> arrivals.add(() -> give(to, received)));
      } else if (effect instanceof ClientEffect.Completed) {
        completed++;
      }
    }
  }
}
