package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of documents of programs that are newer, or no Understudy at all. */
class DocumentsTest {

  @Test
  void readsTheObjectsOfAListAndPassesOverAllElse() {
    JsonObject document =
        new JsonObject("{\"a\":[{\"x\":1},2,null,\"y\",[{}],{}],\"b\":{},\"c\":7}");

    assertThat(Documents.objects(document, "a"))
        .isEqualTo(List.of(new JsonObject().put("x", 1), new JsonObject()));
    for (String none : List.of("b", "c", "d")) {
      assertThat(Documents.objects(document, none)).isEmpty();
    }
  }
}
