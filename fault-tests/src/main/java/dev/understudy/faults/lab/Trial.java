package dev.understudy.faults.lab;

import java.util.List;
import java.util.Optional;

/**
 * Whether there can be a lab here: everything that it does to a network later on is done once, in a
 * namespace that is removed again, so that no run dies of it half-way.
 */
final class Trial {

  private static final List<String> LINKS =
      List.of(
          "link set lo up",
          "link add side type bridge",
          "link add card type veth peer name port",
          "link set port master side");

  private static final List<String> RULES =
      List.of("rule add priority 20 to 10.77.0.1 ipproto tcp dport 7000 lookup local");

  /** What cannot be ended is not listed, and no failure: the kernel has no say in it then. */
  private static final String ENDING = "exec 3<>/dev/udp/127.0.0.1/9; ss -K -H -u -n";

  private static final int KBIT = 1_000;

  private final String namespace;

  private Trial(String namespace) {
    this.namespace = namespace;
  }

  static Optional<String> missing() {
    try {
      if (!Command.run("id", "-u").strip().equals("0")) {
        return Optional.of("a lab needs root, for network namespaces");
      }
      return tried(Namespaces.prefix() + "trial");
    } catch (LabFailure e) {
      return Optional.of("a lab needs network namespaces: " + e.getMessage());
    }
  }

  /** The end of this process may come first. */
  private static Optional<String> tried(String namespace) {
    Thread hook = new Thread(() -> Namespaces.removeOf(Life.own()), "trial of a lab");
    Runtime.getRuntime().addShutdownHook(hook);
    Command.run("ip", "netns", "add", namespace);
    Optional<String> lacking = new Trial(namespace).lacking();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new LabFailure("this process ends", e);
    }
    return lacking;
  }

  private Optional<String> lacking() {
    try {
      return lacking("bridges and veth", () -> Command.ip(namespace, LINKS))
          .or(() -> lacking("rules for ports", () -> Command.ip(namespace, RULES)))
          .or(() -> lacking("tc with tbf", this::bound))
          .or(() -> lacking("ss that ends connections", this::endConnection));
    } finally {
      Command.run("ip", "netns", "delete", namespace);
    }
  }

  private static Optional<String> lacking(String what, Runnable trial) {
    try {
      trial.run();
      return Optional.empty();
    } catch (LabFailure e) {
      return Optional.of("a lab needs " + what + ": " + e.getMessage());
    }
  }

  private void bound() {
    Links.tc("replace", namespace, "port", Links.bucket(KBIT));
  }

  private void endConnection() {
    if (Command.run("ip", "netns", "exec", namespace, "bash", "-c", ENDING).isBlank()) {
      throw new LabFailure("this kernel does not let it (CONFIG_INET_DIAG_DESTROY)");
    }
  }
}
