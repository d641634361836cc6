package dev.understudy.wire;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientMessage.Call;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.log.SessionId;
import dev.understudy.member.LifeSign;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.BeatFrame;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.DuplicateRegistrationFrame;
import dev.understudy.wire.Frame.HelloFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Frames from a seed: half of them of servers, the rest of all other kinds. */
class FrameSamples extends MessageSamples {

  FrameSamples(long seed) {
    super(seed);
  }

  Frame frame() {
    return switch (random.nextInt(17)) {
      case 0 -> new ClientFrame(Addresses.client("c-" + random.nextInt()), clientMessages());
      case 1 -> new ReplyFrame(list(5, this::reply));
      case 2 -> new QuestionFrame(question());
      case 3 -> new AnswerFrame(answer());
      case 4 -> registrations();
      case 5 -> new DuplicateRegistrationFrame(group(), server(), list(4, this::server), epoch());
      case 6 -> new CheckNowFrame(group());
      case 7 -> new RenewalFrame(any(), natural());
      case 8 -> new HelloFrame(any());
      case 9 -> new BeatFrame(beat());
      default -> new ServerFrame(server(), incarnation(), any(), message());
    };
  }

  private Frame registrations() {
    long from = random.nextInt(1_000);
    return new RegistrationsFrame(any(), from, from + 1, list(4, this::registration));
  }

  private Beat beat() {
    return new Beat(
        any(),
        new Beat.Progress(natural(), natural(), natural(), natural(), natural()),
        any(),
        list(4, this::change));
  }

  private Beat.Change change() {
    return new Beat.Change(
        group(),
        server(),
        random.nextInt(Beat.MOST_LOOPS),
        flag() ? Optional.of(sign()) : Optional.empty());
  }

  private LifeSign sign() {
    return flag()
        ? new LifeSign.Leads(incarnation(), epoch())
        : new LifeSign.Follows(incarnation(), epoch(), natural(), natural(), natural());
  }

  private List<ClientMessage> clientMessages() {
    List<ClientMessage> messages = new ArrayList<>(list(3, this::clientMessage));
    messages.add(clientMessage());
    return messages;
  }

  ClientMessage clientMessage() {
    return switch (random.nextInt(5)) {
      case 0 -> new ClientMessage.OpenSession(any());
      case 1 -> requests();
      case 2 -> new ClientMessage.Query(any(), payload());
      case 3 -> new ClientMessage.StaleQuery(any(), payload());
      default -> new ClientMessage.WhoIsMaster();
    };
  }

  private ClientMessage requests() {
    List<Call> calls = new ArrayList<>();
    long sequence = random.nextInt(1_000);
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      calls.add(new Call(sequence, payload()));
      sequence += random.nextInt(1, 4);
    }
    return new ClientMessage.Requests(session(), natural(), natural() - 1, calls);
  }

  ClientReply reply() {
    SessionId session = session();
    return switch (random.nextInt(7)) {
      case 0 -> new ClientReply.SessionOpened(any(), session);
      case 1 -> new ClientReply.OpenRefused(any(), refusal());
      case 2 -> new ClientReply.Done(session, natural(), result(), key());
      case 3 -> new ClientReply.Refused(session, natural(), refusal());
      case 4 -> new ClientReply.QueryDone(any(), result(), natural(), natural(), flag());
      case 5 -> new ClientReply.QueryRefused(any(), refusal());
      default -> new ClientReply.NotMaster(server(), epoch());
    };
  }

  private Refusal refusal() {
    return oneOf(List.of(Refusal.values()));
  }

  Question question() {
    return switch (random.nextInt(4)) {
      case 0 -> new Question.Lookup(group());
      case 1 -> new Question.Roster(group());
      case 2 -> new Question.Groups("");
      default -> new Question.ConfirmInSync(group(), inSync());
    };
  }

  Answer answer() {
    return switch (random.nextInt(6)) {
      case 0 -> new Answer.WarmingUp();
      case 1 -> new Answer.NoMaster(inSync());
      case 2 -> new Answer.MasterIs(registration(), natural(), inSync());
      case 3 -> new Answer.RosterIs(flag(), list(4, this::registration));
      case 4 -> new Answer.GroupsAre(list(4, this::group));
      default -> new Answer.Confirmed(inSync());
    };
  }
}
