package dev.understudy.faults.plan;

import dev.understudy.group.Mode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who lives on which host of a lab: the members first, as servers 1, 2, ..., then the name servers,
 * then the clients, and on the last host an observer that no fault befalls.
 *
 * @param service {@code kv} or {@code counter}
 */
public record Setup(Mode mode, String service, int members, int nameServers, int clients) {

  /** Three members, two name servers, clients on two hosts. */
  public static Setup of(Mode mode, String service) {
    return new Setup(mode, service, 3, 2, 2);
  }

  /** How many there are. */
  public int hosts() {
    return observer() + 1;
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

  /** The number of the server on a member's host. */
  public static int server(int host) {
    return host + 1;
  }

  /** Whether a server is there. */
  public boolean isMember(int host) {
    return host < members;
  }
}
