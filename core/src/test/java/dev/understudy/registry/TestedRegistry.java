package dev.understudy.registry;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import java.util.ArrayList;
import java.util.List;

/** A name server with a clock, and what it wanted done since it was last looked at. */
final class TestedRegistry {

  static final long RENEW = 100;

  final Registry registry;
  private final List<RegistryEffect> effects = new ArrayList<>();
  private long now;

  TestedRegistry() {
    this(RegistryLimits.DEFAULT, RegistryRules.STANDARD);
  }

  TestedRegistry(RegistryLimits limits, RegistryRules rules) {
    registry = new Registry(RENEW, limits, rules);
    step(new RegistryInput.Tick(now));
  }

  /** One that is no longer warming up. */
  static TestedRegistry warm() {
    return warm(RegistryLimits.DEFAULT, RegistryRules.STANDARD);
  }

  static TestedRegistry warm(RegistryLimits limits, RegistryRules rules) {
    TestedRegistry registry = new TestedRegistry(limits, rules);
    registry.pass(RENEW);
    return registry;
  }

  void pass(long millis) {
    now += millis;
    step(new RegistryInput.Tick(now));
  }

  void publish(Registrations... registrations) {
    List<Registration> all = new ArrayList<>();
    for (Registrations one : registrations) {
      all.add(one.registration());
    }
    step(new RegistryInput.Published(all));
  }

  /** A node tells of its servers: {@code from} which version of its list, to the next one. */
  void publishOfNode(long node, long from, Registrations... registrations) {
    List<Registration> all = new ArrayList<>();
    for (Registrations one : registrations) {
      all.add(one.registration());
    }
    step(new RegistryInput.NodePublished(node, from, from + 1, all));
  }

  void renewNode(long node, long version) {
    step(new RegistryInput.NodeRenewed(node, version));
  }

  Answer ask(Question question) {
    List<RegistryEffect> answered = registry.step(new RegistryInput.Asked(7, question));
    RegistryEffect.Answered answer = (RegistryEffect.Answered) answered.get(0);
    return answer.answer();
  }

  Answer lookup() {
    return ask(new Question.Lookup("g"));
  }

  /** The number of the server that a lookup names; -1 if it names none. */
  int master() {
    return lookup() instanceof Answer.MasterIs is ? is.retained().server().number() : -1;
  }

  /** The triggers published since the last call. */
  List<RegistryEffect.PublishDuplicate> triggers() {
    List<RegistryEffect.PublishDuplicate> triggers = new ArrayList<>();
    effects.removeIf(
        effect ->
            effect instanceof RegistryEffect.PublishDuplicate duplicate && triggers.add(duplicate));
    return triggers;
  }

  /** The events of this type told since the last call. */
  List<Event> events(EventType type) {
    List<Event> events = new ArrayList<>();
    effects.removeIf(
        effect ->
            effect instanceof RegistryEffect.Tell tell
                && tell.event().type() == type
                && events.add(tell.event()));
    return events;
  }

  private void step(RegistryInput input) {
    effects.addAll(registry.step(input));
  }
}
