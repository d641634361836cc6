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

  int hosts() {
    return observer() + 1;
  }

  List<Integer> memberHosts() {
    return IntStream.range(0, members).boxed().toList();
  }

  List<Integer> nameServerHosts() {
    return IntStream.range(members, members + nameServers).boxed().toList();
  }

  List<Integer> clientHosts() {
    return IntStream.range(members + nameServers, observer()).boxed().toList();
  }

  int observer() {
    return members + nameServers + clients;
  }

  /** The number of the server on a member's host. */
  static int server(int host) {
    return host + 1;
  }

  boolean isMember(int host) {
    return host < members;
  }
}
