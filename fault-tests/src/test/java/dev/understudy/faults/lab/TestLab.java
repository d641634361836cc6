package dev.understudy.faults.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A lab for a test, closed after it. Where there can be none the test is skipped, and says why. */
public final class TestLab implements BeforeEachCallback, AfterEachCallback {

  private Optional<Lab> open = Optional.empty();

  /** Skips the test if something is missing that it needs. */
  static void need(Optional<String> missing) {
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  /** The namespaces whose names tell that a process owns them. */
  static List<String> namespaces(long pid) {
    return Command.run("ip", "netns")
        .lines()
        .map(line -> line.split(" ", -1)[0])
        .filter(name -> name.startsWith("us-" + pid + "-"))
        .toList();
  }

  Lab open(int hosts) {
    Lab lab = Lab.open(hosts);
    open = Optional.of(lab);
    return lab;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    need(Lab.missing());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    open.ifPresent(Lab::close);
  }
}
