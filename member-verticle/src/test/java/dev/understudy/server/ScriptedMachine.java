package dev.understudy.server;

import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** Plays a member: notes every input, and answers inputs other than ticks with scripted effects. */
final class ScriptedMachine implements Machine {

  final List<Input> inputs = new ArrayList<>();
  final Queue<List<Effect>> script = new ArrayDeque<>();
  long deadline = Long.MAX_VALUE;
  boolean wantsFlush;
  Consumer<Input> onInput = input -> {};

  @Override
  public List<Effect> step(Input input) {
    inputs.add(input);
    onInput.accept(input);
    if (input instanceof Input.Flush) {
      wantsFlush = false;
    }
    if (input instanceof Input.Tick || script.isEmpty()) {
      return List.of();
    }
    return script.remove();
  }

  @Override
  public long deadlineMillis() {
    return deadline;
  }

  @Override
  public boolean wantsFlush() {
    return wantsFlush;
  }

  /** The inputs that were no ticks. */
  List<Input> told() {
    return inputs.stream().filter(input -> !(input instanceof Input.Tick)).toList();
  }
}
