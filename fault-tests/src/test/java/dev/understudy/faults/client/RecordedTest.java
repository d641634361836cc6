package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTest {

  @Test
  void isReadBackAsItWasWritten() {
    assertReadBack(Call.get("k"), Answer.ok(Optional.empty(), "", 7));
    assertReadBack(Call.put("k", "a:1"), Answer.ok(Optional.of("b:2"), "5/1", 8));
    assertReadBack(
        Call.cas("k", Optional.empty(), "a:1"), Answer.ok(Optional.of("true"), "5/1", 9));
    assertReadBack(Call.cas("k", Optional.of("b"), "a:1"), Answer.unknown("deadline-exceeded"));
    assertReadBack(Call.add("n"), Answer.fail("no-master"));
    assertReadBack(Call.add("n"), Answer.fail("no-master").sent(0));
    assertReadBack(Call.add("n"), Answer.ok(Optional.of("1"), "5/1", 9).sent(3));
  }

  @Test
  void isOneFlatObject() {
    Answer answer = Answer.ok(Optional.empty(), "5/1", 9).sent(2);
    assertThat(new Recorded("c-0", Call.put("k", "c:3"), 10, 20, answer).toJson().encode())
        .isEqualTo(
            "{\"client\":\"c-0\",\"kind\":\"put\",\"key\":\"k\",\"value\":\"c:3\",\"from\":10,"
                + "\"to\":20,\"outcome\":\"ok\",\"result\":null,\"epoch\":\"5/1\",\"index\":9,"
                + "\"sends\":2}");
  }

  @Test
  void saysNothingOfSendsThatNobodyCounted() {
    Recorded recorded = new Recorded("c", Call.add("n"), 1, 2, Answer.fail("no-master"));
    assertThat(recorded.toJson().containsKey("sends")).isFalse();
  }

  @Test
  void namesTheServerThatAnswered() {
    Answer answer = Answer.ok(Optional.of("1"), "g2:5/13", 9);
    assertThat(new Recorded("c", Call.add("n"), 1, 2, answer).master()).hasValue(13);
    assertThat(new Recorded("c", Call.add("n"), 1, 2, Answer.fail("x")).master()).isEmpty();
  }

  @Test
  void doesNotEndBeforeItsBegin() {
    assertThatThrownBy(() -> new Recorded("c", Call.get("k"), 2, 1, Answer.fail("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertReadBack(Call call, Answer answer) {
    Recorded recorded = new Recorded("c-0", call, 10, 20, answer);
    assertThat(Recorded.of(new JsonObject(recorded.toJson().encode()))).isEqualTo(recorded);
  }
}
