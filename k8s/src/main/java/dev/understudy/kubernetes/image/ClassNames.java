package dev.understudy.kubernetes.image;

import dev.understudy.app.Failure;
import dev.understudy.app.FreePorts;
import dev.understudy.app.Patience;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes down which classes a node and a command load, for {@link StartArchive}: a node with a name
 * server, a member of each mode and a gateway, which is asked for something.
 *
 * <p>The names are kept with the sources, so that the image is the same each time; to be made anew
 * when a node has come to load many others.
 */
@Command(name = "class-names", mixinStandardHelpOptions = true)
public final class ClassNames implements Callable<Integer> {

  private static final Duration MOST = Duration.ofMinutes(2);
  private static final List<String> OF_ONE_RUN =
      List.of("@", "#", "$$", "$Proxy", "LambdaForm", " source: ");

  /** Lambdas of the program's classes, and what calls them: half of what a start makes anew. */
  private static final String LAMBDA = "@lambda";

  @Option(names = "--app", required = true, description = "The folder of the program's jar.")
  private Path app = Path.of("");

  @Option(names = "--out", required = true, description = "The file with the names.")
  private Path out = Path.of("");

  private final HttpClient http = HttpClient.newHttpClient();

  private ClassNames() {}

  /** Exit code 0 if they were written. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ClassNames()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("understudy-classes");
    try {
      List<Integer> ports = FreePorts.find(3);
      URI gateway = URI.create("http://127.0.0.1:" + ports.get(2));
      Path settings = work.resolve("node.json");
      Files.writeString(settings, settings(ports).encode());
      Process node = java(work, "node", List.of("name-server", "--config", settings.toString()));
      try {
        ask(gateway);
        end(java(work, "verb", List.of("groups", "--endpoint", gateway.toString())));
        node.destroy();
        end(node);
      } finally {
        node.destroyForcibly();
      }
      Set<String> names = new TreeSet<>();
      Set<String> lambdas = new TreeSet<>();
      for (String run : List.of("node", "verb")) {
        List<String> lines = Files.readAllLines(work.resolve(run + ".classes"));
        names.addAll(names(lines));
        lines.stream().filter(line -> line.startsWith(LAMBDA)).forEach(lambdas::add);
      }
      System.out.printf("%d classes, %d lambdas%n", names.size(), lambdas.size());
      List<String> all = new ArrayList<>(names);
      all.addAll(lambdas);
      Files.write(out, all);
      return 0;
    } finally {
      Unpacking.delete(work);
    }
  }

  private void ask(URI gateway) {
    Patience.await("the node", MOST, () -> status(gateway.resolve("/health/ready"), "") == 200);
    for (String group : List.of("voters", "pair")) {
      URI requests = gateway.resolve("/api/groups/" + group + "/requests");
      Patience.await(
          "an answer of " + group,
          MOST,
          () -> status(requests, "{\"op\":\"put\",\"key\":\"k\",\"value\":\"v\"}") == 200);
    }
    status(gateway.resolve("/metrics"), "");
  }

  private static JsonObject settings(List<Integer> ports) {
    JsonObject voter = new JsonObject().put("group", "voters").put("serverId", 1);
    JsonObject one = new JsonObject().put("group", "pair").put("serverId", 1);
    return new JsonObject()
        .put("clusterPort", ports.get(0))
        .put("busPort", ports.get(1))
        .put("http", ports.get(2))
        .put("join", new JsonArray().add("127.0.0.1:" + ports.get(0)))
        .put("nameServer", new JsonObject())
        .put(
            "members",
            new JsonArray()
                .add(voter.put("voters", new JsonArray().add(1)))
                .add(one.put("available", true)));
  }

  private Process java(Path work, String name, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-XX:+UseSerialGC",
                "-XX:DumpLoadedClassList=" + work.resolve(name + ".classes"),
                "-jar",
                app.resolve("understudy-app.jar").toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(work.resolve(name + ".log").toFile())
        .start();
  }

  private static void end(Process process) throws InterruptedException {
    if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw Failure.error("the program did not end well");
    }
  }

  /** What only belongs to one run is left out: proxies, and classes of other loaders. */
  private static List<String> names(List<String> lines) {
    return lines.stream()
        .filter(line -> OF_ONE_RUN.stream().noneMatch(line::contains))
        .map(line -> line.split(" ", 2)[0])
        .toList();
  }

  private int status(URI what, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(what).timeout(MOST);
    try {
      return http.send(
              body.isEmpty()
                  ? request.build()
                  : request.POST(BodyPublishers.ofString(body)).build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }
}
