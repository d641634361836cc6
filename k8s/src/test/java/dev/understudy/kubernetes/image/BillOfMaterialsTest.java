package dev.understudy.kubernetes.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.kubernetes.image.SystemPackages.SystemPackage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That whoever looks for what is vulnerable finds more than jars. */
class BillOfMaterialsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void theBillHasJavaAndThePackagesOfTheSystemBesidesTheProgramsLibraries() throws IOException {
    Path program = folder.resolve("bom.json");
    Files.writeString(
        program,
        "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"type\":\"library\",\"name\":\"a\"}]}");
    SystemPackage library = new SystemPackage("libc6", "2.36-9+deb12u1", "amd64", "");
    JsonObject bill =
        new JsonObject(BillOfMaterials.of(program, "17.0.15+6", List.of(library)).toString());
    assertThat(bill.getString("bomFormat")).isEqualTo("CycloneDX");
    assertThat(bill.getJsonArray("components"))
        .extracting(component -> ((JsonObject) component).getString("name"))
        .containsExactly("a", "OpenJDK", "libc6");
    assertThat(bill.getJsonArray("components").getJsonObject(2).getString("purl"))
        .isEqualTo("pkg:deb/debian/libc6@2.36-9%2Bdeb12u1?arch=amd64&distro=debian");
  }
}
