package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Patience;
import dev.understudy.app.Understudy;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * That the program does with the very arguments, variables and files of the manifests what the
 * manifests expect of it. The example is played, since it has everything that production has, and a
 * jar of its own.
 */
class ProgramTest {

  private static final String EXAMPLE = "examples/own-service";
  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");

  private final List<LoopbackPod> pods = new ArrayList<>();
  private final StringWriter said = new StringWriter();

  @AfterEach
  void closeAll() {
    pods.forEach(LoopbackPod::close);
  }

  @Test
  void theProgramStartsAndIsProbedAndAnswersAndStopsAsTheManifestsSay()
      throws IOException, InterruptedException {
    Manifests manifests = Kustomizations.rendered(EXAMPLE);
    PodFiles files = new PodFiles(folder);
    files.secret(manifests, "understudy-tokens");
    files.image(Path.of(EXAMPLE));

    startAll(manifests, "tickets", files);

    awaitProbes();
    LoopbackPod last = pods.get(pods.size() - 1);
    assertThat(run(as(last, "request"), "request", "tickets", "3")).isEqualTo(ExitCode.OK);
    assertThat(said.toString()).contains("sold 3");
    assertThat(run(as(last, "read"), "request", "tickets", "3")).isEqualTo(ExitCode.UNAUTHORISED);
    endAll();
  }

  @Test
  void aMemberThatIsAloneHasNobodyToHandOverTo() throws IOException, InterruptedException {
    startAll(Kustomizations.rendered("overlays/dev"), "dev", new PodFiles(folder));

    awaitProbes();
    for (LoopbackPod pod : pods) {
      if (pod.plan().stateful()) {
        assertThat(run(pod.start().environment(), preStop(pod))).isEqualTo(ExitCode.REFUSED);
        assertThat(said.toString()).contains("no other server of kv is in sync");
      }
    }
    endAll();
  }

  @Test
  void anAvailableGroupOfTwoSitesStartsAndIsProbedAndStopsAsTheManifestsSay()
      throws IOException, InterruptedException {
    startAll(Kustomizations.rendered("overlays/two-site"), "edge", new PodFiles(folder));

    awaitProbes();
    LoopbackPod last = pods.get(pods.size() - 1);
    assertThat(run(last.start().environment(), "status", "edge")).isEqualTo(ExitCode.OK);
    assertThat(said.toString()).contains("edge  available");
    endAll();
  }

  private void awaitProbes() {
    for (LoopbackPod pod : pods) {
      var container = pod.plan().container();
      for (Probe probe : List.of(container.getLivenessProbe(), container.getReadinessProbe())) {
        String what = pod.plan().workload() + " " + probe.getHttpGet().getPath();
        Patience.await(what, MOST, () -> pod.succeeds(probe));
      }
    }
  }

  /** The last first, as in an update; the last that is left has nobody to hand over to. */
  private void endAll() throws InterruptedException {
    long members = pods.stream().filter(pod -> pod.plan().stateful()).count();
    for (int i = pods.size() - 1; i >= 0; i--) {
      LoopbackPod pod = pods.get(i);
      if (pod.plan().stateful() && --members > 0) {
        assertThat(run(pod.start().environment(), preStop(pod)))
            .as("%s", said)
            .isEqualTo(ExitCode.OK);
      }
      assertThat(pod.end()).as(pod.plan().workload()).isZero();
    }
  }

  /** One name server is enough; of members there are as many as there are voters. */
  private void startAll(Manifests manifests, String namespace, PodFiles files) throws IOException {
    int number = 2;
    for (PodPlan plan : PodPlan.of(manifests)) {
      for (int i = 0; i < (plan.stateful() ? plan.replicas() : 1); i++) {
        String address = "127.88.0." + number++;
        PodIdentity identity =
            new PodIdentity(
                namespace, plan.workload() + "-" + i, plan.stateful() ? "" + i : "", address);
        ContainerStart start = files.found(ContainerStart.of(manifests, plan, identity));
        LoopbackPod.publish(start, address, folder);
        pods.add(new LoopbackPod(plan, identity, start, folder));
      }
    }
  }

  /** The environment of somebody in the pod with another token. */
  private static Map<String, String> as(LoopbackPod pod, String role) {
    Map<String, String> environment = new LinkedHashMap<>(pod.start().environment());
    environment.computeIfPresent(
        "UNDERSTUDY_TOKEN_FILE", (name, file) -> Path.of(file).resolveSibling(role).toString());
    return environment;
  }

  /** What preStop asks of the program, but without the time that it stays afterwards. */
  private static String[] preStop(LoopbackPod pod) {
    List<String> command =
        new ArrayList<>(pod.plan().container().getLifecycle().getPreStop().getExec().getCommand());
    command.set(command.indexOf("--settle") + 1, "0s");
    return command.stream().skip(2).toArray(String[]::new);
  }

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine line = Understudy.commandLine(environment);
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    return line.execute(arguments);
  }
}
