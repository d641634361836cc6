package dev.understudy.kubernetes.image;

import dev.understudy.kubernetes.image.SystemPackages.SystemPackage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is in the image, as CycloneDX: what the build says of the program and its libraries, and
 * Java and the packages of the system besides.
 */
final class BillOfMaterials {

  private BillOfMaterials() {}

  /**
   * Adds to the program's own.
   *
   * @param program the bill of the build
   * @param java version of the Java in the image
   */
  static Buffer of(Path program, String java, List<SystemPackage> packages) throws IOException {
    JsonObject bill = new JsonObject(Buffer.buffer(Files.readAllBytes(program)));
    JsonArray components = bill.getJsonArray("components");
    components.add(component("platform", "OpenJDK", java, "pkg:generic/openjdk@" + java));
    for (SystemPackage one : packages) {
      components.add(component("library", one.name(), one.version(), one.url()));
    }
    return bill.toBuffer();
  }

  private static JsonObject component(String type, String name, String version, String url) {
    return new JsonObject()
        .put("type", type)
        .put("bom-ref", url)
        .put("name", name)
        .put("version", version)
        .put("purl", url);
  }
}
