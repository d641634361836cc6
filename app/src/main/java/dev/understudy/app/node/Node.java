package dev.understudy.app.node;

import com.hazelcast.core.HazelcastInstance;
import dev.understudy.app.drill.DrillDesk;
import dev.understudy.group.ServerId;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import dev.understudy.wire.tracing.RequestTracer;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A running node: a clustered Vert.x with the verticles that its settings ask for. */
public final class Node {

  private static final int PING_MILLIS = 1_000;
  private static final int CONNECT_MILLIS = 2_000;

  /** More than a ping and its answer take. */
  private static final int STUCK_MILLIS = 3_000;

  private final NodeSettings settings;
  private final Vertx vertx;
  private final ClassLoader services;
  private final ClusterWatch watch = new ClusterWatch();
  private final List<MemberVerticle> members = new CopyOnWriteArrayList<>();
  private final List<String> deployments = new CopyOnWriteArrayList<>();

  private Node(NodeSettings settings, Vertx vertx, ClassLoader services) {
    this.settings = settings;
    this.vertx = vertx;
    this.services = services;
  }

  /**
   * Joins the cluster and deploys. Where a verticle cannot be deployed, the node leaves again.
   *
   * @param services finds the classes of services
   */
  public static Future<Node> start(NodeSettings settings, ClassLoader services) {
    return start(settings, services, Optional.empty());
  }

  /**
   * Likewise.
   *
   * @param tracer is told of requests
   */
  public static Future<Node> start(
      NodeSettings settings, ClassLoader services, Optional<? extends RequestTracer> tracer) {
    try {
      settings.members().forEach(options -> MemberVerticle.requireService(options, services));
    } catch (IllegalArgumentException e) {
      // before it joins: who joins and leaves at once has the others move what they keep, twice
      return Future.failedFuture(e);
    }
    QuickCluster cluster = new QuickCluster(HazelcastSetup.config(settings));
    return Vertx.builder()
        .with(new VertxOptions().setPreferNativeTransport(true).setEventBusOptions(bus(settings)))
        .withClusterManager(cluster)
        .buildClustered()
        .compose(
            vertx -> {
              vertx.exceptionHandler(new UnhandledFailures());
              tracer.ifPresent(told -> RequestTracer.install(vertx, told));
              Node node = new Node(settings, vertx, services);
              return node.deploy(cluster.getHazelcastInstance())
                  .recover(
                      failure -> vertx.close().transform(closed -> Future.failedFuture(failure)));
            });
  }

  public Vertx vertx() {
    return vertx;
  }

  /** The members that run here, in the order of the settings. */
  List<MemberVerticle> members() {
    return List.copyOf(members);
  }

  /**
   * Has the server of this node take part in drills. One that is not alone on its node does not:
   * what is done to it would be done to the others too.
   */
  Future<Void> openDrills() {
    List<Future<Void>> open = new ArrayList<>();
    for (MemberOptions options : settings.members()) {
      ServerId server = new ServerId(options.getServerId());
      open.add(
          settings.members().size() == 1
              ? new DrillDesk(vertx, options.getGroup(), server, new Life(options)).open()
              : DrillDesk.refuse(
                  vertx, options.getGroup(), server, "other servers run on its node too"));
    }
    return Future.all(open).mapEmpty();
  }

  /** Leaves in good order: the last that was started first, and the cluster at the end. */
  public Future<Void> leave() {
    List<String> backwards = new ArrayList<>(deployments);
    Collections.reverse(backwards);
    deployments.clear();
    Future<Void> left = Future.succeededFuture();
    for (String deployment : backwards) {
      // one that undeployed itself is gone already
      left = left.compose(before -> vertx.undeploy(deployment).otherwiseEmpty());
    }
    return left.compose(undeployed -> vertx.close());
  }

  private Future<Node> deploy(HazelcastInstance hazelcast) {
    Future<Void> deployed = Future.succeededFuture();
    if (settings.http().isPresent()) {
      int port = settings.http().getAsInt();
      deployed = deploy(Gateways.of(settings, port));
    }
    if (settings.nameServer().isPresent()) {
      NameServerOptions options = settings.nameServer().get();
      deployed = deployed.compose(before -> deploy(new NameServerVerticle(options)));
    }
    for (MemberOptions options : settings.members()) {
      deployed = deployed.compose(before -> deploy(options));
    }
    return deployed.map(
        before -> {
          hazelcast.getCluster().addMembershipListener(watch);
          return this;
        });
  }

  private Future<Void> deploy(MemberOptions options) {
    MemberVerticle member = new MemberVerticle();
    members.add(member);
    watch.add(options, member);
    DeploymentOptions deployment =
        new DeploymentOptions().setConfig(options.toJson()).setClassLoader(services);
    return vertx.deployVerticle(member, deployment).map(this::keep);
  }

  private Future<Void> deploy(Deployable verticle) {
    return vertx.deployVerticle(verticle).map(this::keep);
  }

  private Void keep(String deployment) {
    deployments.add(deployment);
    return null;
  }

  /** The lives of the only member. */
  private final class Life implements DrillDesk.Life {

    private final MemberOptions options;

    Life(MemberOptions options) {
      this.options = options;
    }

    @Override
    public Future<Void> end() {
      // it was deployed last
      return vertx.undeploy(deployments.remove(deployments.size() - 1));
    }

    @Override
    public Future<Void> begin() {
      return deploy(options);
    }
  }

  /**
   * A connection that is not answered is closed after a ping and its time-out, but not before all
   * has been written that waits in it; TCP tries that less and less often after a cut. So one on
   * which nothing could be written for a while is given up at once.
   */
  static EventBusOptions bus(NodeSettings settings) {
    EventBusOptions options = new EventBusOptions();
    options
        .setHost(settings.host())
        .setPort(settings.busPort())
        .setClusterPublicHost(settings.host())
        .setClusterPublicPort(settings.busPort())
        .setClusterPingInterval(PING_MILLIS)
        .setClusterPingReplyInterval(PING_MILLIS)
        .setConnectTimeout(CONNECT_MILLIS)
        .setWriteIdleTimeout(STUCK_MILLIS)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return options;
  }
}
