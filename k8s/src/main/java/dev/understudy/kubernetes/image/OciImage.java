package dev.understudy.kubernetes.image;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image as an archive in the layout of the Open Container Initiative, which {@code skopeo copy
 * oci-archive:...}, {@code podman load} and {@code docker load} (from 25 on) take.
 */
final class OciImage {

  static final List<String> ENTRY_POINT = List.of("/opt/java/bin/java", "@/opt/understudy/node");
  static final String USER = "65532:65532";

  /** Where the archive of classes counts; elsewhere the program starts as well, but later. */
  static final String WORKING_FOLDER = "/opt/understudy";

  private static final String TYPE = "application/vnd.oci.image.";
  private static final String CREATED = "1970-01-01T00:00:00Z";
  private static final int FILE_MODE = 0644;
  private static final int FOLDER_MODE = 0755;

  private final String name;
  private final int level;
  private final List<Blob> layers = new ArrayList<>();
  private final JsonArray contents = new JsonArray();

  /**
   * An image without layers yet.
   *
   * @param level of the compression of its layers, 1 fast to 9 small
   */
  OciImage(String name, int level) {
    this.name = name;
    this.level = level;
  }

  /** What changes less often comes first. */
  void layer(RootFileSystem files) throws IOException {
    byte[] tar = Tar.of(files.entries());
    contents.add("sha256:" + Blob.sha256(tar));
    layers.add(new Blob(TYPE + "layer.v1.tar+gzip", Tar.compressed(tar, level)));
  }

  /** Writes the archive; returns the digest of the image. */
  String write(Path file) throws IOException {
    Blob config = Blob.json(TYPE + "config.v1+json", config());
    JsonArray descriptors = new JsonArray();
    layers.forEach(layer -> descriptors.add(layer.descriptor()));
    Blob manifest =
        Blob.json(
            TYPE + "manifest.v1+json",
            new JsonObject()
                .put("schemaVersion", 2)
                .put("mediaType", TYPE + "manifest.v1+json")
                .put("config", config.descriptor())
                .put("layers", descriptors));
    JsonObject annotations = new JsonObject().put("org.opencontainers.image.ref.name", name);
    JsonObject index =
        new JsonObject()
            .put("schemaVersion", 2)
            .put("mediaType", TYPE + "index.v1+json")
            .put(
                "manifests",
                new JsonArray().add(manifest.descriptor().put("annotations", annotations)));
    Map<String, RootFileSystem.Entry> archive = new TreeMap<>();
    for (String folder : List.of("blobs", "blobs/sha256")) {
      archive.put(folder, RootFileSystem.Entry.folder(FOLDER_MODE));
    }
    layers.forEach(layer -> archive.put(layer.path(), entry(layer.content())));
    archive.put(config.path(), entry(config.content()));
    archive.put(manifest.path(), entry(manifest.content()));
    archive.put("index.json", entry(index.toBuffer().getBytes()));
    archive.put(
        "oci-layout", entry("{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8)));
    Files.write(file, Tar.of(archive));
    return manifest.descriptor().getString("digest");
  }

  private JsonObject config() {
    return new JsonObject()
        .put("created", CREATED)
        .put("architecture", architecture())
        .put("os", "linux")
        .put(
            "config",
            new JsonObject()
                .put("User", USER)
                .put("Entrypoint", new JsonArray(ENTRY_POINT))
                .put("WorkingDir", WORKING_FOLDER)
                .put("Labels", labels())
                .put("Env", new JsonArray().add("LANG=C.UTF-8"))
                .put(
                    "ExposedPorts",
                    new JsonObject()
                        .put("5701/tcp", new JsonObject())
                        .put("6701/tcp", new JsonObject())
                        .put("8080/tcp", new JsonObject())))
        .put("rootfs", new JsonObject().put("type", "layers").put("diff_ids", contents));
  }

  private JsonObject labels() {
    String prefix = "org.opencontainers.image.";
    return new JsonObject()
        .put(prefix + "title", "Understudy")
        .put(prefix + "description", "Fault-tolerant server groups for Vert.x")
        .put(prefix + "version", name.substring(name.indexOf(':') + 1))
        .put(prefix + "licenses", "Apache-2.0");
  }

  private static RootFileSystem.Entry entry(byte[] content) {
    return new RootFileSystem.Entry(FILE_MODE, false, Buffer.buffer(content));
  }

  private static String architecture() {
    String machine = System.getProperty("os.arch");
    return machine.equals("aarch64") ? "arm64" : machine;
  }
}
