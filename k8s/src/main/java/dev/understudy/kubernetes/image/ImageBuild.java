package dev.understudy.kubernetes.image;

import dev.understudy.kubernetes.image.SystemPackages.SystemPackage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes the image. The same JDK, libraries of the system and program give the same bytes.
 *
 * <ol>
 *   <li>The first layer is Java and the libraries of the system that it is linked to.
 *   <li>The second is the libraries of the program, the third the program itself.
 *   <li>The last is an archive of its classes, for a quick start.
 *   <li>There is no shell, and no package manager.
 * </ol>
 */
@Command(name = "image", mixinStandardHelpOptions = true)
public final class ImageBuild implements Callable<Integer> {

  private static final String HOME = "opt/understudy";
  private static final int LEVEL = 6;
  private static final int FOR_ALL = 01777;
  private static final int FOLDER_MODE = 0755;

  @Option(names = "--app", required = true, description = "The folder of the program's jar.")
  private Path app = Path.of("");

  @Option(names = "--files", required = true, description = "The folder of node, verb, modules.")
  private Path files = Path.of("");

  @Option(names = "--out", required = true, description = "Where the archive goes.")
  private Path out = Path.of("");

  private ImageBuild() {}

  /** Exit code 0 if it was made. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ImageBuild()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path archive = out.resolve("understudy.tar");
    String digest = build(app, files, out, LEVEL);
    System.out.printf("%s, %d MiB, %s%n", archive, Files.size(archive) >> 20, digest);
    return 0;
  }

  /**
   * Builds into a folder: {@code understudy.tar}, and what is in it as {@code understudy.cdx.json}.
   *
   * @param level of the compression, 1 fast to 9 small
   * @return the digest of the image
   */
  static String build(Path app, Path files, Path out, int level) throws IOException {
    Files.createDirectories(out);
    Path work = Files.createTempDirectory("understudy-image");
    try {
      String modules = Files.readString(files.resolve("modules")).strip();
      JavaRuntime java = JavaRuntime.link(modules, work.resolve("java"));
      Set<String> libraries = java.libraries();
      List<SystemPackage> packages = SystemPackages.of(java.origins(libraries));
      OciImage image = new OciImage("understudy:0.1.0", level);
      image.layer(base(java, libraries, packages));
      image.layer(program(app, files, false));
      RootFileSystem own = program(app, files, true);
      Path bill = app.resolve("bom.json");
      if (Files.exists(bill)) {
        Path all = out.resolve("understudy.cdx.json");
        Buffer content = BillOfMaterials.of(bill, JavaRuntime.version(), packages);
        Files.write(all, content.getBytes());
        own.file(HOME + "/bom.json", all);
      }
      image.layer(own);
      image.layer(start(java, app, files.resolve(StartArchive.CLASSES), work.resolve("program")));
      return image.write(out.resolve("understudy.tar"));
    } finally {
      Unpacking.delete(work);
    }
  }

  private static RootFileSystem base(
      JavaRuntime java, Set<String> libraries, List<SystemPackage> packages) throws IOException {
    RootFileSystem files = new RootFileSystem();
    for (String folder : List.of("dev", "proc", "sys", "etc", "run")) {
      files.folder(folder, FOLDER_MODE);
    }
    files.folder("tmp", FOR_ALL);
    files.text(
        "etc/passwd",
        List.of("root:x:0:0:root:/:/none", "nonroot:x:65532:65532:nonroot:/tmp:/none"));
    files.text("etc/group", List.of("root:x:0:", "nonroot:x:65532:"));
    files.text("etc/nsswitch.conf", List.of("passwd: files", "group: files", "hosts: files dns"));
    files.copy("opt/java", java.folder());
    for (String library : libraries) {
      files.file(library.substring(1), Path.of(library));
    }
    if (!packages.isEmpty()) {
      files.file("etc/os-release", Path.of("/etc/os-release"));
    }
    for (SystemPackage one : packages) {
      // where scanners look for them in an image without a package manager
      files.text("var/lib/dpkg/status.d/" + one.name(), one.status().lines().toList());
      files.file(one.copyright().toString().substring(1), one.copyright());
    }
    return files;
  }

  /** The classes of all of this, for a quick start. */
  private static RootFileSystem start(JavaRuntime java, Path app, Path classes, Path work)
      throws IOException {
    RootFileSystem layer = new RootFileSystem();
    layer.file(HOME + "/" + StartArchive.NAME, StartArchive.of(java, app, classes, work));
    return layer;
  }

  /** The program, or the libraries that it uses. */
  private static RootFileSystem program(Path app, Path files, boolean own) throws IOException {
    RootFileSystem layer = new RootFileSystem();
    for (Map.Entry<String, Path> jar : ProgramJars.of(app).files().entrySet()) {
      if (ProgramJars.isOwn(jar.getKey()) == own) {
        layer.file(HOME + "/" + jar.getKey(), jar.getValue());
      }
    }
    if (own) {
      layer.file(HOME + "/node", files.resolve("node"));
      layer.file(HOME + "/verb", files.resolve("verb"));
    }
    return layer;
  }
}
