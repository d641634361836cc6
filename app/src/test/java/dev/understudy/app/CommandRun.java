package dev.understudy.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * One run of the command line in this process: its exit code and what it wrote.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Whether it succeeded. */
  public boolean isOk() {
    return exitCode == ExitCode.OK;
  }

  /** Runs a verb at a gateway, in this process: a Java of its own for each takes a second. */
  public static CommandRun at(String endpoint, List<String> words, String... more) {
    return of(Launcher.atEndpoint(endpoint, words, more));
  }

  /** Runs it without any environment variable. */
  public static CommandRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /** Runs it with these environment variables. */
  public static CommandRun in(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Understudy.commandLine(environment);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int exitCode = commandLine.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
