package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.List;

/**
 * All that a member wants done. The effects of one step are performed in their order; in particular
 * what {@link Persist} names is kept before anything after it is sent.
 */
public sealed interface Effect {

  /** Does each effect: one method per kind, so that the compiler names every forgotten one. */
  interface Performer {
    void send(Send send);

    void broadcast(Broadcast broadcast);

    void reply(Reply reply);

    void ask(Ask ask);

    void proveAddress(ProveAddress prove);

    void listenAnew(ListenAnew listen);

    void register(Register register);

    void execute(Execute execute);

    void query(Query query);

    void captureState(CaptureState capture);

    void restoreState(RestoreState restore);

    void persist(Persist persist);

    void tell(Tell tell);

    void answer(AnswerOperator answer);

    void depart(Depart depart);
  }

  void perform(Performer performer);

  /** Send to one server of the group. May get lost. */
  record Send(ServerId to, Message message) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.send(this);
    }
  }

  /** Publish to all servers of the group; {@code Announcement}s also reach its clients. */
  record Broadcast(Message message) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.broadcast(this);
    }
  }

  /** Send to a client. May get lost. */
  record Reply(ClientAddress client, List<ClientReply> replies) implements Effect {
    public Reply {
      replies = List.copyOf(replies);
    }

    @Override
    public void perform(Performer performer) {
      performer.reply(this);
    }
  }

  /** Ask any name server; the answer comes back as an input with the same number, or never. */
  record Ask(long questionId, Question question) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.ask(this);
    }
  }

  /**
   * Ask another server to reach this one at its address; answered with {@link Input.AddressProven},
   * or not at all if the other one cannot be asked.
   */
  record ProveAddress(long question, ServerId through) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.proveAddress(this);
    }
  }

  /** Listen at this server's address anew: what is sent there does not arrive. */
  record ListenAnew() implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.listenAnew(this);
    }
  }

  /**
   * Publish to all name servers: at once, and then every renewal interval until the next one or the
   * end of the process; that of a server that is gone only once.
   */
  record Register(Registration registration) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.register(this);
    }
  }

  /**
   * One request for the service.
   *
   * @param clockMillis of the entry: the time, for the service
   * @param seed of the entry: the randomness, for the service
   */
  record Invocation(long index, long clockMillis, long seed, Bytes payload) {}

  /** Have the service execute these, in order; answered with {@link Input.Executed}. */
  record Execute(List<Invocation> invocations) implements Effect {
    public Execute {
      invocations = List.copyOf(invocations);
    }

    @Override
    public void perform(Performer performer) {
      performer.execute(this);
    }
  }

  /** Have the service answer a query, after what was to be executed before. */
  record Query(long readId, Bytes payload) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.query(this);
    }
  }

  /**
   * Have the service write its state, after what was to be executed before.
   *
   * @param head what is to stand before it
   */
  record CaptureState(long captureId, Bytes head) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.captureState(this);
    }
  }

  /** Have the service take this state in place of its own, wholly or not at all. */
  record RestoreState(Bytes state) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.restoreState(this);
    }
  }

  /** Keep this promise. This version keeps it in memory only: nothing is to be done. */
  record Persist(Epoch promised) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.persist(this);
    }
  }

  /** Tell people and tools. */
  record Tell(Event event) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.tell(this);
    }
  }

  /** Answer the person who asked. */
  record AnswerOperator(long commandId, OperatorAnswer answer) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.answer(this);
    }
  }

  /** The server is no longer part of the group; {@code failed}: it had to terminate. */
  record Depart(boolean failed, String reason) implements Effect {
    @Override
    public void perform(Performer performer) {
      performer.depart(this);
    }
  }
}
