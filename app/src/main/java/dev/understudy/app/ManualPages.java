package dev.understudy.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays {@code --help} out like a page of the manual, the same for every command. */
final class ManualPages {

  private static final Map<Integer, String> MEANINGS =
      Map.of(
          ExitCode.OK, "done",
          ExitCode.ERROR, "an error, or the service failed",
          ExitCode.USAGE, "wrong usage: options, environment or files",
          ExitCode.UNKNOWN, "no such group or server",
          ExitCode.REFUSED, "refused as things stand; nothing was changed",
          ExitCode.UNAUTHORISED, "the token is missing, wrong, or of another role",
          ExitCode.UNREACHABLE, "no gateway could be reached",
          ExitCode.NO_ANSWER, "time-out, or no master",
          ExitCode.UNHEALTHY, "not well, or not equal");

  /** Commands that ask no gateway, and so end in fewer ways. */
  private static final List<String> WITHOUT_GATEWAY =
      List.of("demo", "name-server", "member", "bench", "completion");

  private static final List<String> JUDGING = List.of("health", "verify", "drill");

  private ManualPages() {}

  /** Lays out a command and all its sub-commands. */
  static void layOut(CommandLine command) {
    UsageMessageSpec page = command.getCommandSpec().usageMessage();
    page.synopsisHeading("%nSYNOPSIS%n  ");
    page.descriptionHeading("%nDESCRIPTION%n");
    page.parameterListHeading("%nARGUMENTS%n");
    page.optionListHeading("%nOPTIONS%n");
    page.commandListHeading("%nCOMMANDS%n");
    page.exitCodeListHeading("%nEXIT CODES%n");
    page.exitCodeList(exitCodes(command));
    page.headerHeading("NAME%n");
    page.header("  " + command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(ManualPages::layOut);
  }

  private static Map<String, String> exitCodes(CommandLine command) {
    String name = command.getCommandName();
    boolean own = WITHOUT_GATEWAY.contains(name);
    Map<String, String> codes = new LinkedHashMap<>();
    MEANINGS.keySet().stream()
        .sorted()
        .filter(code -> !own || code <= ExitCode.USAGE)
        .filter(
            code ->
                code != ExitCode.UNHEALTHY || JUDGING.contains(name) || command.getParent() == null)
        .forEach(code -> codes.put(String.valueOf(code), MEANINGS.getOrDefault(code, "")));
    return codes;
  }
}
