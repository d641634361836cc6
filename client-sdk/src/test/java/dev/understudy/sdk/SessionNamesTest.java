package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionNamesTest {

  @Test
  void readsEveryNameThatItGives() {
    SessionId session =
        new SessionId(
            new EntryKey(
                new Epoch(
                    new Generation(1, -2),
                    3,
                    new ServerId(ServerId.HIGHEST),
                    new Incarnation(Long.MAX_VALUE, Long.MIN_VALUE)),
                4));

    String name = SessionNames.name(session);

    assertThat(name).matches("[0-9a-f-]+");
    assertThat(SessionNames.session(name)).isEqualTo(session);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "0-0-1-1-1-1",
        "0-0-1-1-1-1-1-1",
        "0-0-0-1-1-1-1",
        "0-0-1-1-1-1-0",
        "0-0-1-f4241-1-1-1",
        "0-0-1-ffffffffffffffff-1-1-1",
        "ffffffffffffffff-0-1-1-1-1-1",
        "0-0-1-1-1-1-11111111111111111",
        "0-0-1-1-1-1-x",
        "0-0-1-1-1-1-\n",
      })
  void refusesEveryOtherName(String name) {
    assertThatThrownBy(() -> SessionNames.session(name))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
