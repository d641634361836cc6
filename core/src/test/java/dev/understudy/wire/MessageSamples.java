package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.member.AdmissionMessage.Alive;
import dev.understudy.member.AdmissionMessage.Challenge;
import dev.understudy.member.AdmissionMessage.FreshAnswer;
import dev.understudy.member.AdmissionMessage.Hello;
import dev.understudy.member.AdmissionMessage.NormalAnswer;
import dev.understudy.member.AdmissionMessage.OtherConfiguration;
import dev.understudy.member.AdmissionMessage.Outlived;
import dev.understudy.member.AdmissionMessage.RecoveryRequest;
import dev.understudy.member.ElectionMessage.Announcement;
import dev.understudy.member.ElectionMessage.Goodbye;
import dev.understudy.member.ElectionMessage.HandoverRequest;
import dev.understudy.member.ElectionMessage.NoPromise;
import dev.understudy.member.ElectionMessage.Promise;
import dev.understudy.member.ElectionMessage.StandNow;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.ElectionMessage.WouldNot;
import dev.understudy.member.ElectionMessage.WouldPromise;
import dev.understudy.member.ElectionMessage.WouldYou;
import dev.understudy.member.Message;
import dev.understudy.member.MonitoringMessage.Comparison;
import dev.understudy.member.MonitoringMessage.ComparisonWanted;
import dev.understudy.member.MonitoringMessage.ComparisonWon;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.member.MonitoringMessage.ProgressQuestion;
import dev.understudy.member.ReplicationMessage.Accepted;
import dev.understudy.member.ReplicationMessage.Append;
import dev.understudy.member.ReplicationMessage.DigestDiffers;
import dev.understudy.member.ReplicationMessage.Lacking;
import dev.understudy.member.ReplicationMessage.Refused;
import dev.understudy.member.ReplicationMessage.Synchronizing;
import dev.understudy.member.ReplicationMessage.TooFarBehind;
import dev.understudy.member.SynchronizationMessage.Chunk;
import dev.understudy.member.SynchronizationMessage.ChunkRequest;
import dev.understudy.member.SynchronizationMessage.DivergedPart;
import dev.understudy.member.SynchronizationMessage.DivergedTaken;
import dev.understudy.member.SynchronizationMessage.DivergedWanted;
import dev.understudy.member.SynchronizationMessage.DoTerminate;
import dev.understudy.member.SynchronizationMessage.MayTerminate;
import dev.understudy.member.SynchronizationMessage.NoTransfer;
import dev.understudy.member.SynchronizationMessage.NotMaster;
import dev.understudy.member.SynchronizationMessage.Offer;
import dev.understudy.member.SynchronizationMessage.Preparing;
import dev.understudy.member.SynchronizationMessage.Resume;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages of servers, from a seed: all kinds with equal chances. */
class MessageSamples extends ValueSamples {

  MessageSamples(long seed) {
    super(seed);
  }

  Message message() {
    return switch (random.nextInt(5)) {
      case 0 -> replication();
      case 1 -> election();
      case 2 -> admission();
      case 3 -> synchronization();
      default -> monitoring();
    };
  }

  private Message replication() {
    return switch (random.nextInt(7)) {
      case 0 -> append();
      case 1 -> new Accepted(epoch(), natural(), natural(), digest(), natural());
      case 2 -> new Lacking(epoch(), natural(), natural());
      case 3 -> new Synchronizing(epoch(), natural());
      case 4 -> new Refused(epoch());
      case 5 -> new TooFarBehind(epoch());
      default -> new DigestDiffers(epoch(), natural());
    };
  }

  private Append append() {
    Epoch epoch = epoch();
    Epoch before = epoch();
    EntryKey previous =
        new EntryKey(before.isAfter(epoch) ? epoch : before, Math.min(natural(), 1L << 60));
    return new Append(epoch, natural(), previous, entries(previous, epoch), natural(), inSync());
  }

  private Message election() {
    return switch (random.nextInt(10)) {
      case 0 -> new WouldYou(epoch(), key());
      case 1 -> new WouldPromise(epoch());
      case 2 -> new WouldNot(epoch(), epoch(), server());
      case 3 -> new WillYou(epoch(), key());
      case 4 -> new Promise(epoch(), incarnations(), inSync());
      case 5 -> new NoPromise(epoch(), epoch(), key());
      case 6 -> new StandNow(epoch());
      case 7 -> new HandoverRequest(epoch(), priority());
      case 8 -> new Announcement(epoch());
      default -> new Goodbye();
    };
  }

  private Map<ServerId, Incarnation> incarnations() {
    Map<ServerId, Incarnation> incarnations = new TreeMap<>();
    list(5, this::server).forEach(server -> incarnations.put(server, incarnation()));
    return incarnations;
  }

  private Message admission() {
    return switch (random.nextInt(8)) {
      case 0 -> new Hello(priority());
      case 1 -> new RecoveryRequest(incarnation(), any());
      case 2 -> new FreshAnswer(incarnation(), any());
      case 3 -> new NormalAnswer(incarnation(), any(), epoch(), incarnation(), flag());
      case 4 -> new Outlived(incarnation());
      case 5 -> new Challenge(any());
      case 6 -> new Alive(any());
      default -> new OtherConfiguration(List.of("mode CONSISTENT", "voters [1]"));
    };
  }

  private Message synchronization() {
    return switch (random.nextInt(13)) {
      case 0 -> new SynchronizationRequest(any(), epoch(), history(), natural(), flag());
      case 1 -> new Resume(any(), epoch());
      case 2 -> new DivergedWanted(any(), epoch(), natural());
      case 3 -> new DivergedPart(any(), whole(), list(4, this::diverged), flag());
      case 4 -> new DivergedTaken(any(), whole());
      case 5 -> new Offer(any(), epoch(), any(), whole(), any());
      case 6 -> new ChunkRequest(any(), whole(), whole());
      case 7 -> new Chunk(any(), whole(), payload(), any());
      case 8 -> new NoTransfer(any());
      case 9 -> new NotMaster(any(), epoch(), server());
      case 10 -> new MayTerminate(whole());
      case 11 -> new Preparing(any());
      default -> new DoTerminate();
    };
  }

  private Message monitoring() {
    return switch (random.nextInt(5)) {
      case 0 -> new ProgressQuestion(any());
      case 1 -> new ProgressAnswer(any(), flag(), epoch(), natural(), priority());
      case 2 -> new ComparisonWanted(epoch());
      case 3 -> new Comparison(registration());
      default -> new ComparisonWon(registration());
    };
  }
}
