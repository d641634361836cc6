package dev.understudy.server;

import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a node does for one server on one of its event loops: wakes it when its deadline comes, says
 * to other nodes that it is as it was, and keeps what they say of the servers of its group until it
 * matters. All on the server's event loop.
 */
final class Residence implements Surroundings {

  /** A busy server is told the signs of others that often, an idle one when it has to act. */
  private static final long SIGNS_MILLIS = 20;

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final LoopDuties loop;
  private final Resident resident;
  private final GroupSigns others;
  private final Predicate<ServerId> isCut;
  private final TimerWheel.Alarm alarm;
  private Optional<LifeSign> told = Optional.empty();
  private long toldVersion;
  private long workedAt = NEVER;
  private long takenAt = NEVER;
  private List<GroupSigns.Given> seen = List.of();
  private long[] takenOf = new long[0];
  private boolean toBeLookedAt;
  private boolean left;

  /**
   * @param isCut who is not to be heard
   */
  Residence(LoopDuties loop, Resident resident, GroupSigns others, Predicate<ServerId> isCut) {
    this.loop = loop;
    this.resident = resident;
    this.others = others;
    this.isCut = isCut;
    this.alarm = loop.alarm(resident::tickWhenDue);
  }

  Resident resident() {
    return resident;
  }

  @Override
  public void wakeAt(long millis) {
    loop.wakeAt(alarm, millis);
  }

  @Override
  public void worked() {
    workedAt = loop.nowMillis();
    lookAgain();
    loop.turnSoon(workedAt);
  }

  private void lookAgain() {
    if (!toBeLookedAt) {
      toBeLookedAt = true;
      loop.lookAt(this);
    }
  }

  /** Tells what is to be said of the server, if that is another thing now. */
  void look(long nowMillis) {
    toBeLookedAt = false;
    if (!loop.isTold()) {
      return;
    }
    Optional<LifeSign> sign = resident.lifeSign();
    if (sign.equals(told)) {
      return;
    }
    if (isBusy(nowMillis) && sign.isPresent() && sign.get() instanceof LifeSign.Follows) {
      // it speaks for itself, and will rest at another index
      sign = Optional.empty();
      lookAgain();
    }
    if (!sign.equals(told)) {
      told = sign;
      toldVersion = loop.tell(this, sign);
    }
  }

  private boolean isBusy(long nowMillis) {
    return nowMillis - workedAt < resident.heartbeatMillis();
  }

  @Override
  public void takeSigns(boolean now, Consumer<Input> signs) {
    long millis = loop.nowMillis();
    List<GroupSigns.Given> given = others.given();
    if (given.isEmpty() || (!now && millis - takenAt < SIGNS_MILLIS)) {
      return;
    }
    takenAt = millis;
    if (given != seen) {
      seen = given;
      takenOf = new long[given.size()];
      Arrays.fill(takenOf, NEVER);
    }
    for (int i = 0; i < takenOf.length; i++) {
      GroupSigns.Given one = given.get(i);
      long at = holdsAt(one);
      if (at > takenOf[i] && !isCut.test(one.server())) {
        takenOf[i] = at;
        signs.accept(new Input.SignHeard(one.server(), one.sign(), at));
      }
    }
  }

  /**
   * Until when a sign holds. That a server follows holds until the last beat of ours that its node
   * heard, and that said that this server's event loop turns: else this one might stop to send what
   * the other does not hear of in any other way.
   */
  private long holdsAt(GroupSigns.Given one) {
    long turnedAt = one.by().turnedAt(one.loop());
    if (one.sign() instanceof LifeSign.Leads) {
      return turnedAt;
    }
    boolean knowsUs = told.isPresent() && one.by().knowsOurs() >= toldVersion;
    return knowsUs ? Math.min(turnedAt, one.by().hearsOf(loop.number())) : NEVER;
  }

  @Override
  public long lateMillis() {
    return loop.lateMillis();
  }

  @Override
  public long turnedAt() {
    return loop.turnedAt();
  }

  @Override
  public void leave() {
    if (left) {
      return;
    }
    left = true;
    alarm.cancel();
    told = Optional.empty();
    loop.tell(this, told);
    loop.leave(this);
  }
}
