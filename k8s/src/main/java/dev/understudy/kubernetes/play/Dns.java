package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;
import dev.understudy.faults.lab.Command;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.LabFailure;
import dev.understudy.faults.lab.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The DNS of the cluster, with the addresses behind one name. As in Kubernetes, it learns of a
 * change some time later; how much later, a scene decides.
 */
final class Dns implements AutoCloseable {

  private final Path records;
  private final Path configuration;
  private final String name;
  private final HostProcess server;
  private final Duration lag;
  private final Later later = new Later("dns");
  private List<String> addresses = List.of();

  private boolean frozen;

  /**
   * Starts it, without any address.
   *
   * @param name whose addresses it tells
   * @param lag from a change until it is told
   */
  Dns(Lab lab, Host host, String name, Duration lag, Path folder) {
    this.name = name;
    this.lag = lag;
    this.records = folder.resolve("dns-records");
    this.configuration = folder.resolve("resolv.conf");
    write(records, "");
    write(configuration, "nameserver " + host.address() + "\noptions ndots:1\n");
    List<String> command =
        List.of(
            "dnsmasq",
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--user=root",
            "--pid-file=",
            "--no-resolv",
            "--no-hosts",
            "--addn-hosts=" + records,
            "--local=/local/",
            "--listen-address=" + host.address(),
            "--bind-interfaces");
    server = lab.start(host, Program.of("dns", command, folder), line -> {});
  }

  /** Why there can be none here. */
  static Optional<String> missing() {
    try {
      Command.run("dnsmasq", "--version");
      return Optional.empty();
    } catch (LabFailure e) {
      return Optional.of("the DNS of a played cluster is dnsmasq: " + e.getMessage());
    }
  }

  /** What a pod has as its {@code /etc/resolv.conf}. */
  Path configuration() {
    return configuration;
  }

  /** These are the addresses from now on; DNS tells them when its lag is over. */
  void publish(Collection<String> now) {
    List<String> copy = List.copyOf(now);
    later.after(lag, () -> tell(copy));
  }

  /** From now on it learns nothing more, and tells what it knows. */
  synchronized void freeze() {
    frozen = true;
  }

  /** It learns of everything that happened meanwhile. */
  synchronized void thaw() {
    frozen = false;
    write();
  }

  @Override
  public void close() {
    later.close();
    server.end();
  }

  private synchronized void tell(List<String> now) {
    addresses = now;
    if (!frozen) {
      write();
    }
  }

  private void write() {
    StringBuilder text = new StringBuilder();
    addresses.forEach(address -> text.append(address).append(' ').append(name).append('\n'));
    write(records, text.toString());
    if (server.isAlive()) {
      // it reads its records again
      Command.run("sh", "-c", "kill -HUP " + server.pid());
    }
  }

  private static void write(Path file, String text) {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Failure.error("cannot write " + file + ": " + e.getMessage());
    }
  }
}
