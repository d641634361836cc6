package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.group.ServerId;
import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void addressesAreThoseOfTheManual() {
    assertThat(Addresses.NAME_SERVER).isEqualTo("understudy.nameserver");
    assertThat(Addresses.REGISTRATIONS).isEqualTo("understudy.registrations");
    assertThat(Addresses.EVENTS).isEqualTo("understudy.events");
    assertThat(Addresses.server("kv", new ServerId(3))).isEqualTo("understudy.group.kv.server.3");
    assertThat(Addresses.triggers("kv")).isEqualTo("understudy.group.kv.triggers");
    assertThat(Addresses.client("x").value()).isEqualTo("understudy.client.x");
  }

  @Test
  void tellsAClientFromEverythingElse() {
    assertThat(Addresses.isClient("understudy.client.x")).isTrue();
    assertThat(Addresses.isClient("understudy.client.")).isFalse();
    assertThat(Addresses.isClient("understudy.nameserver")).isFalse();
  }

  @Test
  void refusesWhatCanHaveNoAddress() {
    assertThatIllegalArgumentException().isThrownBy(() -> Addresses.triggers("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> Addresses.server("kv", ServerId.NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> Addresses.client(""));
  }
}
