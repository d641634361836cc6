package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a group answers, a map answers too, as long as nothing happens to it. */
class MapCallerTest {

  private static final Optional<String> NONE = Optional.empty();

  private final Vertx vertx = Vertx.vertx();
  private final AsyncMap<String, String> map =
      vertx.sharedData().<String, String>getLocalAsyncMap("m").await();
  private final Caller caller = new MapCaller(map, 10_000);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Optional<String> result(Call call) {
    Answer answer = caller.make(call).await();
    assertThat(answer.outcome()).isEqualTo(Outcome.OK);
    return answer.result();
  }

  @Test
  void aWriteIsAnsweredWithTheValueBefore() {
    assertThat(result(Call.get("k"))).isEqualTo(NONE);
    assertThat(result(Call.put("k", "a"))).isEqualTo(NONE);
    assertThat(result(Call.put("k", "b"))).hasValue("a");
    assertThat(result(Call.get("k"))).hasValue("b");
  }

  @Test
  void aCompareAndSetWritesIfTheValueIsTheExpectedOne() {
    assertThat(result(Call.cas("k", Optional.of("a"), "b"))).hasValue("false");
    assertThat(result(Call.cas("k", NONE, "a"))).hasValue("true");
    assertThat(result(Call.cas("k", NONE, "b"))).hasValue("false");
    assertThat(result(Call.cas("k", Optional.of("a"), "c"))).hasValue("true");
    assertThat(result(Call.get("k"))).hasValue("c");
  }

  @Test
  void additionsOfManyAtOnceAreAllCounted() {
    List<Future<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(caller.make(Call.add("n")));
    }
    assertThat(answers.stream().map(answer -> answer.await().result().orElseThrow()).distinct())
        .hasSize(50);
    assertThat(result(Call.get("n"))).hasValue("50");
  }

  @Test
  void anAuditReadsEveryKeyAndNoDivergedRecords() {
    result(Call.add("n"));
    Audit audit = new MapAuditor(map, Optional.of("0")).read(List.of("n", "other"));
    assertThat(audit.values())
        .containsEntry("n", Optional.of("1"))
        .containsEntry("other", Optional.of("0"));
    assertThat(audit.remnants()).isEmpty();
  }
}
