package dev.understudy.kubernetes.image;

import dev.understudy.app.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * An image as an engine sees it: every reference followed and checked, and its layers laid over
 * each other in a folder.
 *
 * @param config what a container of it is to be
 * @param root its root file system
 */
public record Unpacked(JsonObject config, Path root) {

  private static final int ANY_EXECUTE = 0111;

  /** Unpacks an archive into a folder that is empty. */
  public static Unpacked of(Path archive, Path folder) throws IOException {
    Map<String, byte[]> files = files(Files.newInputStream(archive));
    JsonObject index = new JsonObject(Buffer.buffer(file(files, "index.json")));
    JsonObject manifest = json(files, index.getJsonArray("manifests").getJsonObject(0));
    JsonObject config = json(files, manifest.getJsonObject("config"));
    JsonArray layers = manifest.getJsonArray("layers");
    for (int i = 0; i < layers.size(); i++) {
      byte[] layer = blob(files, layers.getJsonObject(i));
      byte[] tar = new GzipCompressorInputStream(new ByteArrayInputStream(layer)).readAllBytes();
      String digest = config.getJsonObject("rootfs").getJsonArray("diff_ids").getString(i);
      if (!digest.equals("sha256:" + Blob.sha256(tar))) {
        throw Failure.error("layer " + i + " is another one");
      }
      lay(tar, folder);
    }
    // engines lay these over whatever is there
    for (String file : List.of("etc/resolv.conf", "etc/hosts")) {
      Files.write(folder.resolve(file), new byte[0]);
    }
    return new Unpacked(config.getJsonObject("config"), folder);
  }

  /** What a container of it runs, before the arguments that it is given. */
  public List<String> entryPoint() {
    return texts("Entrypoint");
  }

  /** Where a container of it runs. */
  String workingFolder() {
    return config.getString("WorkingDir");
  }

  /** Variables, each as {@code NAME=VALUE}. */
  List<String> environment() {
    return texts("Env");
  }

  private List<String> texts(String name) {
    return config.getJsonArray(name).stream().map(Object::toString).toList();
  }

  private static JsonObject json(Map<String, byte[]> files, JsonObject descriptor) {
    return new JsonObject(Buffer.buffer(blob(files, descriptor)));
  }

  private static byte[] blob(Map<String, byte[]> files, JsonObject descriptor) {
    String digest = descriptor.getString("digest");
    byte[] content = file(files, "blobs/" + digest.replace(':', '/'));
    if (!digest.equals("sha256:" + Blob.sha256(content))
        || content.length != descriptor.getInteger("size")) {
      throw Failure.error(digest + " is something else");
    }
    return content;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    byte[] content = files.get(name);
    if (content == null) {
      throw Failure.error("there is no " + name);
    }
    return content;
  }

  private static Map<String, byte[]> files(InputStream archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return files;
  }

  private static void lay(byte[] layer, Path folder) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.write(path, tar.readAllBytes());
          boolean runs = (entry.getMode() & ANY_EXECUTE) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
          Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        }
      }
    }
  }
}
