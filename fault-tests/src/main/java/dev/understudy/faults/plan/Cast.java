package dev.understudy.faults.plan;

import dev.understudy.app.Understudy;
import java.util.List;

/**
 * Who plays in an arena: the product, or what stands in its place in a control run.
 *
 * @param node runs on the hosts of members and name servers, with the command line of {@link
 *     Understudy}
 * @param first what its command line begins with
 * @param observer looks at all of it, with the arguments of {@link ObserverProcess}
 * @param client what clients are told besides where they are: the workload
 * @param oneByOne whether the first member has to be master before the others start, since nothing
 *     would mend it if two of them began alone
 */
public record Cast(
    Class<?> node, List<String> first, Class<?> observer, List<String> client, boolean oneByOne) {

  public Cast {
    first = List.copyOf(first);
    client = List.copyOf(client);
  }

  /** Whether a group is looked at, which has masters; a shared map has none. */
  boolean hasMasters() {
    return observer.equals(ObserverProcess.class);
  }

  /** The product, with the workload that shows most of its service. */
  static Cast product(Setup setup) {
    return product(setup.service().equals("kv") ? "kv" : "once");
  }

  /** The product, with a workload that its service knows. */
  public static Cast product(String workload) {
    return new Cast(
        Understudy.class, List.of(), ObserverProcess.class, List.of("--workload", workload), false);
  }
}
