package dev.understudy.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface, for programs that start nodes on this machine. */
public final class FreePorts {

  private FreePorts() {}

  /**
   * Finds ports that nobody listens on, all different. They are not reserved: somebody else may
   * take one before it is used.
   *
   * @throws Failure if there are not that many
   */
  public static List<Integer> find(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      try {
        for (int i = 0; i < count; i++) {
          sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        return sockets.stream().map(ServerSocket::getLocalPort).toList();
      } finally {
        for (ServerSocket socket : sockets) {
          socket.close();
        }
      }
    } catch (IOException e) {
      throw Failure.error("no free ports on this machine: " + e.getMessage());
    }
  }
}
