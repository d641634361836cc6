package dev.understudy.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.understudy.app.node.ControlSettings;
import dev.understudy.app.node.SharedMapNode;
import dev.understudy.nameserver.ControlNameServer;
import dev.understudy.server.ControlMember;
import org.junit.jupiter.api.Test;

/** Who may know whom: the judge and the report know nothing of how faults are made. */
class WallsTest {

  private static final JavaClasses FAULTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.understudy.faults");

  @Test
  void onlyPlansAndMeasurementsKnowTheOtherRooms() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("lab")
        .definedBy("dev.understudy.faults.lab..")
        .layer("client")
        .definedBy("dev.understudy.faults.client..")
        .layer("verdict")
        .definedBy("dev.understudy.faults.verdict..")
        .layer("report")
        .definedBy("dev.understudy.faults.report..")
        .layer("plan")
        .definedBy("dev.understudy.faults.plan..")
        .layer("measure")
        .definedBy("dev.understudy.faults.measure..")
        .layer("control")
        .definedBy("dev.understudy.faults.control..")
        .whereLayer("control")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("measure")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("measure", "control")
        .whereLayer("verdict")
        .mayOnlyBeAccessedByLayers("plan", "measure", "control")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("plan", "measure", "control")
        .whereLayer("lab")
        .mayOnlyBeAccessedByLayers("plan", "measure", "control")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("plan", "measure", "verdict")
        .check(FAULTS);
  }

  /** What a rule is worth is for control runs to show; the product has no way to other rules. */
  @Test
  void onlyControlsPlayWithoutARule() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.understudy.faults.control..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ControlMember.class, ControlNameServer.class, ControlSettings.class)
        .check(FAULTS);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.understudy.faults.control..", "dev.understudy.faults.client..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(SharedMapNode.class)
        .check(FAULTS);
  }
}
