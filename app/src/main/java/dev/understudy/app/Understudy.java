package dev.understudy.app;

import dev.understudy.app.bench.BenchCommand;
import dev.understudy.app.demo.DemoCommand;
import dev.understudy.app.node.MemberCommand;
import dev.understudy.app.node.NameServerCommand;
import dev.understudy.app.verb.Verbs;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code understudy}. */
@Command(
    name = "understudy",
    description = "Fault-tolerant server groups for Vert.x.",
    version = "understudy 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "EXAMPLES", "  understudy demo", "  understudy status --help"})
public final class Understudy implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Understudy() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    CommandLine commandLine = commandLine(System.getenv());
    commandLine.setOut(
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
    commandLine.setErr(
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
    System.exit(commandLine.execute(args));
  }

  /**
   * The whole command line.
   *
   * @param environment what options are taken from that are not on the command line
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine commandLine = new CommandLine(new Understudy());
    commandLine
        .addSubcommand(new DemoCommand())
        .addSubcommand(new NameServerCommand())
        .addSubcommand(new MemberCommand());
    Verbs.all().forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(new BenchCommand()).addSubcommand(new CompletionCommand());
    ManualPages.layOut(commandLine);
    Environment variables = new Environment(environment);
    Complaints complaints = new Complaints(variables);
    return commandLine
        .registerConverter(java.time.Duration.class, new DurationText())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(variables)
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints)
        .setUsageHelpWidth(100)
        .setUsageHelpAutoWidth(false);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
