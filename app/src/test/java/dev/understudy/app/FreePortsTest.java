package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void findsPortsThatNobodyListensOnAndNeverThoseItFoundBefore() throws IOException {
    List<Integer> found = new ArrayList<>(FreePorts.find(40));
    found.addAll(FreePorts.find(40));
    assertThat(new HashSet<>(found)).hasSize(80);
    for (int port : found) {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void findsThemBelowThoseOfOutgoingConnections() {
    assertThat(FreePorts.find(3)).allMatch(port -> port > 10_000 && port < 32_768);
  }
}
