package dev.understudy.wire;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.member.Message;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.List;

/** One message on the event bus. {@link Addresses} says which frame travels where. */
public sealed interface Frame {

  /**
   * A server to a server of its group, or to all of them.
   *
   * @param configurationHash of the sender's group; a frame with another hash is refused
   */
  record ServerFrame(
      ServerId from, Incarnation incarnation, long configurationHash, Message message)
      implements Frame {}

  /** A client to a server, in this order; replies go to {@code client}. */
  record ClientFrame(ClientAddress client, List<ClientMessage> messages) implements Frame {
    public ClientFrame {
      messages = List.copyOf(messages);
    }

    public ClientFrame(ClientAddress client, ClientMessage message) {
      this(client, List.of(message));
    }
  }

  /** A server to a client. */
  record ReplyFrame(List<ClientReply> replies) implements Frame {
    public ReplyFrame {
      replies = List.copyOf(replies);
    }
  }

  /** Anybody to any name server, as a request of the event bus. */
  record QuestionFrame(Question question) implements Frame {}

  /** The reply to a {@link QuestionFrame}. */
  record AnswerFrame(Answer answer) implements Frame {}

  /**
   * Servers of a node to all name servers: all of them, or those that changed.
   *
   * @param node a number that no other node has
   * @param from the version of the node's list that this continues; 0 for the first part of all
   * @param to the version that it makes, above {@code from}
   */
  record RegistrationsFrame(long node, long from, long to, List<Registration> registrations)
      implements Frame {
    public RegistrationsFrame {
      registrations = List.copyOf(registrations);
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("versions: from at least 0, to above it");
      }
    }
  }

  /** A node to all name servers: everything up to this version of its list is renewed. */
  record RenewalFrame(long node, long version) implements Frame {}

  /** A node to all others: it is there, and speaks for its servers if it is spoken to. */
  record HelloFrame(long node) implements Frame {}

  /** A node to another one, every heartbeat interval. */
  record BeatFrame(Beat beat) implements Frame {}

  /**
   * A name server to a group that has more masters than it wants (protocol section 6, claims 20 and
   * 31).
   *
   * @param retained the master that is kept
   * @param superseded the others
   * @param highest epoch of all of them
   */
  record DuplicateRegistrationFrame(
      String group, ServerId retained, List<ServerId> superseded, Epoch highest) implements Frame {
    public DuplicateRegistrationFrame {
      superseded = List.copyOf(superseded);
    }
  }

  /** A person to all servers of a group: check yourselves now. */
  record CheckNowFrame(String group) implements Frame {}
}
