package dev.understudy.simulation.invariant;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The group as the observer knows it: its configuration and every life any of its servers had. */
public final class ObservedGroup {

  private final GroupConfiguration configuration;
  private final Chronicle chronicle = new Chronicle();
  private final List<Life> lives = new ArrayList<>();

  public ObservedGroup(GroupConfiguration configuration) {
    this.configuration = configuration;
  }

  public GroupConfiguration configuration() {
    return configuration;
  }

  public boolean isConsistent() {
    return configuration.membership().isConsistent();
  }

  public Chronicle chronicle() {
    return chronicle;
  }

  public List<Life> lives() {
    return lives;
  }

  public void born(Life life) {
    lives.add(life);
  }

  /** Whether more than half of the voters have a life among {@code bits}. */
  boolean isQuorum(long bits) {
    TreeSet<ServerId> voters = new TreeSet<>();
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      ServerId server = lives.get(Long.numberOfTrailingZeros(rest)).server();
      if (configuration.membership().isVoter(server)) {
        voters.add(server);
      }
    }
    return 2 * voters.size() > configuration.membership().voters().size();
  }

  /** Whether the server has a life among {@code bits}. */
  boolean includes(long bits, ServerId server) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      if (lives.get(Long.numberOfTrailingZeros(rest)).server().equals(server)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a life that still has its memory is among {@code bits}. */
  public boolean isRemembered(long bits) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      if (!lives.get(Long.numberOfTrailingZeros(rest)).ended()) {
        return true;
      }
    }
    return false;
  }
}
