package dev.understudy.server.rehearsal;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Membership;
import dev.understudy.group.Mode;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One fail-over, from the start of the group to the return of its first master. */
final class Play {

  /** Of the play's own time, for each of its scenes. */
  private static final long LONGEST_MILLIS = 20_000;

  private static final List<ServerId> SERVERS =
      List.of(new ServerId(1), new ServerId(2), new ServerId(3));

  private static final int REQUESTS = 24;

  private final Stage stage;
  private long sequence;

  /**
   * @param seed of all chance in it
   */
  Play(Mode mode, long seed) {
    stage =
        new Stage(
            mode == Mode.CONSISTENT ? Membership.consistent(SERVERS) : Membership.available(),
            seed);
  }

  /** Plays it. */
  void run() {
    SERVERS.forEach(stage::enter);
    await("a master, and all others in sync", this::isWell);
    SessionId session = openSession();
    call(session);
    ServerId first = stage.master().orElseThrow();
    stage.exit(first);
    await("a successor", () -> stage.master().isPresent());
    call(session);
    query();
    stage.enter(first);
    await("the first master in sync", this::isWell);
    call(session);
  }

  private boolean isWell() {
    return stage.master().isPresent()
        && SERVERS.stream()
            .allMatch(
                server ->
                    stage.view(server).role() == Role.MASTER || stage.view(server).isInSync());
  }

  private SessionId openSession() {
    ask(new ClientMessage.OpenSession(sequence));
    await("a session", () -> stage.replied(ClientReply.SessionOpened.class) > 0);
    return stage.reply(ClientReply.SessionOpened.class).session();
  }

  private void call(SessionId session) {
    long first = sequence + 1;
    List<ClientMessage.Call> calls = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      calls.add(new ClientMessage.Call(++sequence, Bytes.utf8("line " + sequence)));
    }
    ask(new ClientMessage.Requests(session, first, -1, calls));
    await("results", () -> stage.replied(ClientReply.Done.class) == REQUESTS);
  }

  private void query() {
    ask(new ClientMessage.Query(sequence, Bytes.EMPTY));
    await("an answer", () -> stage.replied(ClientReply.QueryDone.class) > 0);
  }

  private void ask(ClientMessage message) {
    stage.ask(stage.master().orElseThrow(), message);
  }

  private void await(String what, BooleanSupplier so) {
    for (long end = stage.now() + LONGEST_MILLIS; !so.getAsBoolean(); stage.turn()) {
      if (stage.now() >= end) {
        throw new IllegalStateException("the rehearsal stopped short of: " + what);
      }
    }
  }
}
