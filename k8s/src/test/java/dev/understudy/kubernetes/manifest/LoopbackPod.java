package dev.understudy.kubernetes.manifest;

import dev.understudy.app.FreshJava;
import dev.understudy.app.Understudy;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pod as a process on a loopback address of its own, with what its manifest gives it. */
final class LoopbackPod implements AutoCloseable {

  private static final int HEAP_MEBIBYTES = 200;
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final long END_SECONDS = 60;

  private final PodPlan plan;
  private final String address;
  private final ContainerStart start;
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Starts it.
   *
   * @param folder with a file {@code hosts}, which takes the place of DNS
   */
  LoopbackPod(PodPlan plan, PodIdentity identity, ContainerStart start, Path folder)
      throws IOException {
    this.plan = plan;
    this.address = identity.address();
    this.start = start;
    List<String> command = new ArrayList<>(FreshJava.running(HEAP_MEBIBYTES, Understudy.class));
    command.add(1, "-Djdk.net.hosts.file=" + folder.resolve("hosts"));
    command.addAll(start.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(start.environment());
    Path log = folder.resolve(identity.name() + ".log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    process = builder.start();
  }

  /** Makes an address known under the name that this pod joins by. */
  static void publish(ContainerStart start, String address, Path folder) throws IOException {
    String name = start.environment().getOrDefault("UNDERSTUDY_JOIN_DNS", "");
    Files.writeString(
        folder.resolve("hosts"),
        address + " " + name + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  PodPlan plan() {
    return plan;
  }

  ContainerStart start() {
    return start;
  }

  /** Whether the kubelet would find that the probe succeeds. */
  boolean succeeds(Probe probe) {
    String name = probe.getHttpGet().getPort().getStrVal();
    int port =
        plan.container().getPorts().stream()
            .filter(named -> named.getName().equals(name))
            .findFirst()
            .orElseThrow()
            .getContainerPort();
    URI url = URI.create("http://" + address + ":" + port + probe.getHttpGet().getPath());
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(PROBE).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** SIGTERM; returns the exit code. */
  int end() throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the pod does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
