package dev.understudy.app.node;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import dev.understudy.wire.FramePassage;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hazelcast's cluster manager, which does not keep the event bus waiting: where Hazelcast takes
 * long to say who listens at an address, or how to reach a node, because the node that knows has
 * been cut off, the {@link AddressBook} is asked instead. What Hazelcast says in the end holds.
 */
final class QuickCluster extends HazelcastClusterManager {

  private static final Logger LOG = LoggerFactory.getLogger(QuickCluster.class);

  /** Longer than a healthy look-up takes, and much shorter than a failure timeout. */
  static final long PATIENCE_MILLIS = 50;

  private static final long FORGET_MILLIS = 10_000;

  private final OwnEntries own = new OwnEntries();
  private final LostNodes lost = new LostNodes();
  private final AddressBook book = new AddressBook(new Reader());
  private Optional<Vertx> vertx = Optional.empty();
  private Optional<RegistrationListener> bus = Optional.empty();
  private volatile Optional<BookKeeping> keeping = Optional.empty();
  private volatile boolean merging;

  QuickCluster(Config config) {
    super(config);
  }

  @Override
  public void init(Vertx started) {
    vertx = Optional.of(started);
    super.init(started);
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    RegistrationListener all = new WithLost(listener);
    bus = Optional.of(all);
    super.registrationListener(all);
  }

  /** Before the bus listens, it knows how frames pass: others send to a server's former life. */
  @Override
  public void join(Completable<Void> joined) {
    FramePassage.on(vertx.orElseThrow().eventBus());
    Promise<Void> cluster = Promise.promise();
    super.join(cluster);
    cluster.future().compose(done -> startKeeping()).onComplete(joined);
  }

  /**
   * Also ends a Hazelcast of which Vert.x knows too little to end it, because a look-up failed
   * while it joined: it would stay a member of the cluster, and keep the port for as long as the
   * process.
   */
  @Override
  public void leave(Completable<Void> left) {
    Promise<Void> asked = Promise.promise();
    super.leave(asked);
    asked.future().recover(failure -> terminate()).onComplete(left);
  }

  private Future<Void> terminate() {
    HazelcastInstance started = getHazelcastInstance();
    return started == null
        ? Future.succeededFuture()
        : vertx
            .orElseThrow()
            .executeBlocking(
                () -> {
                  started.getLifecycleService().terminate();
                  return null;
                },
                false);
  }

  @Override
  public synchronized void memberAdded(MembershipEvent event) {
    super.memberAdded(event);
    lookAgain();
  }

  @Override
  public synchronized void memberRemoved(MembershipEvent event) {
    super.memberRemoved(event);
    // what comes before this may fail there while further nodes are lost, and then be left out
    bus.filter(listener -> isActive()).ifPresent(RegistrationListener::registrationsLost);
    lookAgain();
  }

