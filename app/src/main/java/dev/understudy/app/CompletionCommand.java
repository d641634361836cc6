package dev.understudy.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code understudy completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script with which a shell completes commands and options of understudy.",
      "Both shells take the same script; zsh loads what it needs of bash's completion by itself."
    },
    footer = {
      "",
      "EXAMPLES",
      "  understudy completion bash > ~/.local/share/bash-completion/completions/understudy",
      "  source <(understudy completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells; in lower case, as they are typed. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine commandLine = spec.commandLine();
    CommandLine whole = spec.root().commandLine();
    // it finds out by itself which shell reads it
    String script = AutoComplete.bash(spec.root().name(), whole);
    PrintWriter out = commandLine.getOut();
    out.println("# To be read by " + shell + ", as 'understudy completion --help' shows.");
    out.print(script);
    out.flush();
    return ExitCode.OK;
  }
}
