package dev.understudy.kubernetes.play;

import dev.understudy.app.Patience;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.kubernetes.image.Unpacked;
import dev.understudy.kubernetes.manifest.ContainerStart;
import dev.understudy.kubernetes.manifest.Manifests;
import dev.understudy.kubernetes.manifest.PodIdentity;
import dev.understudy.kubernetes.manifest.PodPlan;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pods of a kustomization, each a process on a host of its own, started with what the manifests
 * give it. A pod that is made anew has another address. What Kubernetes takes its time for takes
 * time here: DNS and endpoints follow a change after a while.
 */
final class PlayedCluster implements AutoCloseable {

  static final String NAMESPACE = "played";

  /** How long Kubernetes takes to take a pod out of a Service. */
  static final Duration ENDPOINTS_LAG = Duration.ofMillis(500);

  static final Map<String, String> CLIENT_LABELS = Map.of("understudy.dev/client", "true");

  private static final int HOSTS = 48;
  private static final int FIRST_POD = 4;
  private static final int KIBI = 1024;
  private static final Duration DNS_LAG = Duration.ofSeconds(1);
  private static final Duration READY = Duration.ofSeconds(90);

  private final Lab lab;
  private final Story story;
  private final Engine engine;
  private final Manifests manifests;
  private final Dns dns;
  private final Firewalls firewalls;
  private final PlayedKubelet kubelet;
  private final PlayedClients clients;
  private final Map<String, PlayedPod> pods = new LinkedHashMap<>();
  private final Set<String> leaving = new TreeSet<>();
  private final Later later = new Later("endpoints");
  private int used = FIRST_POD;
  private int made;

  private PlayedCluster(Lab lab, Manifests manifests, Unpacked image, Path folder, Story story) {
    this.lab = lab;
    this.manifests = manifests;
    this.story = story;
    String name = "understudy-nodes." + NAMESPACE + ".svc.cluster.local";
    dns = new Dns(lab, lab.host(0), name, DNS_LAG, folder);
    engine = new Engine(lab, image, dns.configuration(), folder);
    kubelet = new PlayedKubelet(lab, lab.host(1), folder, this::changed);
    clients = new PlayedClients(lab, lab.host(2), "kv", folder, story);
    firewalls =
        new Firewalls(
            manifests.all(NetworkPolicy.class),
            List.of(
                new Peer(lab.host(2).address(), CLIENT_LABELS),
                new Peer(stranger().address(), Map.of())),
            lab.host(1).address());
  }

