package dev.understudy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.understudy.architecture.Rooms.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import dev.understudy.member.Rules;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.registry.RegistryRules;
import dev.understudy.server.MemberVerticle;
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

  /** A server without self-monitoring, say, is for tests to make: nobody comes by one by chance. */
  @Test
  void nothingThatRunsBreaksARule() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Rules.class, RegistryRules.class)
            .should()
            .beAssignableTo(Rules.class)
            .orShould()
            .beAssignableTo(RegistryRules.class));
    check(
        constructors()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(Rooms.SERVER, Rooms.NAME_SERVER)
            .and(takeRules())
            .should()
            .bePackagePrivate()
            .orShould()
            .bePrivate());
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(MemberVerticle.class, NameServerVerticle.class)
            .should()
            .callConstructor(MemberVerticle.class, Rules.class)
            .orShould()
            .callConstructor(
                NameServerVerticle.class, NameServerOptions.class, RegistryRules.class));
  }

  private static DescribedPredicate<JavaConstructor> takeRules() {
    return DescribedPredicate.describe(
        "take rules",
        constructor ->
            constructor.getRawParameterTypes().stream()
                .anyMatch(
                    type ->
                        type.isAssignableTo(Rules.class)
                            || type.isAssignableTo(RegistryRules.class)));
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
