package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.ExitCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the exit code says of how a node left. */
class NodeRunTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void aNodeThatLeftEndsWithZero() {
    assertThat(NodeRun.left(Future.succeededFuture(), LONG)).isEqualTo(ExitCode.OK);
  }

  @Test
  void aNodeThatCouldNotLeaveInGoodOrderSaysSo() {
    assertThat(NodeRun.left(Future.failedFuture("a server hangs"), LONG)).isEqualTo(ExitCode.ERROR);
  }

  @Test
  void aNodeThatIsLateSaysSo() {
    assertThat(NodeRun.left(Promise.<Void>promise().future(), Duration.ofMillis(1)))
        .isEqualTo(ExitCode.ERROR);
  }
}
