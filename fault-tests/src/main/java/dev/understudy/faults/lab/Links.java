package dev.understudy.faults.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What joins the hosts of a lab. All cuts are silent: nothing tells a host that its packets go
 * nowhere, no call is refused, and connections that are open stay open.
 *
 * <ol>
 *   <li>A split moves ports of the switch from one bridge to another.
 *   <li>A cut of one way is an entry among the sender's neighbours: the hardware address under
 *       which it knows the other belongs to nobody. All addresses of neighbours are given, so that
 *       no host asks for one, and none hears that there is no answer.
 *   <li>Faults add up; a new split takes the place of the one before.
 * </ol>
 */
public final class Links {

  private static final String NOBODY = "02:55:00:00:ff:ff";
  private static final String WHOLE = "side0";
  private static final int BITS = 8;
  private static final int KILO = 1_000;

  /** A bucket holds 20 ms of the rate, and a whole packet at least. */
  private static final int BUCKETS_A_SECOND = 50;

  private static final int LEAST_BUCKET_BYTES = 4_000;

  private final String namespace;
  private final List<Host> hosts;

  /** To whom the hosts' packets get no more, by sender. */
  private final Map<Integer, Set<Integer>> cut = new TreeMap<>();

  private final Set<Integer> slowed = new TreeSet<>();
  private final List<Relay> relays = new ArrayList<>();
  private int bridges = 1;

  Links(String namespace, List<Host> hosts) {
    this.namespace = namespace;
    this.hosts = hosts;
  }

  /** The switch. */
  String namespace() {
    return namespace;
  }

  /** Plugs in all cards. The namespaces are there, and empty. */
  void build() {
    List<String> orders = new ArrayList<>(bridge(WHOLE));
    for (Host host : hosts) {
      orders.add(
          "link add %s type veth peer name %s address %s netns %s"
              .formatted(host.port(), Host.CARD, host.card(), host.namespace()));
      orders.add("link set %s master %s up".formatted(host.port(), WHOLE));
    }
    Command.ip(namespace, orders);
    for (Host host : hosts) {
      Command.ip(host.namespace(), card(host));
    }
  }

  /** Lets hosts see only those on their own side. A host that is on no side is alone. */
  public synchronized void split(List<Set<Integer>> sides) {
    Map<Integer, String> masters = new TreeMap<>();
    List<String> orders = new ArrayList<>();
    for (int side = 0; side < sides.size(); side++) {
      String name = "side" + side;
      if (side >= bridges) {
        orders.addAll(bridge(name));
      }
      for (int host : new TreeSet<>(sides.get(side))) {
        if (masters.put(host(host).number(), "master " + name) != null) {
          throw new IllegalArgumentException("host " + host + " is on two sides");
        }
      }
    }
    bridges = Math.max(bridges, sides.size());
    for (Host host : hosts) {
      String master = masters.getOrDefault(host.number(), "nomaster");
      orders.add("link set %s %s".formatted(host.port(), master));
    }
    Command.ip(namespace, orders);
  }

  /** Cuts two sets of hosts off from each other; all other hosts see both. */
  public synchronized void middle(Set<Integer> one, Set<Integer> other) {
    for (int a : new TreeSet<>(one)) {
      for (int b : new TreeSet<>(other)) {
        cut(host(a), host(b));
        cut(host(b), host(a));
      }
    }
    cut.keySet().forEach(this::tellNeighbours);
  }

  /** Loses all packets from one host to another, but none the other way. */
  public synchronized void cutOneWay(int from, int to) {
    cut(host(from), host(to));
    tellNeighbours(from);
  }

  /**
   * Bounds what a host can send and receive, each to so many kilobits a second. What does not fit
   * waits for up to 400 ms, and is lost then.
   */
  public synchronized void rate(int host, int kbit) {
    if (kbit < 1) {
      throw new IllegalArgumentException("a rate is at least 1 kbit/s");
    }
    Host slow = host(host);
    slowed.add(host);
    discipline("replace", slow, bucket(kbit));
  }

  /** What {@link #rate} bounds a host with, as {@code tc} reads it. */
  static String bucket(int kbit) {
    long bytes = Math.max(LEAST_BUCKET_BYTES, (long) kbit * KILO / BITS / BUCKETS_A_SECOND);
    return "tbf rate %dkbit burst %db latency 400ms".formatted(kbit, bytes);
  }

  /** Makes the shapes of a relay part of what is healed. */
  synchronized void through(Relay relay) {
    relays.add(relay);
  }

  /** Undoes everything. Connections that are open go on; what was lost is sent again. */
  public synchronized void heal() {
    List<String> orders = new ArrayList<>();
    hosts.forEach(host -> orders.add("link set %s master %s".formatted(host.port(), WHOLE)));
    Command.ip(namespace, orders);
    Set<Integer> senders = new TreeSet<>(cut.keySet());
    cut.clear();
    senders.forEach(this::tellNeighbours);
    slowed.forEach(host -> discipline("delete", host(host), ""));
    slowed.clear();
    relays.forEach(Relay::heal);
  }

  private Host host(int number) {
    return hosts.get(number);
  }

  private void cut(Host from, Host to) {
    if (from.equals(to)) {
      throw new IllegalArgumentException("host " + from.number() + " cannot be cut off itself");
    }
    cut.computeIfAbsent(from.number(), number -> new TreeSet<>()).add(to.number());
  }

  private void tellNeighbours(int number) {
    Command.ip(host(number).namespace(), neighbours(host(number)));
  }

  private List<String> card(Host host) {
    List<String> orders = new ArrayList<>();
    orders.add("link set lo up");
    orders.add("addr add %s/24 dev %s".formatted(host.address(), Host.CARD));
    orders.add("addr add %s/24 dev %s".formatted(host.backAddress(), Host.CARD));
    orders.add("link set %s up".formatted(Host.CARD));
    orders.addAll(neighbours(host));
    return orders;
  }

  private List<String> neighbours(Host host) {
    Set<Integer> lost = cut.getOrDefault(host.number(), Set.of());
    List<String> orders = new ArrayList<>();
    for (Host other : hosts) {
      if (!other.equals(host)) {
        String card = lost.contains(other.number()) ? NOBODY : other.card();
        for (String address : List.of(other.address(), other.backAddress())) {
          orders.add(
              "neigh replace %s lladdr %s dev %s nud permanent"
                  .formatted(address, card, Host.CARD));
        }
      }
    }
    return orders;
  }

  private void discipline(String verb, Host host, String shape) {
    tc(verb, host.namespace(), Host.CARD, shape);
    tc(verb, namespace, host.port(), shape);
  }

  static void tc(String verb, String namespace, String device, String shape) {
    String line = "tc -n %s qdisc %s dev %s root %s".formatted(namespace, verb, device, shape);
    Command.run(line.strip().split(" ", -1));
  }

  private static List<String> bridge(String name) {
    return List.of("link add " + name + " type bridge", "link set " + name + " up");
  }
}
