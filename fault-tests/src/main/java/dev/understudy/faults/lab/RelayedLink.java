package dev.understudy.faults.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All connections from this host to some ports of another. */
final class RelayedLink {

  private static final int CALL_MILLIS = 500;

  /** A caller has given up long before. */
  private static final int MOST_CALLS = 60;

  private final InetAddress back;
  private final List<ServerSocket> servers = new ArrayList<>();
  private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong seeds;
  private final Random random;
  private volatile Shape shape = Shape.PLAIN;

  /**
   * A link that nothing passes yet.
   *
   * @param back the address from which to call the other host
   */
  RelayedLink(InetAddress back, long seed) {
    this.back = back;
    this.seeds = new AtomicLong(seed);
    this.random = new Random(seed);
  }

  /** Takes calls to an address of the other, which is one of this host's too. */
  void listen(InetAddress address, int port) throws IOException {
    ServerSocket server = new ServerSocket();
    servers.add(server);
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(address, port));
    RelayProcess.daemon(() -> accept(server));
  }

  void shape(Shape next) {
    shape = next;
  }

  /** Resets all connections. */
  void reset() {
    connections.forEach(RelayedConnection::reset);
  }

  /** Resets those whose time has come. */
  void age(long millis) {
    int mean = shape.resetMillis();
    if (mean > 0) {
      double chance = -Math.expm1(-(double) millis / mean);
      connections.stream()
          .filter(connection -> random.nextDouble() < chance)
          .forEach(RelayedConnection::reset);
    }
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket near = server.accept();
        RelayProcess.daemon(() -> connect(near, server.getLocalSocketAddress()));
      }
    } catch (IOException e) {
      RelayProcess.complain(e);
    }
  }

  private void connect(Socket near, SocketAddress target) {
    RelayedConnection connection = new RelayedConnection(near, connections::remove);
    connections.add(connection);
    try {
      connection.pass(call(target), () -> shape, seeds.incrementAndGet());
    } catch (IOException e) {
      // nobody is there, or it was reset meanwhile: the caller learns it this way
      connection.reset();
    }
  }

  /**
   * Calls the other host anew where nothing is heard: one call alone would be repeated by the
   * system after 1, 3, 7 and 15 s, and reach a host long after a cut is healed.
   */
  private Socket call(SocketAddress target) throws IOException {
    for (int calls = 1; ; calls++) {
      Socket far = new Socket();
      try {
        far.bind(new InetSocketAddress(back, 0));
        far.connect(target, CALL_MILLIS);
        return far;
      } catch (IOException e) {
        far.close();
        if (calls == MOST_CALLS || !(e instanceof SocketTimeoutException)) {
          throw e;
        }
      }
    }
  }
}
