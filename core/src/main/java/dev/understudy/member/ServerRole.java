package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Result;
import dev.understudy.registry.Answer;
import java.util.Optional;

/**
 * What a server does in one role. A method that a role does not override is something that this
 * role ignores: it was meant for another one, and whoever sent it will find out and send again.
 */
abstract class ServerRole
    implements ReplicationMessage.Recipient, ElectionMessage.Recipient, AdmissionMessage.Recipient {

  final ServerState state;
  final Transitions transitions;

  ServerRole(ServerState state, Transitions transitions) {
    this.state = state;
    this.transitions = transitions;
  }

  abstract Role role();

  /** Whom this server takes for its master; itself if it is one. */
  abstract ServerId master();

  /** The mastership that it exercises or follows. */
  abstract Epoch epoch();

  /** Whether it is as far as its master's group needs: ready to serve or to take over. */
  abstract boolean isInSync();

  /** The master that is alive as far as this server can tell; none if none is. */
  ServerId liveMaster() {
    return ServerId.NONE;
  }

  /** Whether it follows, or is, the master of the highest epoch it promised (section 5). */
  boolean isNormal() {
    return false;
  }

  void tick() {}

  /** What its node may say on its behalf; empty if it has something else to say, or nothing. */
  Optional<LifeSign> lifeSign() {
    return Optional.empty();
  }

  /** A sign of a life that is the one that this server knows. */
  void onSign(ServerId from, LifeSign sign, long atMillis) {}

  long deadlineMillis() {
    return Long.MAX_VALUE;
  }

  boolean wantsFlush() {
    return false;
  }

  void flush() {}

  /** After every step, when execution has advanced. */
  void settle() {}

  void onServerLost(ServerId server) {}

  /** A server, or a later life of one, has answered a challenge and is heard from now on. */
  void onMet(ServerId server) {}

  void onNameServer(long questionId, Answer answer) {}

  void onQueried(long readId, Result result) {}

  void onStateCaptured(long captureId, Optional<CapturedState> captured) {}

  void onCommand(long commandId, OperatorCommand command) {
    state.out().add(new Effect.AnswerOperator(commandId, new OperatorAnswer.NotMaster(master())));
  }

  void onClient(ClientAddress client, ClientMessage message) {
    state.out().reply(client, new ClientReply.NotMaster(master(), epoch()));
  }

  /** The role ends. */
  void leave() {}

  @Override
  public void onAppend(ServerId from, ReplicationMessage.Append append) {}

  @Override
  public void onAccepted(ServerId from, ReplicationMessage.Accepted accepted) {}

  @Override
  public void onLacking(ServerId from, ReplicationMessage.Lacking lacking) {}

  @Override
  public void onSynchronizing(ServerId from, ReplicationMessage.Synchronizing synchronizing) {}

  @Override
  public void onRefused(ServerId from, ReplicationMessage.Refused refused) {
    state.see(refused.promised());
  }

  @Override
  public void onDigestDiffers(ServerId from, ReplicationMessage.DigestDiffers differs) {}

  @Override
  public void onTooFarBehind(ServerId from, ReplicationMessage.TooFarBehind behind) {}

  @Override
  public void onWouldYou(ServerId from, ElectionMessage.WouldYou wouldYou) {
    Voting.consider(this, from, wouldYou);
  }

  @Override
  public void onWouldPromise(ServerId from, ElectionMessage.WouldPromise wouldPromise) {
    answered(from, wouldPromise.epoch());
  }

  @Override
  public void onWouldNot(ServerId from, ElectionMessage.WouldNot wouldNot) {
    state.see(wouldNot.promised());
  }

  @Override
  public void onWillYou(ServerId from, ElectionMessage.WillYou willYou) {
    Voting.decide(this, from, willYou);
  }

  private void answered(ServerId from, Epoch asked) {
    if (asked.owner().equals(state.self()) && state.membership().isVoter(from)) {
      state.contention().answered(from);
    }
  }

  /** This server just promised {@code epoch} to its owner. */
  void promisedTo(Epoch epoch) {}

  /** Whether it may promise {@code from} now, the epochs and logs aside. */
  boolean mayPromise(ServerId from) {
    return true;
  }

  @Override
  public void onPromise(ServerId from, ElectionMessage.Promise promise) {
    answered(from, promise.epoch());
  }

  @Override
  public void onNoPromise(ServerId from, ElectionMessage.NoPromise noPromise) {
    answered(from, noPromise.epoch());
    state.see(noPromise.promised());
  }

  @Override
  public void onStandNow(ServerId from, ElectionMessage.StandNow standNow) {}

  @Override
  public void onHandoverRequest(ServerId from, ElectionMessage.HandoverRequest request) {}

  @Override
  public void onAnnouncement(ServerId from, ElectionMessage.Announcement announcement) {}

  @Override
  public void onGoodbye(ServerId from, ElectionMessage.Goodbye goodbye) {
    onServerLost(from);
  }

  @Override
  public void onHello(ServerId from, AdmissionMessage.Hello hello) {}

  @Override
  public void onRecoveryRequest(ServerId from, AdmissionMessage.RecoveryRequest request) {}

  @Override
  public void onFreshAnswer(ServerId from, AdmissionMessage.FreshAnswer answer) {}

  @Override
  public void onNormalAnswer(ServerId from, AdmissionMessage.NormalAnswer answer) {}

  @Override
  public void onOutlived(ServerId from, AdmissionMessage.Outlived outlived) {}

  @Override
  public void onChallenge(ServerId from, AdmissionMessage.Challenge challenge) {}

  @Override
  public void onAlive(ServerId from, AdmissionMessage.Alive alive) {}

  @Override
  public void onOtherConfiguration(ServerId from, AdmissionMessage.OtherConfiguration other) {}
}
