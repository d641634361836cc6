package dev.understudy.member;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import java.util.List;

/** What a client of a {@link TestedGroup} does. */
final class Requests {

  private Requests() {}

  /** The session of the test's only client; opened when it is asked for first. */
  static SessionId session(TestedGroup group, TestedServer master) {
    if (opened(master).isEmpty()) {
      master.ask(new ClientMessage.OpenSession(1));
      group.run(50);
    }
    return opened(master).get(0).session();
  }

  static void send(TestedServer master, SessionId session, long sequence, String payload) {
    master.ask(
        new ClientMessage.Requests(
            session,
            0,
            ClientMessage.Requests.ANY_ORDER,
            List.of(new ClientMessage.Call(sequence, Bytes.utf8(payload)))));
  }

  /** The results that the client was given. */
  static List<ClientReply.Done> done(TestedServer master) {
    return master.replies().stream()
        .filter(ClientReply.Done.class::isInstance)
        .map(ClientReply.Done.class::cast)
        .toList();
  }

  private static List<ClientReply.SessionOpened> opened(TestedServer master) {
    return master.replies().stream()
        .filter(ClientReply.SessionOpened.class::isInstance)
        .map(ClientReply.SessionOpened.class::cast)
        .toList();
  }
}
