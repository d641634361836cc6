package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.FreePorts;
import dev.understudy.app.Understudy;
import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import dev.understudy.client.ClientReply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against one real node with a group of counters and one of keys. */
class ClientProcessTest {

  private static final long PATIENCE_SECONDS = 120;

  private static List<Integer> ports = List.of();
  private static Optional<Node> node = Optional.empty();

  @BeforeAll
  static void startNode() throws IOException {
    ports = FreePorts.find(5);
    JsonArray members =
        new JsonArray()
            .add(member("sums").put("service", "counter").put("available", true))
            .add(member("keys").put("service", "kv").put("voters", new JsonArray().add(1)));
    JsonObject settings =
        new JsonObject()
            .put("clusterName", "client-process-" + ProcessHandle.current().pid())
            .put("clusterPort", ports.get(0))
            .put("busPort", ports.get(1))
            .put("http", ports.get(2))
            .put("join", new JsonArray().add("127.0.0.1:" + ports.get(0)))
            .put("nameServer", new JsonObject())
            .put("members", members);
    ClassLoader services = Understudy.class.getClassLoader();
    node = Optional.of(Node.start(NodeSettings.parse(settings), services).await());
  }

  @AfterAll
  static void stopNode() {
    node.ifPresent(running -> running.leave().await());
  }

  @Test
  void writesDownWhatClientsOfTheClusterAreToldAndReadsEverythingBack() throws Exception {
    LostReply.first(node.orElseThrow().vertx().eventBus(), ClientReply.Done.class);
    Transcript transcript = run(clustered("--workload", "once", "--group", "sums"));
    assertThat(transcript.isComplete()).isTrue();
    Audit audit = transcript.audit().orElseThrow();
    assertThat(audit.remnants()).isEmpty();
    assertThat(audit.values()).hasSameSizeAs(transcript.calls());
    for (Recorded call : transcript.calls()) {
      assertThat(call.isOk()).as(call.toString()).isTrue();
      assertThat(call.answer().result()).contains("1");
      assertThat(call.master()).hasValue(1);
      assertThat(audit.values().get(call.key())).contains("1");
      assertThat(call.answer().sends().orElse(0)).isPositive();
    }
    // those whose reply was lost
    assertThat(transcript.calls()).anyMatch(call -> call.answer().sends().orElse(0) > 1);
  }

  @Test
  void writesDownWhatClientsOfTheGatewayAreTold() throws Exception {
    Transcript transcript =
        run(List.of("--http", gateway(), "--workload", "kv", "--group", "keys", "--keys", "2"));
    assertThat(transcript.isComplete()).isTrue();
    assertThat(transcript.calls()).allMatch(Recorded::isOk);
    assertThat(transcript.calls()).allMatch(call -> call.answer().sends().isEmpty());
    Map<Kind, Long> kinds =
        transcript.calls().stream()
            .collect(Collectors.groupingBy(Recorded::kind, TreeMap::new, Collectors.counting()));
    assertThat(kinds).containsOnlyKeys(Kind.GET, Kind.PUT, Kind.CAS);
    assertThat(transcript.audit().orElseThrow().values()).containsOnlyKeys("k0", "k1");
  }

  /** Starts a process, lets it make some calls, and has it read them back. */
  private static Transcript run(List<String> arguments) throws Exception {
    Transcript transcript = new Transcript();
    Process process = launch(arguments);
    try (PrintStream orders =
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8)) {
      Thread reader = new Thread(() -> read(process, transcript), "transcript");
      reader.setDaemon(true);
      reader.start();
      await(process, transcript::isReady);
      orders.println("start");
      await(process, () -> transcript.calls().size() >= 100);
      orders.println("stop");
      await(process, transcript::isStopped);
      orders.println("audit " + gateway());
      await(process, () -> transcript.audit().isPresent() || !transcript.auditFailure().isEmpty());
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return transcript;
  }

  private static void read(Process process, Transcript transcript) {
    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .lines()
        .forEach(transcript::hear);
  }

  private static void await(Process process, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("bound on waiting").isLessThan(deadline);
      assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).as("process ended").isFalse();
    }
  }

  private static Process launch(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ClientProcess.class.getName());
    command.addAll(List.of("--name", "test", "--rate", "200"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static List<String> clustered(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--cluster-name", "client-process-" + ProcessHandle.current().pid()));
    arguments.addAll(List.of("--cluster-port", "" + ports.get(3), "--bus-port", "" + ports.get(4)));
    arguments.addAll(List.of("--join", "127.0.0.1:" + ports.get(0), "--clients", "3"));
    return arguments;
  }

  private static JsonObject member(String group) {
    return new JsonObject().put("group", group).put("serverId", 1);
  }

  private static String gateway() {
    return "http://127.0.0.1:" + ports.get(2);
  }
}
