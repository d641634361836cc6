package dev.understudy.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.understudy.architecture.Rooms.check;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The protocol gives the same effects for the same inputs: no clock, no chance, no I/O, no thread.
 */
class ProtocolPurityTest {

  private static final String[] PURE_PACKAGES = {
    "java.lang",
    "java.util",
    "java.util.function",
    "java.util.stream",
    "java.nio.charset",
    "org.jspecify.annotations",
  };

  private static final Pattern IMPURE_CLASSES =
      Pattern.compile(
          "java\\.lang\\.(Thread.*|InheritableThreadLocal|Process.*|Runtime|ClassLoader)"
              + "|java\\.util\\.(Timer.*|TimeZone|Date|.*Calendar|Scanner|ServiceLoader|WeakHashMap)");

  /** Set.of and its like iterate in an order that changes from run to run. */
  private static final Pattern IMPURE_MEMBERS =
      Pattern.compile(
          "java\\.lang\\.System\\.(?!arraycopy\\().*"
              + "|java\\.lang\\.(Strict)?Math\\.random\\(.*"
              + "|java\\.lang\\.Object\\.(wait|notify|notifyAll)\\(.*"
              + "|java\\.util\\.(Splittable)?Random\\.<init>\\(\\)"
              + "|java\\.util\\.UUID\\.randomUUID\\(.*"
              + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)"
              + "|java\\.util\\.(Set|Map)\\.(of|ofEntries|copyOf)\\(.*"
              + "|java\\.util\\.stream\\.Collectors\\.toUnmodifiable(Set|Map)\\(.*"
              + "|java\\.util\\..*\\.parallel(Stream)?\\(.*");

  @Test
  void theProtocolKnowsOnlyItselfAndThePurePartsOfTheJdk() {
    DescribedPredicate<JavaClass> impure =
        DescribedPredicate.describe(
            "are impure", found -> IMPURE_CLASSES.matcher(found.getName()).matches());
    check(
        classes()
            .that()
            .resideInAnyPackage(Rooms.protocolAnd())
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(Rooms.protocolAnd(PURE_PACKAGES))
                    .and(DescribedPredicate.not(impure))));
  }

  @Test
  void theProtocolAsksNeitherTheClockNorChance() {
    DescribedPredicate<JavaAccess<?>> impure =
        DescribedPredicate.describe(
            "the result depends on the run",
            access -> IMPURE_MEMBERS.matcher(access.getTarget().getFullName()).matches());
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.protocolAnd())
            .should()
            .accessTargetWhere(impure));
  }
}
