package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.app.Failure;
import dev.understudy.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's service comes from where they say. */
class UserClassesTest {

  private static final String ECHO =
      """
      import dev.understudy.service.*;
      import io.vertx.core.buffer.Buffer;
      public final class Echo implements Service {
        @Override public Buffer execute(Request request) { return request.payload(); }
        @Override public Buffer query(Buffer query) { return query; }
        @Override public void snapshot(SnapshotWriter out) {}
        @Override public void restore(SnapshotReader in) {}
      }
      """;

  @Test
  void aClassIsFoundInAFolder(@TempDir Path folder)
      throws IOException, ReflectiveOperationException {
    Path source = Files.writeString(folder.resolve("Echo.java"), ECHO);
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(compiled).isZero();

    Class<?> echo = UserClasses.of(List.of(folder.toString())).loadClass("Echo");
    assertThat(echo.getDeclaredConstructor().newInstance()).isInstanceOf(Service.class);
  }

  @Test
  void aPlaceThatIsNotThereIsAUsageError() {
    assertThatThrownBy(() -> UserClasses.of(List.of("/nowhere.jar")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("/nowhere.jar");
  }
}
