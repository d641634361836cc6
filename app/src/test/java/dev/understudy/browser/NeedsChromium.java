package dev.understudy.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips all tests of a class where there is no browser, and says why; fails where there has to be
 * one. A condition, as Surefire does not tell of an assumption that fails before all tests.
 */
public final class NeedsChromium implements ExecutionCondition {

  /** Set where it has to be there, as in {@code .ci/run}. */
  private static final String REQUIRED = "UNDERSTUDY_REQUIRE_TOOLS";

  private static final String MISSING = "chromium is missing; Debian's package is chromium";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.executable().isPresent()) {
      return ConditionEvaluationResult.enabled("there is a browser");
    }
    if (System.getenv(REQUIRED) != null) {
      throw new AssertionError(MISSING);
    }
    return ConditionEvaluationResult.disabled(MISSING);
  }
}
