package dev.understudy.app.demo;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code understudy demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows on this machine that a group survives its master, and then two masters.",
      "It takes half a minute and leaves nothing running.",
      "Exit code 0 only if nothing was lost and one master is left."
    },
    footer = {"", "EXAMPLES", "  understudy demo --json demo.json"})
public final class DemoCommand implements Callable<Integer> {

  private static final Set<Integer> SERVERS = new TreeSet<>(Set.of(1, 2, 3));

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what was found as JSON; - writes it to standard output, after the rest.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--keep",
      description = "Leave the group running afterwards, until Ctrl-C, to look around in it.")
  private boolean keep;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Timeline timeline = new Timeline(out, spec.commandLine().getColorScheme().ansi());
    DemoCluster cluster = new DemoCluster(SERVERS, timeline::happened);
    // whatever ends this process, the nodes end before it
    Thread hook = new Thread(cluster::closeNow, "end of the nodes");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean good = false;
    try {
      Outcome outcome = new Play(cluster, timeline).play();
      good = outcome.isGood();
      report(outcome, out);
      if (keep) {
        lookAround(cluster, out);
      }
      return good ? ExitCode.OK : ExitCode.ERROR;
    } catch (DeadNode e) {
      throw Failure.error(String.valueOf(e.getMessage()));
    } finally {
      cluster.close();
      if (good) {
        cluster.removeLogs();
      } else {
        spec.commandLine().getErr().println("logs of the nodes: " + cluster.logs());
      }
    }
  }

  private void report(Outcome outcome, PrintWriter out) {
    out.println();
    out.println("acknowledged writes         " + outcome.acknowledged());
    out.println("lost                        " + outcome.lost());
    out.println("longest wait after the kill " + outcome.failoverMillis() + " ms");
    out.println("masters left                " + outcome.masters());
    out.println("recoveries                  " + outcome.recoveries());
    out.println("consistent                  " + (outcome.consistent() ? "yes" : "NO"));
    out.flush();
    json.ifPresent(file -> write(outcome, file, out));
  }

  private static void write(Outcome outcome, Path file, PrintWriter out) {
    String document = outcome.toJson().encode() + System.lineSeparator();
    if (file.toString().equals("-")) {
      out.print(document);
      out.flush();
      return;
    }
    try {
      Files.writeString(file, document);
    } catch (IOException e) {
      throw Failure.error("cannot write " + file + ": " + e.getMessage());
    }
  }

  private static void lookAround(DemoCluster cluster, PrintWriter out) {
    String endpoint = cluster.url(DemoCluster.NAME_SERVER);
    out.println();
    out.println("The group is still running; Ctrl-C ends it. Try:");
    out.println("  understudy status demo --endpoint " + endpoint);
    out.println("  understudy diverged demo --endpoint " + endpoint);
    out.println("  understudy top --endpoint " + endpoint);
    out.println("  understudy drill demo 2 isolate --for 3s --endpoint " + endpoint);
    out.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
