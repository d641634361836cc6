package dev.understudy.registry;

import dev.understudy.group.Event;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.RetentionCriterion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name server (protocol section 6): keeps the registrations of all groups as long as they are
 * renewed, retains one master of each, and triggers the self-monitoring of a group that has more.
 * Pure: inputs in, effects out. All its state is soft: a new one is complete after one renewal
 * interval, or once each node has told all of its servers again.
 *
 * <p>Guarantees: a registration expires {@code leaseMillis} after its last renewal; one that was
 * superseded counts as a master again only when its server registers anew; a lookup never names a
 * superseded or expired one. A renewal costs two map look-ups and a master's one pass over its
 * group, that of a whole node one map look-up, a lookup costs one.
 */
public final class Registry {

  /** Twice as long as a node with many servers takes to tell all of them again. */
  private static final long LONGEST_WAIT_FOR_NODES_MILLIS = 2_000;

  private final long renewMillis;
  private final RegistryLimits limits;
  private final RegistryRules rules;
  private final RegistryInput.Recipient inbox = new Inbox();
  private final Map<String, GroupRegistrations> groups = new LinkedHashMap<>();
  private final Map<Long, RegisteredNode> nodes = new LinkedHashMap<>();
  private final ExpiryQueue expiry = new ExpiryQueue();
  private final InSyncMemory memory;
  private List<RegistryEffect> effects = new ArrayList<>();
  private boolean started;
  private long nowMillis;
  private long warmMillis;
  private long longestWarmMillis;
  private long refusalEventMillis = Long.MIN_VALUE;
  private int registrations;
  private long refused;
  private long duplicates;

  /** A name server with the standard rules and default bounds. */
  public Registry(long renewMillis) {
    this(renewMillis, RegistryLimits.DEFAULT, RegistryRules.STANDARD);
  }

  /**
   * A name server.
   *
   * @param renewMillis the longest interval in which servers renew: until it has passed once,
   *     counted from the first tick, the answers are {@link Answer.WarmingUp}
   */
  public Registry(long renewMillis, RegistryLimits limits, RegistryRules rules) {
    this.renewMillis = renewMillis;
    this.limits = limits;
    this.rules = rules;
    this.memory = new InSyncMemory(limits.rememberedGroups());
  }

  public List<RegistryEffect> step(RegistryInput input) {
    input.deliver(inbox);
    if (effects.isEmpty()) {
      return List.of();
    }
    List<RegistryEffect> done = effects;
    effects = new ArrayList<>();
    return done;
  }

  /** When a tick is due at the latest; {@link Long#MAX_VALUE} if nothing waits for one. */
  public long deadlineMillis() {
    return expiry.nextMillis();
  }

  public RegistryView view() {
    return new RegistryView(isWarmingUp(), registrations, groups.size(), refused, duplicates);
  }

  /** What was seen of one group. */
  public GroupView view(String group) {
    GroupRegistrations known = groups.get(group);
    return known == null ? GroupView.UNKNOWN : known.view(nowMillis);
  }

  private boolean isWarmingUp() {
    return !started || nowMillis < warmMillis;
  }

  private void receive(Registration registration) {
    GroupRegistrations group = groups.get(registration.group());
    Optional<RegisteredServer> known =
        group == null ? Optional.empty() : group.find(registration.server());
    if (group == null || known.isEmpty()) {
      admit(registration);
    } else if (known.get().isRenewedBy(registration)) {
      renew(group, known.get());
      if (known.get().isSuperseded()) {
        repeat(group);
      }
    } else if (registration.replaces(known.get().registration())) {
      replace(group, known.get(), registration);
    }
  }

  private void renew(GroupRegistrations group, RegisteredServer server) {
    if (server.registration().isMaster()) {
      group.account(nowMillis);
    }
    server.renew(nowMillis);
  }

