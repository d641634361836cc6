package dev.understudy.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** The packages of each module, and the main code in them. */
final class Rooms {

  static final String WIRE = "dev.understudy.wire..";
  static final String NAME_SERVER = "dev.understudy.nameserver..";
  static final String SERVER = "dev.understudy.server..";
  static final String SERVICE = "dev.understudy.service..";
  static final String SDK = "dev.understudy.sdk..";
  static final String MONITOR = "dev.understudy.monitor..";
  static final String APP = "dev.understudy.app..";

  private static final String[] PROTOCOL = {
    "dev.understudy.group..",
    "dev.understudy.log..",
    "dev.understudy.member..",
    "dev.understudy.monitoring..",
    "dev.understudy.registry..",
    "dev.understudy.client..",
    "dev.understudy.session..",
  };

  /** The main code of all modules. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.understudy");

  private Rooms() {}

  /** The protocol's packages, core without the wire, and the given ones. */
  static String[] protocolAnd(String... others) {
    return Stream.concat(Stream.of(PROTOCOL), Stream.of(others)).toArray(String[]::new);
  }

  /**
   * Checks a rule over the main code; a rule may find nothing to check where a room is still empty.
   */
  static void check(ArchRule rule) {
    check(rule, MAIN);
  }

  /** Checks a rule over some classes. */
  static void check(ArchRule rule, JavaClasses classes) {
    rule.allowEmptyShould(true).check(classes);
  }
}
