package dev.understudy.app.node;

import dev.understudy.app.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks whether a node's ports are free before anything is started: a clear word, at once. */
final class Ports {

  private Ports() {}

  static void requireFree(NodeSettings settings) {
    require(settings.host(), settings.clusterPort(), "cluster", "--cluster-port");
    require(settings.host(), settings.busPort(), "event bus", "--bus-port");
    settings.http().ifPresent(port -> require(settings.host(), port, "gateway", "--http"));
  }

  private static void require(String host, int port, String what, String option) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      if (!socket.isBound()) {
        throw new IOException("not bound");
      }
    } catch (IOException e) {
      throw Failure.error(
          "the "
              + what
              + " cannot listen on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "); choose another port with "
              + option);
    }
  }
}
