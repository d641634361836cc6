package dev.understudy.app.node;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import picocli.CommandLine;

/** What a node of a control run is to be, by the same command line as the product's. */
@NullMarked
public final class ControlSettings {

  private ControlSettings() {}

  /** Reads {@code member ...} or {@code name-server ...}. */
  public static NodeSettings parse(List<String> commandLine) {
    String[] options = commandLine.subList(1, commandLine.size()).toArray(String[]::new);
    if (commandLine.get(0).equals("member")) {
      MemberCommand command = new MemberCommand();
      new CommandLine(command).parseArgs(options);
      return command.settings();
    }
    NameServerCommand command = new NameServerCommand();
    new CommandLine(command).parseArgs(options);
    return command.settings();
  }

  /** The same node with nothing on it but its gateway. */
  public static NodeSettings bare(NodeSettings settings) {
    return new NodeSettings(
        settings.host(),
        settings.clusterPort(),
        settings.clusterName(),
        settings.join(),
        settings.joinDns(),
        settings.partitions(),
        settings.busPort(),
        settings.http(),
        settings.gateway(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
