package dev.understudy.app;

import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on stderr what went wrong: one line, or one JSON document if --json was asked for. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final String JSON = "--json";

  private final Environment environment;

  Complaints(Environment environment) {
    this.environment = environment;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    String message = firstLine(problem) + origin(problem);
    boolean json = List.of(arguments).contains(JSON) && hasJson(command);
    say(command, json, Failure.usage(message));
    if (!json) {
      command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
    Failure failure = problem instanceof Failure known ? known : Failure.error(firstLine(problem));
    boolean json = hasJson(command) && command.getParseResult().hasMatchedOption(JSON);
    say(command, json, failure);
    return failure.exitCode();
  }

  /** Whether the command has the verbs' option of that name, which takes no value. */
  private static boolean hasJson(CommandLine command) {
    OptionSpec json = command.getCommandSpec().findOption(JSON);
    return json != null && json.arity().max() == 0;
  }

  private static void say(CommandLine command, boolean json, Failure failure) {
    if (json) {
      JsonObject document = failure.toJson();
      command.getErr().println(document.encode());
    } else {
      command.getErr().println("understudy: " + failure.getMessage());
    }
    command.getErr().flush();
  }

  private String origin(ParameterException problem) {
    if (problem.getArgSpec() == null || problem.getValue() == null) {
      return "";
    }
    return environment
        .value(problem.getArgSpec())
        .filter(problem.getValue()::equals)
        .flatMap(value -> Environment.name(problem.getArgSpec()))
        .map(name -> " (from " + name + ")")
        .orElse("");
  }

  private static String firstLine(Throwable problem) {
    String message = String.valueOf(problem.getMessage());
    String line = message.lines().findFirst().orElse("");
    return line.isEmpty() || line.equals("null") ? problem.getClass().getSimpleName() : line;
  }
}
