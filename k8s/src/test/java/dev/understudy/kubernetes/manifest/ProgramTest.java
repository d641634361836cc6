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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * That the program does with the very arguments and variables of the manifests what the manifests
 * expect of it.
 */
class ProgramTest {

  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");

  private final List<LoopbackPod> pods = new ArrayList<>();

  @AfterEach
  void closeAll() {
    pods.forEach(LoopbackPod::close);
  }

  @Test
  void theProgramStartsAndIsProbedAndStopsAsTheManifestsSay()
      throws IOException, InterruptedException {
    Manifests manifests = Kustomizations.rendered("overlays/dev");

    startAll(manifests);

    for (LoopbackPod pod : pods) {
      var container = pod.plan().container();
      for (Probe probe : List.of(container.getLivenessProbe(), container.getReadinessProbe())) {
        String what = pod.plan().workload() + " " + probe.getHttpGet().getPath();
        Patience.await(what, MOST, () -> pod.succeeds(probe));
      }
      if (pod.plan().stateful()) {
        StringWriter errors = new StringWriter();
        assertThat(preStop(pod, errors)).isEqualTo(ExitCode.REFUSED);
        assertThat(errors.toString()).contains("no other server of kv is in sync");
      }
    }
    for (LoopbackPod pod : pods) {
      assertThat(pod.end()).as(pod.plan().workload()).isZero();
    }
  }

  private void startAll(Manifests manifests) throws IOException {
    int number = 2;
    for (PodPlan plan : PodPlan.of(manifests)) {
      String address = "127.88.0." + number++;
      PodIdentity identity =
          new PodIdentity("dev", plan.workload() + "-0", plan.stateful() ? "0" : "", address);
      ContainerStart start = ContainerStart.of(manifests, plan, identity);
      LoopbackPod.publish(start, address, folder);
      pods.add(new LoopbackPod(plan, identity, start, folder));
    }
  }

  /** What preStop asks of the program, but without the time that it may take. */
  private static int preStop(LoopbackPod pod, StringWriter errors) {
    List<String> command =
        pod.plan().container().getLifecycle().getPreStop().getExec().getCommand();
    String[] arguments =
        command.stream()
            .skip(2)
            .map(word -> word.matches("\\d+s") ? "0s" : word)
            .toArray(String[]::new);
    CommandLine line = Understudy.commandLine(pod.start().environment());
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }
}
