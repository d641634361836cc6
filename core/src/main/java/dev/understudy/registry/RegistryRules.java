package dev.understudy.registry;

import dev.understudy.group.RetentionCriterion;
import java.util.List;

/**
 * The rules of a name server that its safety rests on, one method each. Production has {@link
 * #STANDARD}; a test overrides one to show what it is good for.
 */
public class RegistryRules {

  public static final RegistryRules STANDARD = new RegistryRules();

  /** By which criteria, one after the other: those of the group, so that all name servers agree. */
  public List<RetentionCriterion> retention(Registration.Policy policy) {
    return policy.retention();
  }

  /** Whether more masters than desired are noticed, corrected and made known. */
  public boolean correctsDuplicates() {
    return true;
  }
}
