package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Mode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who lives where. */
class SetupTest {

  private static final Setup USUAL = Setup.of(Mode.CONSISTENT, "kv");

  @Test
  void everyoneHasAHost() {
    assertThat(USUAL.memberHosts()).containsExactly(0, 1, 2);
    assertThat(USUAL.nameServerHosts()).containsExactly(3, 4);
    assertThat(USUAL.clientHosts()).containsExactly(5, 6);
    assertThat(USUAL.observer()).isEqualTo(7);
    assertThat(USUAL.guestHosts()).containsExactly(8, 9);
    assertThat(USUAL.hosts()).isEqualTo(10);
  }

  @Test
  void everyHostIsCalledByWhatLivesThere() {
    assertThat(IntStream.range(0, USUAL.hosts()).mapToObj(USUAL::resident))
        .containsExactly(
            "server 1",
            "server 2",
            "server 3",
            "name server 1",
            "name server 2",
            "clients 1",
            "clients 2",
            "observer",
            "guests 1",
            "guests 2");
  }

  @Test
  void noTwoServersHaveOneNumber() {
    List<Integer> servers =
        Stream.concat(USUAL.memberHosts().stream(), USUAL.guestHosts().stream())
            .flatMap(host -> USUAL.servers(host).stream())
            .toList();
    assertThat(servers).hasSize(USUAL.members() + USUAL.guests()).doesNotHaveDuplicates();
    assertThat(USUAL.guests()).isEqualTo(10);
    assertThat(USUAL.nameServerHosts()).allMatch(host -> USUAL.servers(host).isEmpty());
  }

  @Test
  void seedsVaryAllThatMayVary() {
    List<Setup> setups =
        LongStream.range(0, 100).mapToObj(seed -> Setup.varied(seed, Mode.AVAILABLE)).toList();
    assertThat(setups).extracting(Setup::members).contains(3, 4).allMatch(n -> n == 3 || n == 4);
    assertThat(setups)
        .extracting(Setup::nameServers)
        .contains(1, 2, 3)
        .allMatch(n -> n >= 1 && n <= 3);
    assertThat(setups).extracting(Setup::service).contains("kv", "counter");
    assertThat(setups).extracting(Setup::http).contains(true, false);
    assertThat(setups).extracting(Setup::clients).allMatch(n -> n == 2);
    assertThat(Setup.varied(7, Mode.AVAILABLE)).isEqualTo(setups.get(7));
  }

  @Test
  void clientsOfGatewaysUseThatOfAnyNode() {
    List<Integer> gateways =
        LongStream.range(-20, 20).mapToObj(seed -> USUAL.gatewayHost(5, seed)).distinct().toList();
    assertThat(gateways).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }
}
