package dev.understudy.kubernetes.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** That clients are warm before the cluster is there. */
class WarmUpTest {

  @Test
  void clientsMakeTheirFirstCallsToSomebodyElse() throws IOException, InterruptedException {
    assertThat(WarmUp.of(HttpClient.newHttpClient())).isEqualTo(WarmUp.CALLS);
  }
}