  /** The server with exactly this registration, if it was taken. */
  private Optional<RegisteredServer> find(Registration registration) {
    GroupRegistrations group = groups.get(registration.group());
    return group == null
        ? Optional.empty()
        : group.find(registration.server()).filter(known -> known.isRenewedBy(registration));
  }

  private void renew(RegisteredNode node) {
    if (node.wasSilent(nowMillis)) {
      // for that time they did not count
      node.servers().forEach(server -> groupOf(server).account(nowMillis));
    }
    node.renew(nowMillis);
    for (RegisteredServer server : node.servers()) {
      if (server.isSuperseded()) {
        repeat(groupOf(server));
      }
    }
  }

  private void repeat(GroupRegistrations group) {
    group.heardAgain(nowMillis).ifPresent(found -> report(group, found));
    group.repeat(nowMillis).ifPresent(found -> publish(group, found));
  }

  private GroupRegistrations groupOf(RegisteredServer server) {
    GroupRegistrations group = groups.get(server.registration().group());
    if (group == null) {
      throw new IllegalStateException(
          "a registration outlived its group: " + server.registration());
    }
    return group;
  }

  private void admit(Registration registration) {
    if (registration.server().isNone() || !GroupConfiguration.isName(registration.group())) {
      refused++;
      return;
    }
    GroupRegistrations group = groups.get(registration.group());
    boolean groupIsFull = group != null && group.size() >= limits.serversPerGroup();
    if (registrations >= limits.registrations() || groupIsFull) {
      refuse(registration);
      return;
    }
    if (group == null) {
      InSync remembered = memory.take(registration.group());
      group = new GroupRegistrations(registration.group(), remembered, rules, nowMillis);
      groups.put(registration.group(), group);
    }
    RegisteredServer server = new RegisteredServer(registration, nowMillis);
    group.account(nowMillis);
    group.add(server);
    registrations++;
    expiry.lookAt(server, server.expiresMillis(limits.leaseMillis()));
    group.remember(registration.inSync());
    if (registration.isMaster()) {
      tell(RegistryEvents.mastershipRegistered(registration));
      settle(group);
    }
  }

  private void replace(
      GroupRegistrations group, RegisteredServer server, Registration registration) {
    Registration before = server.registration();
    group.account(nowMillis);
    server.replace(registration, nowMillis);
    expiry.lookAt(server, server.expiresMillis(limits.leaseMillis()));
    group.remember(registration.inSync());
    if (registration.isMaster()
        && !(before.isMaster() && before.epoch().equals(registration.epoch()))) {
      tell(RegistryEvents.mastershipRegistered(registration));
    }
    if (registration.isMaster() || before.isMaster()) {
      settle(group);
    }
  }

  private void refuse(Registration registration) {
    refused++;
    if (nowMillis < refusalEventMillis) {
      return;
    }
    refusalEventMillis = nowMillis + limits.refusalEventMillis();
    tell(RegistryEvents.registrationsRefused(registration, registrations, refused));
  }

  private void settle(GroupRegistrations group) {
    group.settle(nowMillis).ifPresent(found -> report(group, found));
  }

  private void report(GroupRegistrations group, GroupRegistrations.Duplicates found) {
    duplicates++;
    List<RetentionCriterion> criteria = rules.retention(found.retained().lease());
    tell(RegistryEvents.duplicateRegistration(found, criteria));
    publish(group, found);
  }

  private void publish(GroupRegistrations group, GroupRegistrations.Duplicates found) {
    effects.add(
        new RegistryEffect.PublishDuplicate(
            group.name(), found.retained(), found.superseded(), found.highestEpoch()));
  }

  private void expire(RegisteredServer server) {
    Registration registration = server.registration();
    GroupRegistrations group = groupOf(server);
    group.account(nowMillis);
    group.remove(server);
    server.leaveNode();
    nodes.values().removeIf(node -> node.servers().isEmpty());
    registrations--;
    if (!server.isGone()) {
      tell(RegistryEvents.registrationExpired(registration, server.silentMillis(nowMillis)));
    }
    if (registration.isMaster()) {
      settle(group);
    }
    if (group.size() == 0) {
      groups.remove(group.name());
      memory.remember(group.name(), group.newestInSync());
    }
  }

