package dev.understudy.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Ports of the loopback interface, for programs that start nodes on this machine.
 *
 * <p>They come in blocks, below those that systems give to outgoing connections. The first port of
 * a block stays taken for as long as this process lives, which tells others that the block is: so
 * what is found is still free when a node that was started, or is started again, listens there.
 */
public final class FreePorts {

  private static final int FIRST = 10_000;

  /** Where Linux begins to take ports for outgoing connections; others begin later. */
  private static final int END = 32_768;

  private static final int BLOCK = 64;
  private static final List<Integer> BLOCKS = blocks();
  private static final List<Integer> FREE = new ArrayList<>();
  private static final List<ServerSocket> MARKS = new ArrayList<>();

  private FreePorts() {}

  /**
   * Finds ports that nobody listens on, all different from those found before.
   *
   * @throws Failure if there are not that many
   */
  public static synchronized List<Integer> find(int count) {
    while (FREE.size() < count) {
      if (BLOCKS.isEmpty()) {
        throw Failure.error("no " + count + " free ports on this machine");
      }
      open(BLOCKS.remove(BLOCKS.size() - 1));
    }
    List<Integer> first = FREE.subList(0, count);
    List<Integer> found = List.copyOf(first);
    first.clear();
    return found;
  }

  private static List<Integer> blocks() {
    List<Integer> blocks = new ArrayList<>();
    for (int first = FIRST; first + BLOCK <= END; first += BLOCK) {
      blocks.add(first);
    }
    Collections.shuffle(blocks);
    return blocks;
  }

  private static void open(int block) {
    try {
      MARKS.add(listen(block));
    } catch (IOException e) {
      return; // another process has it
    }
    for (int port = block + 1; port < block + BLOCK; port++) {
      try (ServerSocket free = listen(port)) {
        FREE.add(free.getLocalPort());
      } catch (IOException e) {
        // somebody listens there: the next one will do
      }
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
