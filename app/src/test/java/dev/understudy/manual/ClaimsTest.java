package dev.understudy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every claim has code and tests, and what is named exists. */
class ClaimsTest {

  private static final int CLAIMS = 50;
  private static final Pattern TEST = Pattern.compile("`([A-Za-z]+)#([A-Za-z]+)`");
  private static final Pattern CODE = Pattern.compile("\\[`([A-Za-z]+)`]\\(([^)]+\\.java)\\)");

  private final List<String> lines = Manual.document("docs/claims.md").lines();

  @Test
  void everyClaimNamesItsCodeAndItsTests() {
    for (int claim = 1; claim <= CLAIMS; claim++) {
      String section = section(claim);
      assertThat(CODE.matcher(section).find()).as("code of claim %d", claim).isTrue();
      assertThat(TEST.matcher(section).find()).as("tests of claim %d", claim).isTrue();
    }
  }

  @Test
  void everyTestThatIsNamedExists() {
    List<Path> tests = Manual.sources("src/test/java");
    Matcher test = TEST.matcher(String.join("\n", lines));
    while (test.find()) {
      String file = test.group(1) + ".java";
      String method = "void " + test.group(2) + "(";
      assertThat(tests)
          .as(test.group())
          .anyMatch(
              path ->
                  path.getFileName().toString().equals(file)
                      && String.join("\n", Manual.lines(path)).contains(method));
    }
  }

  @Test
  void everyClassThatIsNamedIsInTheFileThatIsLinked() {
    Matcher code = CODE.matcher(String.join("\n", lines));
    while (code.find()) {
      Path file = Manual.ROOT.resolve("docs").resolve(code.group(2)).normalize();
      assertThat(file).as(code.group()).isRegularFile();
      assertThat(String.join("\n", Manual.lines(file)))
          .as(code.group())
          .containsPattern("(class|record|interface|enum) " + code.group(1) + "\\b");
    }
  }

  /** From the claim's heading, which may be that of several, to the next one. */
  private String section(int claim) {
    List<String> section = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("### ")) {
        inside = numbers(line).contains(claim);
      }
      if (inside) {
        section.add(line);
      }
    }
    return String.join("\n", section);
  }

  private static List<Integer> numbers(String heading) {
    List<Integer> numbers = new ArrayList<>();
    String list = heading.toLowerCase(Locale.ROOT).replaceAll("^### claims? |:.*$", "");
    for (String part : list.split(",|and", -1)) {
      numbers.add(Integer.valueOf(part.strip()));
    }
    return numbers;
  }
}
