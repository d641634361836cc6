package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.Refusal;
import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  @Test
  void eventsArePlainJsonWithTheirDetailsBeside() {
    Epoch epoch = new Epoch(Generation.FIRST, 5, new ServerId(1), Incarnation.NONE);
    Event event =
        Event.of(EventType.MASTER_ELECTED, "kv", new ServerId(1), epoch)
            .with("promises", 2)
            .with("why", "the master was silent");

    assertThat(EventJson.of(event, 1_700_000_000_000L).encode())
        .isEqualTo(
            "{\"type\":\"master-elected\",\"group\":\"kv\",\"server\":1,\"epoch\":\"5/1\","
                + "\"time\":1700000000000,\"promises\":2,\"why\":\"the master was silent\"}");
  }

  @Test
  void aDetailNeverReplacesWhatEveryEventHas() {
    Event event =
        Event.of(EventType.REGISTRATION_EXPIRED, "kv", ServerId.NONE, Epoch.NONE)
            .with("server", 9)
            .with("type", "other");

    assertThat(EventJson.of(event, 1).encode())
        .isEqualTo(
            "{\"type\":\"registration-expired\",\"group\":\"kv\",\"server\":null,"
                + "\"epoch\":null,\"time\":1}");
  }

  @Test
  void everyFailureHasANameAndARemedy() {
    assertThat(FailureCode.DEADLINE_EXCEEDED.text()).isEqualTo("deadline-exceeded");
    for (FailureCode code : FailureCode.values()) {
      assertThat(code.text()).matches("[a-z-]+");
      assertThat(code.remedy()).endsWith(".");
    }
    for (Refusal refusal : Refusal.values()) {
      String name = refusal == Refusal.OUT_OF_ORDER ? "OVERLOADED" : refusal.name();
      assertThat(FailureCode.of(refusal).name()).isEqualTo(name);
    }
  }
}