  private void tell(Event event) {
    effects.add(new RegistryEffect.Tell(event));
  }

  private Answer answer(Question question) {
    if (question instanceof Question.ConfirmInSync confirm) {
      return new Answer.Confirmed(remember(confirm));
    }
    if (isWarmingUp()) {
      return new Answer.WarmingUp();
    }
    if (question instanceof Question.Groups) {
      return new Answer.GroupsAre(
          groups.values().stream()
              .filter(GroupRegistrations::isPresent)
              .map(GroupRegistrations::name)
              .sorted()
              .toList());
    }
    GroupRegistrations group = groups.get(question.group());
    if (question instanceof Question.Roster) {
      return group == null
          ? new Answer.RosterIs(false, List.of())
          : new Answer.RosterIs(group.retained().isPresent(), group.roster());
    }
    return group == null ? new Answer.NoMaster(memory.of(question.group())) : master(group);
  }

  private Answer master(GroupRegistrations group) {
    Optional<RegisteredServer> retained = group.retained();
    return retained.isEmpty()
        ? new Answer.NoMaster(group.newestInSync())
        : new Answer.MasterIs(
            retained.get().registration(),
            retained.get().silentMillis(nowMillis),
            group.newestInSync());
  }

  private InSync remember(Question.ConfirmInSync confirm) {
    GroupRegistrations group = groups.get(confirm.group());
    return group == null
        ? memory.remember(confirm.group(), confirm.inSync())
        : group.remember(confirm.inSync());
  }

  private final class Inbox implements RegistryInput.Recipient {
    @Override
    public void onTick(RegistryInput.Tick tick) {
      nowMillis = Math.max(nowMillis, tick.nowMillis());
      if (!started) {
        started = true;
        nowMillis = tick.nowMillis();
        warmMillis = nowMillis + renewMillis;
        longestWarmMillis = warmMillis + LONGEST_WAIT_FOR_NODES_MILLIS;
      }
      for (Optional<RegisteredServer> due = expiry.takeDue(nowMillis);
          due.isPresent();
          due = expiry.takeDue(nowMillis)) {
        long expires = due.get().expiresMillis(limits.leaseMillis());
        if (expires > nowMillis) {
          expiry.lookAt(due.get(), expires);
        } else {
          expire(due.get());
        }
      }
    }

    @Override
    public void onPublished(RegistryInput.Published published) {
      published.registrations().forEach(Registry.this::receive);
    }

    @Override
    public void onNodePublished(RegistryInput.NodePublished published) {
      published.registrations().forEach(Registry.this::receive);
      List<RegisteredServer> taken =
          published.registrations().stream().flatMap(one -> find(one).stream()).toList();
      if (taken.isEmpty() && !nodes.containsKey(published.node())) {
        return;
      }
      RegisteredNode node = nodes.computeIfAbsent(published.node(), number -> new RegisteredNode());
      boolean continues = node.take(published.from(), published.to());
      for (RegisteredServer server : taken) {
        if (continues && !server.isGone()) {
          server.joinNode(node);
        } else {
          server.leaveNode();
        }
      }
    }

    @Override
    public void onNodeRenewed(RegistryInput.NodeRenewed renewed) {
      RegisteredNode node = nodes.get(renewed.node());
      if (node != null && node.is(renewed.version())) {
        renew(node);
      } else {
        // it means servers that this name server was not told of yet
        warmMillis = Math.max(warmMillis, Math.min(longestWarmMillis, nowMillis + renewMillis));
      }
    }

    @Override
    public void onAsked(RegistryInput.Asked asked) {
      effects.add(new RegistryEffect.Answered(asked.askId(), answer(asked.question())));
    }
  }
}
