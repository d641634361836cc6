package dev.understudy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make test} says at its end. */
class TestSummaryTest {

  /** As Surefire tells of an assumption. */
  private static final String ASSUMPTION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="a.b.LabTest" time="0.1" tests="3" errors="0" skipped="1" failures="1">
        <properties>
          <property name="skipped" value="9"/>
        </properties>
        <testcase name="aHost" classname="a.b.LabTest" time="0.0">
          <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: \
      Assumption failed: a lab needs root: "ip": no
      \tat a.b.LabTest.aHost(LabTest.java:37)
      ]]></skipped>
        </testcase>
        <testcase name="aSwitch" classname="a.b.LabTest" time="0.0"/>
        <testcase name="aLink" classname="a.b.LabTest" time="0.0">
          <failure message="expected: 1 but was: 2" type="X"><![CDATA[X: expected]]></failure>
        </testcase>
      </testsuite>
      """;

  /** As it tells of a condition. */
  private static final String CONDITION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="a.c.PageTest" time="0.1" tests="2" errors="0" skipped="2" failures="0">
        <testcase name="draws{String}[1]" classname="a.c.PageTest" time="0.0">
          <skipped message="no &quot;chromium&quot; &lt; 100 &amp;&#10;no other"/>
        </testcase>
        <testcase name="zooms" classname="a.c.PageTest$Plot" time="0.0">
          <skipped message="no browser"/>
        </testcase>
      </testsuite>
      """;

  @TempDir Path folder;

  @Test
  void namesEachSkippedTestAndWhyAndCountsAll() throws IOException, InterruptedException {
    report("lab", "a.b.LabTest", ASSUMPTION);
    report("page", "a.c.PageTest", CONDITION);

    assertThat(summary())
        .containsExactly(
            "SKIPPED LabTest.aHost: a lab needs root: \"ip\": no",
            "SKIPPED PageTest.draws{String}[1]: no \"chromium\" < 100 &",
            "SKIPPED PageTest$Plot.zooms: no browser",
            "",
            "tests: 1 passed, 1 failed, 3 skipped");
  }

  @Test
  void saysSoWhereNoTestHasRun() throws IOException, InterruptedException {
    assertThat(summary()).containsExactly("", "tests: 0 passed, 0 failed, 0 skipped");
  }

  private void report(String module, String test, String xml) throws IOException {
    Path reports =
        Files.createDirectories(folder.resolve(module).resolve("target/surefire-reports"));
    Files.writeString(reports.resolve("TEST-" + test + ".xml"), xml);
  }

  private List<String> summary() throws IOException, InterruptedException {
    String script = Manual.ROOT.resolve("config/test-summary.sh").toString();
    Process process =
        new ProcessBuilder(script, folder.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
