package dev.understudy.app.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of the cluster's nodes, by a DNS name that has all of them (in Kubernetes a
 * headless service that publishes addresses which are not ready).
 *
 * <ol>
 *   <li>The first answer waits until this node itself is among the addresses: a node that is not
 *       found yet does not find the others either, and would form a cluster of its own. Whoever was
 *       found earlier is found then. After {@link #FOUND_MILLIS} it goes on with what there is.
 *   <li>A look-up that fails or takes longer than {@link #ANSWER_MILLIS} changes nothing: what was
 *       known last is told, since the nodes are hardly gone because DNS is.
 *   <li>Addresses of nodes that are gone do no harm but that they are tried.
 * </ol>
 */
final class DnsLookup {

  /** How long a node waits to be found by its own name. */
  static final long FOUND_MILLIS = 20_000;

  /** How long one look-up may take. */
  static final long ANSWER_MILLIS = 3_000;

  /** How long to wait for somebody at one address. */
  private static final long CALL_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(DnsLookup.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Asks for the addresses of a name, as literals. */
  @FunctionalInterface
  interface Resolver {
    List<String> resolve(String name) throws UnknownHostException;
  }

  private final String name;
  private final String self;
  private final Resolver resolver;
  private final Predicate<String> answers;
  private final long foundMillis;
  private List<String> known = List.of();
  private boolean asked;

  /**
   * Asks the system's resolver.
   *
   * @param self this node's address, as a literal
   * @param port on which all nodes listen
   */
  static DnsLookup of(String name, String self, int port) {
    return new DnsLookup(
        name, self, DnsLookup::resolve, address -> answers(address, port), FOUND_MILLIS);
  }

  /**
   * Asks somebody for the addresses of a name.
   *
   * @param answers whether a node is there
   */
  DnsLookup(
      String name, String self, Resolver resolver, Predicate<String> answers, long foundMillis) {
    this.name = name;
    this.self = self;
    this.resolver = resolver;
    this.answers = answers;
    this.foundMillis = foundMillis;
  }

  /**
   * Has this process ask DNS each time, and not keep an answer for 30 s, nor for 10 s that there is
   * none. To be called before any name is looked up.
   */
  static void askEachTime() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Security.setProperty("networkaddress.cache.stale.ttl", "0");
  }

  private static List<String> resolve(String name) throws UnknownHostException {
    return Arrays.stream(InetAddress.getAllByName(name)).map(InetAddress::getHostAddress).toList();
  }

  /** The addresses as far as they are known; blocks. */
  synchronized List<String> addresses() {
    ask();
    if (!asked) {
      asked = true;
      awaitSelf();
    }
    return known;
  }

  private void awaitSelf() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(foundMillis);
    while (!known.contains(self) && known.stream().noneMatch(answers)) {
      if (System.nanoTime() >= deadline) {
        LOG.warn(
            "{} has not been among the addresses of {} for {} ms, and nobody answers at {}",
            self,
            name,
            foundMillis,
            known);
        return;
      }
      if (!pause()) {
        return;
      }
      ask();
    }
    LOG.info("{} has the addresses {}", name, known);
  }

  private void ask() {
    try {
      List<String> answer =
          asynchronously(() -> resolver.resolve(name)).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      known = new ArrayList<>(answer);
    } catch (ExecutionException e) {
      LOG.debug("{} is not known: {}", name, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      LOG.warn("DNS has not answered for {} within {} ms", name, ANSWER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On a thread of its own: the system's resolver cannot be interrupted. */
  private static <T> CompletableFuture<T> asynchronously(Callable<T> question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return question.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        task -> {
          Thread thread = new Thread(task, "dns");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Whether somebody listens there. */
  private static boolean answers(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) CALL_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
