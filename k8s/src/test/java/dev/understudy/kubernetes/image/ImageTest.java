package dev.understudy.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.app.Patience;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the image is one, the same each time, and that what is in it runs. */
class ImageTest {

  private static final Path APP = Path.of("..", "app", "target");
  private static final Path FILES = Path.of("image");
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final int FAST = 1;
  private static final long TMP_BYTES = 16 << 20;
  private static final long END_SECONDS = 60;
  private static final String ADDRESS = "127.88.1.2";

  @TempDir private Path folder = Path.of("");

  @Test
  void theRootFileSystemOfTheImageRunsANodeAndTheCommandOfPreStop()
      throws IOException, InterruptedException {
    need();
    needTime();
    assumeTrue(isRoot(), "a root file system is started in a chroot, which only root may");
    ImageBuild.build(APP, FILES, folder, FAST);
    Unpacked image =
        Unpacked.of(
            folder.resolve("understudy.tar"), Files.createDirectories(folder.resolve("root")));
    assertThat(image.config().getString("User")).isEqualTo("65532:65532");

    List<String> start = new ArrayList<>(image.entryPoint());
    start.add("name-server");
    Process node = run(image, start, "node.log");
    try {
      Patience.await("the node in the image to be ready", MOST, () -> status("ready") == 200);
      Process verb =
          run(image, List.of("/opt/java/bin/java", "@/opt/understudy/verb", "groups"), "verb.log");
      assertThat(verb.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(verb.exitValue()).as(log("verb.log")).isZero();
      requireQuickStart(image);
      node.toHandle().destroy();
      assertThat(node.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).as(log("node.log")).isZero();
    } finally {
      node.destroyForcibly();
    }
  }

  @Test
  void anImageThatIsMadeAgainIsTheSameAndItsBillNamesAllThatIsInIt() throws IOException {
    need();
    needTime();
    assumeTrue(isRoot(), "only root makes the archive of classes the same each time for sure");
    String image = ImageBuild.build(APP, FILES, folder.resolve("first"), FAST);
    assertThat(ImageBuild.build(APP, FILES, folder.resolve("second"), FAST)).isEqualTo(image);
    assertThat(folder.resolve("second/understudy.tar"))
        .hasSameBinaryContentAs(folder.resolve("first/understudy.tar"));

    Path root = Files.createDirectories(folder.resolve("root"));
    Unpacked unpacked = Unpacked.of(folder.resolve("first/understudy.tar"), root);
    String bill = Files.readString(unpacked.root().resolve("opt/understudy/bom.json"));
    assertThat(bill).isEqualTo(log("first/understudy.cdx.json"));
    List<String> components = new ArrayList<>();
    new JsonObject(bill)
        .getJsonArray("components")
        .forEach(component -> components.add(((JsonObject) component).getString("name")));
    assertThat(components).contains("OpenJDK", "libc6", "vertx-core", "hazelcast");
    assertThat(components).hasSizeGreaterThan(ProgramJars.of(APP).files().size());
  }

  /** A jar or a Java that is not the one of the archive would have it left aside. */
  private void requireQuickStart(Unpacked image) throws IOException, InterruptedException {
    for (String start : List.of("node", "verb")) {
      List<String> words =
          List.of(
              "/opt/java/bin/java", "-Xlog:class+load", "@/opt/understudy/" + start, "--version");
      Process version = run(image, words, start + "-classes.log");
      assertThat(version.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(log(start + "-classes.log"))
          .contains("dev.understudy.app.Understudy source: shared objects file");
    }
  }

  @Test
  void theDockerfileLaysItOutInTheSameWay() throws IOException {
    List<String> lines = Files.readAllLines(FILES.resolve("Dockerfile"));
    assertThat(lines)
        .contains("USER " + OciImage.USER)
        .contains("ENTRYPOINT [\"" + String.join("\", \"", OciImage.ENTRY_POINT) + "\"]")
        .contains("COPY --from=build /opt/java /opt/java")
        .contains("COPY --from=build /opt/understudy/lib /opt/understudy/lib")
        .contains("COPY --from=build /opt/understudy/start.jsa /opt/understudy/")
        .contains("WORKDIR " + OciImage.WORKING_FOLDER)
        .anyMatch(line -> line.contains("-XX:SharedClassListFile=/source/k8s/image/classes"));
  }

  @Test
  void whatIsLaidIntoTheImageIsTheSameBytesEachTime() throws IOException {
    assertThat(Blob.sha256(layer())).isEqualTo(Blob.sha256(layer()));
  }

  private byte[] layer() throws IOException {
    RootFileSystem files = new RootFileSystem();
    files.folder("tmp", 01777);
    files.text("etc/passwd", List.of("root:x:0:0::/:/none"));
    files.file("opt/understudy/node", FILES.resolve("node"));
    return Tar.compressed(Tar.of(files.entries()), FAST);
  }

  private static void need() {
    assumeTrue(
        Files.exists(APP.resolve("understudy-app.jar")),
        "the image is made of the program's jar, which \"mvn verify\" makes");
  }

  private static void needTime() {
    assumeTrue(
        System.getenv("UNDERSTUDY_PLAY") != null, "an image takes a minute: set UNDERSTUDY_PLAY");
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private Process run(Unpacked image, List<String> words, String log) throws IOException {
    Map<String, String> environment =
        Map.of(
            "UNDERSTUDY_HOST",
            ADDRESS,
            "UNDERSTUDY_HTTP",
            "8080",
            "UNDERSTUDY_ENDPOINT",
            "http://" + ADDRESS + ":8080");
    Container container =
        new Container(image, image.config().getString("User")).memory("/tmp", TMP_BYTES);
    return new ProcessBuilder(container.command(environment, words))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(log).toFile())
        .start();
  }

  private static int status(String probe) {
    try {
      URI url = URI.create("http://" + ADDRESS + ":8080/health/" + probe);
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
