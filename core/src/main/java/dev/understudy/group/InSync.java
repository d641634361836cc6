package dev.understudy.group;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers that hold everything a master has committed, the master among them (protocol section
 * 4). Numbered within the master's epoch; travels in every append.
 *
 * @param number counts the changes within {@code epoch}, from 1
 * @param servers in the order in which they stand for election: higher priority first, then lower
 *     id
 */
public record InSync(Epoch epoch, long number, List<ServerId> servers)
    implements Comparable<InSync> {

  /** Nothing is known. */
  public static final InSync NONE = new InSync(Epoch.NONE, 0, List.of());

  public InSync {
    servers = List.copyOf(servers);
  }

  public boolean contains(ServerId server) {
    return servers.contains(server);
  }

  public boolean isAfter(InSync other) {
    return compareTo(other) > 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof InSync set
            && set.number == number
            && set.epoch.equals(epoch)
            && set.servers.equals(servers));
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(number) + epoch.hashCode();
  }

  @Override
  public int compareTo(InSync other) {
    int order = epoch.compareTo(other.epoch);
    return order != 0 ? order : Long.compare(number, other.number);
  }
}
