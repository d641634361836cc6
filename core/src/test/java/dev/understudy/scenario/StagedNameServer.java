package dev.understudy.scenario;

import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryEffect;
import dev.understudy.registry.RegistryInput;
import java.util.List;

/** A name server of a {@link Stage}. */
final class StagedNameServer implements RegistryEffect.Performer {

  private final Stage stage;
  private final int host;
  private final Registry registry;
  private Answer answer = new Answer.WarmingUp();

  StagedNameServer(Stage stage, int host) {
    this.stage = stage;
    this.host = host;
    this.registry = new Registry(stage.configuration().timings().renew());
  }

  int host() {
    return host;
  }

  void tick() {
    step(new RegistryInput.Tick(stage.now()));
  }

  void publish(Registration registration) {
    step(new RegistryInput.Published(List.of(registration)));
  }

  Answer ask(Question question) {
    step(new RegistryInput.Asked(1, question));
    return answer;
  }

  private void step(RegistryInput input) {
    registry.step(input).forEach(effect -> effect.perform(this));
  }

  @Override
  public void answered(RegistryEffect.Answered answered) {
    answer = answered.answer();
  }

  @Override
  public void publishDuplicate(RegistryEffect.PublishDuplicate duplicate) {
    stage.triggerAll(this);
  }

  @Override
  public void tell(RegistryEffect.Tell tell) {
    stage.tell(tell.event());
  }
}