  /** Why nothing can be played here. */
  static Optional<String> missing() {
    return Stream.of(Lab.missing(), Manifests.missing(), Dns.missing(), Firewalls.missing())
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A cluster without pods yet. */
  static PlayedCluster open(Manifests manifests, Unpacked image, Path folder, Story story) {
    return new PlayedCluster(Lab.open(HOSTS), manifests, image, folder, story);
  }

  Engine engine() {
    return engine;
  }

  Firewalls firewalls() {
    return firewalls;
  }

  Dns dns() {
    return dns;
  }

  PlayedClients clients() {
    return clients;
  }

  /** A host that is no part of the group. */
  Host stranger() {
    return lab.host(3);
  }

  Host client() {
    return lab.host(2);
  }

  synchronized List<PlayedPod> pods() {
    return List.copyOf(pods.values());
  }

  synchronized PlayedPod pod(String name) {
    PlayedPod pod = pods.get(name);
    if (pod == null) {
      throw new IllegalArgumentException("there is no pod " + name);
    }
    return pod;
  }

  /** What pods of StatefulSets, or of Deployments, are to be. */
  PodPlan plan(boolean stateful) {
    return PodPlan.of(manifests, stateful);
  }

  /** Makes all pods, at once. */
  void startAll() {
    for (PodPlan plan : PodPlan.of(manifests)) {
      for (int i = 0; i < plan.replicas(); i++) {
        start(plan, i);
      }
    }
  }

  /** Makes a pod with another address than any had before. */
  PlayedPod start(PodPlan plan, int ordinal) {
    return start(plan, ordinal, Map.of());
  }

  /** Likewise, with something else in its environment than the manifests say. */
  synchronized PlayedPod start(PodPlan plan, int ordinal, Map<String, String> wrong) {
    Host host = lab.host(used++);
    made++;
    String name = plan.workload() + "-" + (plan.stateful() ? "" + ordinal : "x" + made);
    String number = plan.stateful() ? "" + ordinal : "";
    PodIdentity identity = new PodIdentity(NAMESPACE, name, number, host.address());
    ContainerStart actual = ContainerStart.of(manifests, plan, identity).with(wrong);
    PlayedPod planned = new PlayedPod(host, identity, plan, actual, Optional.empty());
    Collection<PlayedPod> with = new ArrayList<>(pods.values());
    with.add(planned);
    firewalls.hold(with);
    story.tell("makes " + name + " at " + host.address());
    PlayedPod pod = run(planned);
    publish();
    return pod;
  }

  /** Starts the container of a pod again, whose former one has ended. The address stays. */
  synchronized PlayedPod restart(PlayedPod pod) {
    story.tell("starts the container of " + pod.name() + " again");
    return run(pod);
  }

  private PlayedPod run(PlayedPod planned) {
    PlayedPod pod = engine.start(planned);
    pods.put(pod.name(), pod);
    kubelet.probe(pod);
    return pod;
  }

  /** Waits until a pod is ready. */
  void awaitReady(String name) {
    Patience.await(name + " to be ready", READY, () -> kubelet.isReady(name));
  }

  /** Waits until the container of a pod has started, whether it is ready or not. */
  void awaitStarted(String name) {
    Patience.await(name + " to have started", READY, () -> kubelet.hasStarted(name));
  }

  /** Runs a command in the container of a pod, and tells what it says; returns its exit code. */
  int execute(PlayedPod pod, List<String> command) {
    return engine.execute(pod, command, line -> story.tell(pod.name() + ": " + line));
  }

  boolean isReady(String name) {
    return kubelet.isReady(name);
  }

  /** Pods that a kubelet would have restarted, for a probe that failed. */
  Set<String> wouldBeRestarted() {
    return kubelet.wouldBeRestarted();
  }

  /**
   * Deletes a pod as Kubernetes does: it is no endpoint any more, its preStop runs, it gets
   * SIGTERM, and SIGKILL when the grace of its manifest is over, which is for both together.
   *
   * @return its exit code
   */
  int delete(PlayedPod pod) {
    story.tell("deletes " + pod.name());
    Duration grace = pod.plan().grace();
    long from = System.nanoTime();
    later.after(ENDPOINTS_LAG, () -> leaves(pod));
    preStop(pod, grace);
    HostProcess process = pod.process().orElseThrow();
    boolean inTime = process.end(grace.minusNanos(System.nanoTime() - from));
    Scene.require(inTime, pod.name() + " is killed: its grace is over");
    int code = process.exitCode().orElse(-1);
    story.tell(pod.name() + " ended with exit code " + code);
    gone(pod);
    return code;
  }

  /** A container that is there no more, for whatever reason; its pod is neither. */
  synchronized void gone(PlayedPod pod) {
    kubelet.forget(pod);
    pods.remove(pod.name(), pod);
    leaving.remove(pod.name());
    publish();
    endpoints();
  }

  /** Tells the most memory that pods had, all scenes together. */
  void tellMemory() {
    Map<String, Long> most = engine.mostMemory();
    for (PodPlan plan : PodPlan.of(manifests)) {
      long limit = Engine.limit(plan) / KIBI;
      long had = most.getOrDefault(plan.workload(), 0L);
      story.tell(
          "%s: at most %d MiB of its limit of %d MiB"
              .formatted(plan.workload(), had / KIBI, limit / KIBI));
      Scene.require(had < limit, plan.workload() + " had more memory than its limit");
    }
  }

  @Override
  public void close() {
    later.close();
    engine.close();
    dns.close();
    lab.close();
  }

  private void preStop(PlayedPod pod, Duration most) {
    var lifecycle = pod.plan().container().getLifecycle();
    if (lifecycle == null) {
      return;
    }
    List<String> command = lifecycle.getPreStop().getExec().getCommand();
    int code = engine.execute(pod, command, most, line -> story.tell("preStop: " + line));
    Scene.require(code == 0, "the preStop of " + pod.name() + " ended with exit code " + code);
  }

  private synchronized void publish() {
    dns.publish(pods.values().stream().map(PlayedPod::address).toList());
  }

  private void changed(String what) {
    story.tell(what);
    endpoints();
  }

  private synchronized void leaves(PlayedPod pod) {
    if (pods.containsValue(pod)) {
      leaving.add(pod.name());
      endpoints();
    }
  }

  /** The Service is for members. */
  private synchronized void endpoints() {
    clients.endpoints(
        pods.values().stream()
            .filter(pod -> pod.plan().stateful() && kubelet.isReady(pod.name()))
            .filter(pod -> !leaving.contains(pod.name()))
            .map(pod -> "http://" + pod.address() + ":" + pod.port("http"))
            .toList());
  }
}
