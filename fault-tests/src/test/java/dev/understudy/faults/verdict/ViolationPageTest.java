package dev.understudy.faults.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Recorded;
import dev.understudy.group.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a stale read shows. */
class ViolationPageTest {

  private static final long MILLI = 1_000_000;
  private static final long START = 5_000 * MILLI;

  @TempDir private Path folder;

  @Test
  void needsNothingButItself() {
    assertThat(page())
        .startsWith("<!doctype html>")
        .doesNotContainPattern("(?i)<script|<link|@import|src=|https?://|url\\((?!#)");
  }

  @Test
  void drawsALaneForEachClientAndMarksTheOffendingCallsOnly() {
    String page = page();
    assertThat(count(page, "class=\"lane\"")).isEqualTo(3);
    assertThat(count(page, "<g class=\"call ok offending\">")).isEqualTo(3);
    assertThat(count(page, "<g class=\"call ok\">")).isEqualTo(1);
    assertThat(count(page, "<g class=\"call unknown\">")).isEqualTo(1);
    assertThat(count(page, "<circle")).isEqualTo(3);
    assertThat(page).doesNotContain("elsewhere");
  }

  @Test
  void drawsFaultsAsBandsBehindTheCallsWithinThePictureOnly() {
    String page = page();
    assertThat(count(page, "class=\"band\"")).isEqualTo(1);
    assertThat(page).contains(">isolate &lt;1&gt;</text>").doesNotContain("much later");
  }

  @Test
  void countsTimesFromTheStartOfTheRun() {
    assertThat(page())
        .contains("<td class=\"n\">40.0</td><td class=\"n\">50.0</td>")
        .contains("not linearizable: key k:");
  }

  @Test
  void showsCallsThatAreFarApartInScenesOfTheirOwn() {
    Story story =
        new Story()
            .ok(START, START + MILLI, Call.put("k", "a"), "none")
            .ok(START + 60_000 * MILLI, START + 60_001 * MILLI, Call.put("k", "b"), "none")
            .end("k", "b");
    assertThat(count(page(story), "<svg")).isEqualTo(2);
  }

  @Test
  void writesTheFile() throws IOException {
    Path file = folder.resolve("violation.html");
    Story story = staleRead();
    ViolationPage.write(file, verdict(story), run(story));
    assertThat(Files.readString(file)).isEqualTo(page());
  }

  private static Story staleRead() {
    return new Story()
        .ok(START, START + 10 * MILLI, Call.put("k", "old"), "none")
        .unknown(START + 15 * MILLI, Call.put("k", "unseen"))
        .ok(START + 20 * MILLI, START + 30 * MILLI, Call.put("k", "new"), "old")
        .ok(START + 40 * MILLI, START + 50 * MILLI, Call.get("k"), "old")
        .ok(START + 41 * MILLI, START + 52 * MILLI, Call.cas("k", Optional.of("x"), "y"), "false")
        .ok(START + 41 * MILLI, START + 52 * MILLI, Call.get("elsewhere"), "none")
        .end("k", "new");
  }

  private static String page() {
    return page(staleRead());
  }

  private static String page(Story story) {
    return ViolationPage.html(verdict(story), run(story));
  }

  private static ViolationPage.Run run(Story story) {
    List<Band> faults =
        List.of(
            new Band("isolate <1>", START + 15 * MILLI, START + 45 * MILLI),
            new Band("much later", START + 900_000 * MILLI, START + 910_000 * MILLI));
    return new ViolationPage.Run("plan <7>", story.calls(), faults, START);
  }

  private static Verdict.Broken verdict(Story story) {
    Evidence evidence = new Evidence(story.calls(), true, Optional.empty());
    Verdict verdict = Judge.judge(Mode.CONSISTENT, evidence, Excuses.none());
    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    List<Recorded> shown =
        verdict instanceof Verdict.Broken broken ? broken.operations() : List.of();
    return new Verdict.Broken(verdict.what(), shown);
  }

  private static long count(String page, String part) {
    return Pattern.compile(part, Pattern.LITERAL).matcher(page).results().count();
  }
}
