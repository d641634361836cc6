package dev.understudy.app.node;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Hands on to the members of this node what the cluster manager notices: that a node joined or
 * left, and which servers left with it. A hint that makes them look earlier; nothing rests on it.
 */
final class ClusterWatch implements MembershipListener {

  private static final String SEPARATOR = " ";

  private final Map<String, MemberVerticle> members = new ConcurrentHashMap<>();

  /** The servers of a node, for the others to know. */
  static String names(List<MemberOptions> members) {
    return members.stream().map(ClusterWatch::name).collect(Collectors.joining(SEPARATOR));
  }

  void add(MemberOptions options, MemberVerticle member) {
    members.put(name(options), member);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    members.values().forEach(MemberVerticle::clusterChanged);
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    lost(event.getMember());
    members.values().forEach(MemberVerticle::clusterChanged);
  }

  private void lost(Member node) {
    String servers = node.getAttribute(HazelcastSetup.SERVERS);
    if (servers == null || servers.isEmpty()) {
      return;
    }
    for (String server : servers.split(SEPARATOR, -1)) {
      int slash = server.lastIndexOf('/');
      String group = server.substring(0, slash + 1);
      int id = Integer.parseInt(server.substring(slash + 1));
      members.forEach(
          (name, member) -> {
            if (name.startsWith(group) && name.lastIndexOf('/') == slash) {
              member.serverLost(id);
            }
          });
    }
  }

  private static String name(MemberOptions options) {
    return options.getGroup() + "/" + options.getServerId();
  }
}
