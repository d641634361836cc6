package dev.understudy.simulation;

import dev.understudy.member.Rules;
import dev.understudy.registry.RegistryRules;
import java.util.function.IntFunction;

/**
 * The rules that the machines of a schedule follow.
 *
 * @param member of every server
 * @param registries of each name server, by its host
 */
record BrokenRules(Rules member, IntFunction<RegistryRules> registries) {

  static final BrokenRules NONE = of(Rules.STANDARD);

  static BrokenRules of(Rules member) {
    return new BrokenRules(member, host -> RegistryRules.STANDARD);
  }

  RegistryRules registry(int host) {
    return registries.apply(host);
  }
}
