package dev.understudy.app.verb;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a gateway. */
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {

  @Mixin private final GatewayOptions options = new GatewayOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * Asks, and writes the answer.
   *
   * @return the exit code
   * @throws dev.understudy.app.Failure with another exit code
   */
  abstract int run(Gateway gateway, Output output);

  @Override
  public final Integer call() {
    var commandLine = spec.commandLine();
    return run(
        options.gateway(),
        new Output(
            commandLine.getOut(),
            commandLine.getErr(),
            options.json(),
            commandLine.getColorScheme().ansi()));
  }
}
