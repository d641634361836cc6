package dev.understudy.app;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives options that are not on the command line the value of their environment variable: {@code
 * --cluster-port} that of {@code UNDERSTUDY_CLUSTER_PORT}. An empty variable counts as none.
 * Options that are a question of one command only, and those of drills, have none; secrets are
 * taken from there only, and their options are hidden.
 */
final class Environment implements IDefaultValueProvider {

  private static final String PREFIX = "UNDERSTUDY_";

  private static final Set<String> HAVE_VARIABLES =
      Set.of(
          "--endpoint",
          "--token",
          "--token-file",
          "--config",
          "--host",
          "--cluster-port",
          "--cluster-name",
          "--join",
          "--join-dns",
          "--partitions",
          "--bus-port",
          "--http",
          "--read-token",
          "--read-token-file",
          "--request-token",
          "--request-token-file",
          "--operate-token",
          "--operate-token-file",
          "--group",
          "--id",
          "--voters",
          "--available",
          "--service",
          "--weight",
          "--classpath");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return value(argument).orElse(null);
  }

  /** What the environment says of an argument. */
  Optional<String> value(ArgSpec argument) {
    return name(argument)
        .flatMap(name -> Optional.ofNullable(variables.get(name)))
        .filter(value -> !value.isBlank());
  }

  /** The variable of an argument, if it is an option that has one. */
  static Optional<String> name(ArgSpec argument) {
    return argument instanceof OptionSpec option && HAVE_VARIABLES.contains(option.longestName())
        ? Optional.of(variable(option.longestName()))
        : Optional.empty();
  }

  private static String variable(String option) {
    return PREFIX + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
