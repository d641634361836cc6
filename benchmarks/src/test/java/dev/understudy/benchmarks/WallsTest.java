package dev.understudy.benchmarks;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: what is measured knows nothing of who measures it. */
class WallsTest {

  @Test
  void onlyTheDriverKnowsTheOtherRooms() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("program")
        .definedBy("dev.understudy.benchmarks")
        .layer("plan")
        .definedBy("dev.understudy.benchmarks.plan..")
        .layer("node")
        .definedBy("dev.understudy.benchmarks.node..")
        .layer("measure")
        .definedBy("dev.understudy.benchmarks.measure..")
        .layer("report")
        .definedBy("dev.understudy.benchmarks.report..")
        .layer("plot")
        .definedBy("dev.understudy.benchmarks.plot..")
        .layer("profile")
        .definedBy("dev.understudy.benchmarks.profile..")
        .whereLayer("measure")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("measure", "report")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("measure")
        .whereLayer("plot")
        .mayOnlyBeAccessedByLayers("measure")
        .whereLayer("profile")
        .mayOnlyBeAccessedByLayers("measure")
        .whereLayer("node")
        .mayOnlyBeAccessedByLayers("measure", "program")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.understudy.benchmarks"));
  }
}
