package dev.understudy.faults;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: the judge and the report know nothing of how faults are made. */
class WallsTest {

  @Test
  void onlyPlansKnowTheOtherRooms() {
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
        .whereLayer("plan")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("verdict")
        .mayOnlyBeAccessedByLayers("plan")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("plan")
        .whereLayer("lab")
        .mayOnlyBeAccessedByLayers("plan")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("plan", "verdict")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.understudy.faults"));
  }
}
