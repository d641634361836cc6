package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import dev.understudy.monitoring.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MemberLoopTest {

  private static final Input TIMER = new Input.Triggered(Trigger.TIMER);
  private static final Input START = new Input.Triggered(Trigger.START);

  private final ScriptedMachine machine = new ScriptedMachine();
  private final ManualClock clock = new ManualClock();
  private final ScriptedSurroundings surroundings = new ScriptedSurroundings();
  private final Queue<Runnable> turns = new ArrayDeque<>();
  private final List<Throwable> broken = new ArrayList<>();
  private Consumer<Effect> onEffect = effect -> {};
  private final MemberLoop loop =
      new MemberLoop(
          machine,
          new EffectSink(effect -> onEffect.accept(effect)),
          new MemberLoop.Environment(clock, surroundings, turns::add),
          broken::add);

  @Test
  void tellsTheTimeBeforeAnInputWheneverTheMillisecondChanged() {
    loop.give(START);
    loop.give(TIMER);
    clock.millis++;
    loop.give(TIMER);

    assertThat(machine.inputs)
        .containsExactly(
            new Input.Tick(1_000, 1_001_000),
            START,
            TIMER,
            new Input.Tick(1_001, 1_001_001),
            TIMER);
  }

  @Test
  void ticksOnlyWhenTheMachineWaitsForIt() {
    machine.deadline = 1_005;
    loop.tickWhenDue();
    assertThat(machine.inputs).isEmpty();

    clock.millis = 1_005;
    loop.tickWhenDue();
    assertThat(machine.inputs).containsExactly(new Input.Tick(1_005, 1_001_005));
  }

  @Test
  void hearsSignsOfLifeBeforeTheTimeThatTheyMayMakeGoBy() {
    Input sign = sign(1_004);
    machine.deadline = 1_005;
    clock.millis = 1_005;
    surroundings.signs.add(sign);

    loop.tickWhenDue();

    assertThat(machine.inputs).containsExactly(sign, new Input.Tick(1_005, 1_001_005));
  }

  @Test
  void isNotWokenForADeadlineThatASignOfLifePutOff() {
    Input sign = sign(1_004);
    machine.deadline = 1_005;
    machine.onInput = input -> machine.deadline = 1_304;
    clock.millis = 1_005;
    surroundings.signs.add(sign);

    loop.tickWhenDue();

    assertThat(machine.inputs).containsExactly(sign);
    assertThat(surroundings.wakeAt).isEqualTo(1_304);
  }

  @Test
  void isToldWhenItIsNoLongerAsLateAsItWasThoughASignPutItsDeadlineOff() {
    surroundings.lateMillis = 600;
    loop.give(START);
    surroundings.lateMillis = 0;
    machine.inputs.clear();
    machine.deadline = 1_900;
    machine.onInput = input -> machine.deadline = 2_200;
    clock.millis = 1_900;
    surroundings.signs.add(sign(1_899));

    loop.tickWhenDue();

    assertThat(machine.inputs).containsExactly(sign(1_899), new Input.Tick(1_900, 1_001_900, 0));
  }

  @Test
  void saysWhenItIsToBeWokenWheneverItWorked() {
    machine.deadline = 1_050;
    loop.give(START);

    assertThat(surroundings.wakeAt).isEqualTo(1_050);
    assertThat(surroundings.worked).isEqualTo(1);
  }

  private static Input sign(long atMillis) {
    return new Input.SignHeard(
        new ServerId(1), new LifeSign.Leads(Incarnation.NONE, Epoch.NONE), atMillis);
  }

  @Test
  void anInputThatAnEffectCausesComesAfterTheOtherEffects() {
    List<String> order = new ArrayList<>();
    machine.script.add(List.of(query(1), query(2)));
    onEffect =
        effect -> {
          order.add(effect.toString());
          if (effect.equals(query(1))) {
            loop.give(TIMER);
            order.add("given");
          }
        };

    loop.give(START);

    assertThat(order).containsExactly(query(1).toString(), "given", query(2).toString());
    assertThat(machine.told()).containsExactly(START, TIMER);
  }

  @Test
  void flushesOnceAtTheEndOfTheTurn() {
    machine.wantsFlush = true;
    loop.give(START);
    loop.give(TIMER);
    assertThat(machine.told()).containsExactly(START, TIMER);
    assertThat(turns).hasSize(1);

    turns.remove().run();

    assertThat(machine.told()).containsExactly(START, TIMER, new Input.Flush());
    assertThat(turns).isEmpty();
  }

  @Test
  void leavesTheEventLoopToOthersFromTimeToTime() {
    machine.script.add(List.of(query(1)));
    onEffect =
        effect -> {
          for (int i = 0; i < 1_000; i++) {
            loop.give(TIMER);
          }
        };

    loop.give(START);
    int inFirstTurn = machine.told().size();
    int rounds = 0;
    for (; !turns.isEmpty(); rounds++) {
      turns.remove().run();
    }

    assertThat(inFirstTurn).isLessThan(1_000);
    assertThat(rounds).isGreaterThan(1);
    assertThat(machine.told()).hasSize(1_001);
  }

  /** Each input takes three milliseconds and causes the next one. */
  @Test
  void isHeardInBetweenWhereEachInputCausesAnother() {
    machine.wantsFlush = true;
    for (int i = 0; i < 100; i++) {
      machine.script.add(List.of(query(i)));
    }
    onEffect =
        effect -> {
          clock.millis += 3;
          loop.give(TIMER);
        };

    loop.give(START);

    int inFirstTurn = machine.told().size();
    assertThat(inFirstTurn).isLessThan(10);
    turns.remove().run();
    assertThat(machine.told().get(inFirstTurn)).isEqualTo(new Input.Flush());
  }

  @Test
  void aBrokenInvariantStopsTheServerLoudly() {
    machine.script.add(List.of(query(1), query(2)));
    AssertionError violation = new AssertionError("two masters in one epoch");
    onEffect =
        effect -> {
          throw violation;
        };

    loop.give(START);
    loop.give(TIMER);

    assertThat(broken).containsExactly(violation);
    assertThat(loop.isClosed()).isTrue();
    assertThat(machine.told()).containsExactly(START);
  }

  @Test
  void doesNothingMoreOnceClosed() {
    machine.wantsFlush = true;
    loop.give(START);
    loop.close();
    turns.remove().run();
    machine.deadline = 0;
    loop.tickWhenDue();

    assertThat(machine.told()).containsExactly(START);
  }

  @Test
  void aPersistEffectIsPerformedLikeAllOthers() {
    List<Effect> performed = new ArrayList<>();
    onEffect = performed::add;
    machine.script.add(List.of(new Effect.Persist(Epoch.NONE), query(1)));

    loop.give(START);

    assertThat(performed).containsExactly(new Effect.Persist(Epoch.NONE), query(1));
  }

  private static Effect query(long id) {
    return new Effect.Query(id, Bytes.EMPTY);
  }
}
