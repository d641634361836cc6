package dev.understudy.member;

import dev.understudy.group.Event;
import dev.understudy.log.Bytes;
import dev.understudy.log.Pieces;
import dev.understudy.log.PiecesWriter;
import dev.understudy.log.Result;
import dev.understudy.member.SynchronizationMessage.Chunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One server of a {@link PlayedGroup}: a member and a service that adds up the numbers it is given.
 * The faults that a test wants are switched on here.
 */
final class PlayedServer implements Effect.Performer {

  private final PlayedGroup group;
  private final Member member;
  private final Renewal renewal;
  private final Deque<Input> inside = new ArrayDeque<>();
  private final List<Event> events = new ArrayList<>();
  private long sum;
  private long lastTick = -1;
  private boolean restoreFails;
  private boolean chunksDamaged;
  private boolean appendsLate;
  private String departure = "";
  private long captureMillis;
  private int captures;
  private long stillUntil;
  private boolean headsSpoilt;
  private final List<Input> waiting = new ArrayList<>();
  private long writtenAt;
  private Optional<Input> written = Optional.empty();

  PlayedServer(PlayedGroup group, Member member) {
    this.group = group;
    this.member = member;
    this.renewal = new Renewal(group.configuration().timings().renew());
  }

  Member member() {
    return member;
  }

  MemberView view() {
    return member.view();
  }

  long sum() {
    return sum;
  }

  /** What it told, the oldest first. */
  List<Event> events() {
    return List.copyOf(events);
  }

  /** Why it is no longer part of the group; empty if it is. */
  String departure() {
    return departure;
  }

  /** From now on its service refuses every state it is given. */
  void failRestores() {
    restoreFails = true;
  }

  /** From now on the chunks that it sends arrive damaged. */
  void damageChunks() {
    chunksDamaged = true;
  }

  /** Whether its appends are lost, as if they were late. */
  void delayAppends(boolean late) {
    appendsLate = late;
  }

  /** Its state is not what it should be any more. */
  void corrupt() {
    sum += 1_000;
  }

  /** From now on its service takes so long to write its state. */
  void captureFor(long millis) {
    captureMillis = millis;
  }

  /** How often its service was told to write its state. */
  int captures() {
    return captures;
  }

  /** From now on it stands still for so long; what it is sent waits. */
  void standStillFor(long millis) {
    stillUntil = group.now() + millis;
  }

  /** From now on its service spoils what stands before its state, in the array of both. */
  void spoilHeads() {
    headsSpoilt = true;
  }

  void tickWhenDue() {
    if (group.now() < stillUntil) {
      return;
    }
    List<Input> late = List.copyOf(waiting);
    waiting.clear();
    late.forEach(this::receive);
    if (written.isPresent() && writtenAt <= group.now()) {
      takeWritten();
      settle();
    }
    if (departure.isEmpty()) {
      renewal.due(group.now()).ifPresent(group::register);
      if (member.deadlineMillis() <= group.now()) {
        tick();
        settle();
      }
    }
  }

  void receive(Input input) {
    if (group.now() < stillUntil) {
      waiting.add(input);
      return;
    }
    if (departure.isEmpty()) {
      tick();
      step(input);
      settle();
    }
  }

  private void takeWritten() {
    if (writtenAt <= group.now()) {
      inside.add(written.orElseThrow());
      written = Optional.empty();
    }
  }

  private void tick() {
    if (lastTick != group.now()) {
      lastTick = group.now();
      step(new Input.Tick(lastTick, lastTick));
    }
  }

  private void settle() {
    while (!inside.isEmpty() || member.wantsFlush()) {
      step(inside.isEmpty() ? new Input.Flush() : inside.remove());
    }
  }

  private void step(Input input) {
    member.step(input).forEach(effect -> effect.perform(this));
  }

  private Input.Received received(Message message) {
    return new Input.Received(
        view().self(), view().incarnation(), group.configuration().hash(), message);
  }

  @Override
  public void send(Effect.Send send) {
    Message message = send.message();
    if (chunksDamaged && message instanceof Chunk chunk) {
      message = new Chunk(chunk.transfer(), chunk.offset(), chunk.bytes(), ~chunk.checksum());
    }
    if (!appendsLate || !(message instanceof ReplicationMessage.Append)) {
      group.deliver(send.to(), received(message));
    }
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    group.others(view().self()).forEach(to -> group.deliver(to, received(broadcast.message())));
  }

  @Override
  public void reply(Effect.Reply reply) {
    group.replied(reply.replies());
  }

  @Override
  public void ask(Effect.Ask ask) {
    group.ask(view().self(), ask);
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {
    // its address is never lost
  }

  @Override
  public void listenAnew(Effect.ListenAnew listen) {
    // likewise
  }

  @Override
  public void register(Effect.Register register) {
    renewal.published(register.registration(), group.now());
    group.register(register.registration());
  }

  @Override
  public void execute(Effect.Execute execute) {
    List<Result> results = new ArrayList<>();
    for (Effect.Invocation invocation : execute.invocations()) {
      sum += Long.parseLong(invocation.payload().toUtf8());
      results.add(new Result.Returned(Bytes.utf8(Long.toString(sum))));
    }
    inside.add(new Input.Executed(results));
  }

  @Override
  public void query(Effect.Query query) {
    inside.add(
        new Input.Queried(query.readId(), new Result.Returned(Bytes.utf8(Long.toString(sum)))));
  }

  @Override
  public void captureState(Effect.CaptureState capture) {
    // padded, so that a limit of the state's size can be met and a state has several chunks
    Bytes service = Bytes.utf8(sum + " ".repeat(PlayedGroup.STATE_BYTES));
    Pieces state = new PiecesWriter().raw(capture.head()).raw(service).toPieces();
    captures++;
    writtenAt = group.now() + captureMillis;
    written = Optional.of(new Input.StateCaptured(capture.captureId(), CapturedState.of(state)));
    takeWritten();
  }

  @Override
  public void restoreState(Effect.RestoreState restore) {
    if (restoreFails) {
      inside.add(new Input.StateRestoreFailed("the service cannot read it"));
    } else {
      sum = Long.parseLong(restore.state().toUtf8().strip());
      if (headsSpoilt) {
        restore.state().writeTo((array, offset, length) -> Arrays.fill(array, 0, offset, (byte) 7));
      }
      inside.add(new Input.StateRestored());
    }
  }

  @Override
  public void persist(Effect.Persist persist) {
    // memory is all there is in this version
  }

  @Override
  public void tell(Effect.Tell tell) {
    events.add(tell.event());
  }

  @Override
  public void answer(Effect.AnswerOperator answer) {
    throw new AssertionError("nobody asked: " + answer);
  }

  @Override
  public void depart(Effect.Depart depart) {
    departure = depart.reason();
  }
}
