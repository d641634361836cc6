package dev.understudy.wire;

import dev.understudy.client.ClientAddress;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.ServerId;

/**
 * The addresses on the event bus: public, documented, stable, and built nowhere else.
 *
 * <p>Who listens: name servers to {@link #NAME_SERVER} and {@link #REGISTRATIONS}; a server to
 * {@link #server} and {@link #triggers}, its node to {@link #NODES} and {@link #node}; a client to
 * {@link #client} and to the triggers of its group; people and tools to {@link #EVENTS}.
 */
public final class Addresses {

  /** Questions, answered by any name server. */
  public static final String NAME_SERVER = "understudy.nameserver";

  /** Registrations and renewals, published, one message per node. */
  public static final String REGISTRATIONS = "understudy.registrations";

  /** Nodes with servers say that they are there, published. */
  public static final String NODES = "understudy.nodes";

  /** Every event as JSON, published. */
  public static final String EVENTS = "understudy.events";

  private static final String GROUP = "understudy.group.";
  private static final String TRIGGERS = ".triggers";
  private static final String NODE = "understudy.node.";
  private static final String CLIENT = "understudy.client.";

  private Addresses() {}

  /** Frames of servers and clients to one server, and what people ask of it. */
  public static String server(String group, ServerId server) {
    GroupConfiguration.requireName(group);
    if (server.isNone()) {
      throw new IllegalArgumentException("no server has no address");
    }
    return GROUP + group + ".server." + server.number();
  }

  /** Where a node hears what other nodes say for their servers; {@code id} is its number. */
  public static String node(long id) {
    return NODE + Long.toHexString(id);
  }

  /** Whether nodes speak to each other there. */
  public static boolean isOfNodes(String address) {
    return address.equals(NODES) || address.startsWith(NODE);
  }

  /** Where the node of a server takes orders of drills ({@link DrillProtocol}), if it does. */
  public static String drills(String group, ServerId server) {
    return server(group, server) + ".drills";
  }

  /** Whether protocol frames to a server of the group travel to {@code address}. */
  public static boolean isServer(String address, String group) {
    String servers = GROUP + group + ".server.";
    return address.startsWith(servers) && address.indexOf('.', servers.length()) < 0;
  }

  /** What all servers of a group, and its clients, are told: published. */
  public static String triggers(String group) {
    GroupConfiguration.requireName(group);
    return GROUP + group + TRIGGERS;
  }

  /** Whether everybody who listens at {@code address} is meant, not one of them. */
  public static boolean isPublished(String address) {
    return address.equals(REGISTRATIONS)
        || address.equals(NODES)
        || address.equals(EVENTS)
        || (address.startsWith(GROUP) && address.endsWith(TRIGGERS));
  }

  /** The address of a client's own; {@code id} is unique in the cluster, a UUID for instance. */
  public static ClientAddress client(String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a client's id must not be empty");
    }
    return new ClientAddress(CLIENT + id);
  }

  /** Whether replies may go to {@code address}: servers send to nothing but clients. */
  public static boolean isClient(String address) {
    return address.startsWith(CLIENT) && address.length() > CLIENT.length();
  }
}
