package dev.understudy.faults;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: the judge and the report know nothing of how faults are made. */
class WallsTest {

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
        .whereLayer("measure")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("measure")
        .whereLayer("verdict")
        .mayOnlyBeAccessedByLayers("plan", "measure")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("plan", "measure")
        .whereLayer("lab")
        .mayOnlyBeAccessedByLayers("plan", "measure")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("plan", "measure", "verdict")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.understudy.faults"));
  }
}