  @Override
  public synchronized void stateChanged(LifecycleEvent event) {
    super.stateChanged(event);
    merging = event.getState() == LifecycleEvent.LifecycleState.MERGING;
    if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
      LOG.info("this node's part of the cluster has merged into the cluster");
    }
    lookAgain();
  }

  @Override
  public void addRegistration(String address, RegistrationInfo listener, Completable<Void> added) {
    own.add(address, listener);
    super.addRegistration(address, listener, added);
  }

  @Override
  public void removeRegistration(
      String address, RegistrationInfo listener, Completable<Void> removed) {
    own.remove(address, listener);
    super.removeRegistration(address, listener, removed);
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> answer) {
    Promise<List<RegistrationInfo>> asked = Promise.promise();
    super.getRegistrations(address, asked);
    sooner(
        asked.future(),
        () ->
            Optional.of(withLost(address, book.listeners(address))).filter(some -> !some.isEmpty()),
        late -> correct(new RegistrationUpdateEvent(address, late)),
        (some, failure) -> answer.complete(some == null ? null : withLost(address, some), failure));
  }

  @Override
  public void getNodeInfo(String nodeId, Completable<NodeInfo> answer) {
    Promise<NodeInfo> asked = Promise.promise();
    super.getNodeInfo(nodeId, asked);
    sooner(asked.future(), () -> book.node(nodeId), late -> {}, answer);
  }

  /** Whether somebody is known to listen there, and where that is, without asking Hazelcast. */
  boolean remembers(String address) {
    List<String> members = getNodes();
    return book.listeners(address).stream()
        .map(RegistrationInfo::nodeId)
        .anyMatch(node -> members.contains(node) && book.node(node).isPresent());
  }

  /** What is asked if it comes in time, else what is remembered, if anything is. */
  private <T> void sooner(
      Future<T> asked, Supplier<Optional<T>> remembered, Consumer<T> late, Completable<T> answer) {
    Promise<T> first = Promise.promise();
    first.future().onComplete(answer);
    Vertx timers = vertx.orElseThrow();
    long timer =
        timers.setTimer(PATIENCE_MILLIS, id -> remembered.get().ifPresent(first::tryComplete));
    asked
        .onComplete(done -> timers.cancelTimer(timer))
        .onSuccess(
            value -> {
              if (!first.tryComplete(value)) {
                late.accept(value);
              }
            })
        .onFailure(
            failure ->
                remembered.get().ifPresentOrElse(first::tryComplete, () -> first.tryFail(failure)));
  }

  /** Hazelcast does not tell of entries that a lost node took with it: the book still has them. */
  private List<RegistrationInfo> withLost(String address, List<RegistrationInfo> known) {
    List<String> members = members();
    if (!members.isEmpty()) {
      long now = System.nanoTime();
      book.listenersElsewhere(address, members)
          .forEach(listener -> lost.note(address, listener, now));
    }
    return lost.with(address, known, members);
  }

  /**
   * The nodes that Hazelcast has; none when it has ended, or has left one cluster to merge into
   * another and is not there yet: everything known is tried then.
   */
  private List<String> members() {
    try {
      List<String> members = getNodes();
      return isBetweenClusters(members) ? List.of() : members;
    } catch (HazelcastInstanceNotActiveException e) {
      return List.of();
    }
  }

  /** A merge goes on for long after the node has joined, if the network is cut meanwhile. */
  private boolean isBetweenClusters(List<String> members) {
    return merging && members.size() <= 1;
  }

  private void lookAgain() {
    keeping.filter(keeper -> isActive()).ifPresent(BookKeeping::start);
  }

  private void correct(RegistrationUpdateEvent update) {
    bus.ifPresent(listener -> listener.registrationsUpdated(update));
  }

  /** Hazelcast tells nobody what a merge brought: the bus would keep what it knew before. */
  private void changed(String address) {
    if (bus.filter(listener -> listener.wantsUpdatesFor(address)).isPresent()) {
      super.getRegistrations(
          address,
          (all, failure) -> {
            if (failure == null) {
              correct(new RegistrationUpdateEvent(address, all));
            }
          });
    }
  }

  /**
   * Reads all anew, puts back what is missing of this node, and takes out what is left of nodes
   * that are gone; blocks.
   */
  Set<String> readBook() {
    HazelcastInstance hazelcast = getHazelcastInstance();
    Set<String> changed = book.read(hazelcast, this::joinedMembers);
    own.restore(hazelcast, book);
    restoreNode();
    return changed;
  }

  /** Between two clusters all others would seem to be gone. */
  private List<String> joinedMembers() {
    List<String> members = getNodes();
    if (isBetweenClusters(members)) {
      throw new IllegalStateException("this node is on its way into another cluster");
    }
    return members;
  }

  /** Forgets those who have been lost for long. */
  private void forget() {
    lost.forgetBefore(System.nanoTime()).forEach(this::changed);
    Set<String> nodes = lost.nodes();
    List<String> members = members();
    if (!members.isEmpty()) {
      nodes.addAll(members);
      book.keepNodes(nodes);
    }
  }

  private void restoreNode() {
    Optional.ofNullable(getNodeInfo())
        .ifPresent(info -> OwnEntries.restore(getHazelcastInstance(), getNodeId(), info));
  }

  private Future<Void> startKeeping() {
    Vertx started = vertx.orElseThrow();
    BookKeeping keeper = new BookKeeping(started, this::readBook, this::changed);
    return started
        .<Void>executeBlocking(
            () -> {
              book.follow(getHazelcastInstance());
              return null;
            },
            false)
        .onSuccess(
            done -> {
              started.setPeriodic(FORGET_MILLIS, timer -> forget());
              keeping = Optional.of(keeper);
              keeper.start();
            });
  }

  /** Tells the bus of listeners on lost nodes, too. */
  private final class WithLost implements RegistrationListener {

    private final RegistrationListener listener;

    WithLost(RegistrationListener listener) {
      this.listener = listener;
    }

    @Override
    public void registrationsUpdated(RegistrationUpdateEvent event) {
      listener.registrationsUpdated(
          new RegistrationUpdateEvent(
              event.address(), withLost(event.address(), event.registrations())));
    }

    @Override
    public void registrationsLost() {
      listener.registrationsLost();
    }

    @Override
    public boolean wantsUpdatesFor(String address) {
      return listener.wantsUpdatesFor(address);
    }
  }

  /**
   * Puts back at once what others take out of this node's own entries, and remembers who listened
   * on lost nodes.
   */
  private final class Reader implements AddressBook.Reader {

    @Override
    public void listenerGone(String address, RegistrationInfo gone) {
      if (own.contain(address, gone)) {
        restoring(() -> own.restore(getHazelcastInstance(), address, gone));
      } else if (isActive() && !getNodes().contains(gone.nodeId())) {
        lost.note(address, gone, System.nanoTime());
        changed(address);
      }
    }

    /** A node at the place of a lost one has taken its place. */
    @Override
    public void nodeThere(String id, NodeInfo info) {
      for (String node : lost.nodes()) {
        boolean replaced =
            book.node(node)
                .filter(old -> old.host().equals(info.host()) && old.port() == info.port())
                .isPresent();
        if (replaced && !node.equals(id)) {
          lost.forget(node).forEach(QuickCluster.this::changed);
        }
      }
    }

    @Override
    public void nodeGone(String id) {
      if (id.equals(getNodeId())) {
        restoring(QuickCluster.this::restoreNode);
      }
    }

    private void restoring(Runnable blocking) {
      if (isActive()) {
        vertx
            .orElseThrow()
            .executeBlocking(
                () -> {
                  blocking.run();
                  return null;
                },
                false)
            .onFailure(
                failure -> LOG.warn("an address of this node could not be restored", failure));
      }
    }
  }
}
