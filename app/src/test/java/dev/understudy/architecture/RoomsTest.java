package dev.understudy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.understudy.architecture.Rooms.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class RoomsTest {

  @Test
  void seesEveryModule() {
    assertThat(Rooms.MAIN.stream().map(JavaClass::getPackageName))
        .contains(
            "dev.understudy.wire",
            "dev.understudy.nameserver",
            "dev.understudy.server",
            "dev.understudy.sdk",
            "dev.understudy.monitor",
            "dev.understudy.app");
  }

  @Test
  void everyClassIsInARoom() {
    String[] rooms =
        Rooms.protocolAnd(
            Rooms.WIRE,
            Rooms.NAME_SERVER,
            Rooms.SERVER,
            Rooms.SERVICE,
            Rooms.SDK,
            Rooms.MONITOR,
            Rooms.APP);
    check(classes().should().resideInAnyPackage(rooms));
  }

  @Test
  void roomsKnowOnlyTheRoomsBelowThem() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("protocol")
            .definedBy(Rooms.protocolAnd())
            .layer("wire")
            .definedBy(Rooms.WIRE)
            .layer("name server")
            .definedBy(Rooms.NAME_SERVER)
            .layer("member")
            .definedBy(Rooms.SERVER, Rooms.SERVICE)
            .layer("client SDK")
            .definedBy(Rooms.SDK)
            .layer("monitor")
            .definedBy(Rooms.MONITOR)
            .layer("app")
            .definedBy(Rooms.APP)
            .whereLayer("protocol")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayOnlyAccessLayers("protocol")
            .whereLayer("name server")
            .mayOnlyAccessLayers("protocol", "wire")
            .whereLayer("member")
            .mayOnlyAccessLayers("protocol", "wire")
            .whereLayer("client SDK")
            .mayOnlyAccessLayers("protocol", "wire")
            .whereLayer("monitor")
            .mayOnlyAccessLayers("protocol", "wire", "client SDK"));
  }

  @Test
  void theProtocolsPartsFormNoCycle() {
    JavaClasses parts =
        Rooms.MAIN.that(
            JavaClass.Predicates.resideInAnyPackage(
                "dev.understudy.log..",
                "dev.understudy.group..",
                "dev.understudy.session..",
                "dev.understudy.registry.."));
    check(slices().matching("dev.understudy.(*)..").should().beFreeOfCycles(), parts);
  }

  @Test
  void onlyAppKnowsTheClusterManager() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(Rooms.APP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster.hazelcast.."));
  }

  @Test
  void onlyAppWritesToTheStandardStreams() {
    check(noClasses().that().resideOutsideOfPackage(Rooms.APP).should(ACCESS_STANDARD_STREAMS));
  }

  @Test
  void namesSayWhatATypeIs() {
    check(noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?)(\\$.*)?"));
    check(classes().that().haveSimpleNameEndingWith("Impl").should().resideInAPackage("..impl.."));
  }
}
