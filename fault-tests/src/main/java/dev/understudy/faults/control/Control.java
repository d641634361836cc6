package dev.understudy.faults.control;

import dev.understudy.faults.plan.Cast;
import dev.understudy.faults.plan.ObserverProcess;
import dev.understudy.member.Rules;
import dev.understudy.registry.RegistryRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a control run takes out. */
public enum Control {
  /** Nothing: shows that it is not the program of the controls that makes them fail. */
  NOTHING("nothing"),
  /** No server checks itself, nor whether its address answers. */
  SELF_MONITORING("self-monitoring") {
    @Override
    Rules rules() {
      return new Rules() {
        @Override
        public boolean checksItself() {
          return false;
        }

        @Override
        public boolean provesItsAddress() {
          return false;
        }
      };
    }
  },
  /**
   * Nobody decides which of several masters is kept: name servers leave all of them and tell
   * nobody, and in the direct comparison no master gives way.
   */
  CORRECTION("correction") {
    @Override
    Rules rules() {
      return new Rules() {
        @Override
        public boolean givesWay(boolean otherIsBetter) {
          return false;
        }
      };
    }

    @Override
    RegistryRules registryRules() {
      return new RegistryRules() {
        @Override
        public boolean correctsDuplicates() {
          return false;
        }
      };
    }
  },
  /** In place of the group there is a plain cluster-wide map, on the same hosts. */
  GROUP("a group, on a shared map") {
    @Override
    Cast cast(Cast product) {
      List<String> client = new ArrayList<>(product.client());
      client.add("--map");
      return new Cast(SharedMapProcess.class, List.of(), SharedMapObserver.class, client, false);
    }
  };

  private final String text;

  Control(String text) {
    this.text = text;
  }

  /** What is missing, in words that go after "without". */
  public String text() {
    return text;
  }

  /** What its name is in folders and on command lines. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Those of its servers. */
  Rules rules() {
    return Rules.STANDARD;
  }

  /** Those of its name servers. */
  RegistryRules registryRules() {
    return RegistryRules.STANDARD;
  }

  /** What runs in place of the product, with the same clients asking for the same. */
  Cast cast(Cast product) {
    return new Cast(
        ControlNode.class, List.of(name()), ObserverProcess.class, product.client(), true);
  }
}
