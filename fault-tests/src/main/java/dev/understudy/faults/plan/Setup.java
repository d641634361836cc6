package dev.understudy.faults.plan;

import dev.understudy.group.Mode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Who lives on which host of a lab: the members first, as servers 1, 2, ..., then the name servers,
 * then the clients, then an observer that no fault befalls. The last two hosts are for guests,
 * further servers of the group that come and go.
 *
 * @param service {@code kv} or {@code counter}
 * @param http whether there are clients too that use the gateway of some node
 */
public record Setup(
    Mode mode, String service, int members, int nameServers, int clients, boolean http) {

  private static final int USUAL_MEMBERS = 3;
  private static final int USUAL_NAME_SERVERS = 2;
  private static final int USUAL_CLIENTS = 2;
  private static final int MOST_NAME_SERVERS = 3;
  private static final int GUEST_HOSTS = 2;
  private static final int GUESTS_A_HOST = 5;
  private static final int FIRST_GUEST = 101;

  /** Without clients of gateways. */
  public Setup(Mode mode, String service, int members, int nameServers, int clients) {
    this(mode, service, members, nameServers, clients, false);
  }

  /** Three members, two name servers, clients on two hosts. */
  public static Setup of(Mode mode, String service) {
    return new Setup(mode, service, USUAL_MEMBERS, USUAL_NAME_SERVERS, USUAL_CLIENTS);
  }

  /**
   * Any, from a seed: three or four members, one to three name servers, clients on two hosts that
   * join the cluster, and in half of the cases further ones there that use gateways.
   */
  public static Setup varied(long seed, Mode mode) {
    SplittableRandom random = new SplittableRandom(seed);
    // an addition that is missing is always seen, a value that was overwritten not always
    boolean kv = random.nextInt(mode == Mode.CONSISTENT ? 2 : 4) == 0;
    int members = USUAL_MEMBERS + (random.nextInt(3) == 0 ? 1 : 0);
    int nameServers = 1 + random.nextInt(MOST_NAME_SERVERS);
    boolean http = random.nextBoolean();
    return new Setup(mode, kv ? "kv" : "counter", members, nameServers, USUAL_CLIENTS, http);
  }

  /** The same with another member if their number is odd. */
  Setup withEvenMembers() {
    int even = members + members % 2;
    return new Setup(mode, service, even, nameServers, clients, http);
  }

  /** The same with so many name servers at least. */
  Setup withNameServers(int least) {
    return new Setup(mode, service, members, Math.max(nameServers, least), clients, http);
  }

  /** How many there are. */
  public int hosts() {
    return observer() + 1 + GUEST_HOSTS;
  }

  /** Where the servers are. */
  public List<Integer> memberHosts() {
    return IntStream.range(0, members).boxed().toList();
  }

  /** Where the name servers are. */
  public List<Integer> nameServerHosts() {
    return IntStream.range(members, members + nameServers).boxed().toList();
  }

  /** Where clients may be started. */
  public List<Integer> clientHosts() {
    return IntStream.range(members + nameServers, observer()).boxed().toList();
  }

  /** Where the observer is. */
  public int observer() {
    return members + nameServers + clients;
  }

  List<Integer> guestHosts() {
    return IntStream.range(observer() + 1, hosts()).boxed().toList();
  }

  /** All guests when all are there. */
  int guests() {
    return GUEST_HOSTS * GUESTS_A_HOST;
  }

  /** The servers on a host: one on that of a member, several on that of guests, or none. */
  List<Integer> servers(int host) {
    if (isMember(host)) {
      return List.of(server(host));
    }
    int first = FIRST_GUEST + (host - observer() - 1) * GUESTS_A_HOST;
    return host > observer()
        ? IntStream.range(first, first + GUESTS_A_HOST).boxed().toList()
        : List.of();
  }

  /** Hosts whose processes are nodes of the cluster all the time. */
  List<Integer> nodeHosts() {
    return IntStream.range(0, observer()).boxed().toList();
  }

  /** The node whose gateway the clients on a host use; another one with another seed. */
  int gatewayHost(int clientHost, long seed) {
    return (int) Math.floorMod(seed + clientHost, (long) (members + nameServers));
  }

  /** What lives on a host, for people. */
  String resident(int host) {
    if (isMember(host)) {
      return "server " + server(host);
    }
    if (host < members + nameServers) {
      return "name server " + (host - members + 1);
    }
    return host < observer()
        ? "clients " + (host - members - nameServers + 1)
        : host == observer() ? "observer" : "guests " + (host - observer());
  }

  /** For people. */
  @Override
  public String toString() {
    return members
        + " members, "
        + nameServers
        + (nameServers == 1 ? " name server, clients of " : " name servers, clients of ")
        + service
        + " on "
        + clients
        + " hosts"
        + (http ? ", and of gateways there" : "");
  }

  /** How the clients on a host are called that join the cluster. */
  public static String clientName(int host) {
    return "client-" + host;
  }

  /** How those are called that use a gateway. */
  static String gatewayClientName(int host) {
    return "http-" + host;
  }

  /** The number of the server on a member's host. */
  public static int server(int host) {
    return host + 1;
  }

  /** Whether a server is there. */
  public boolean isMember(int host) {
    return host < members;
  }
}
