package dev.understudy.client;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A group with one history, whose master moves: what servers and name servers know of it may be
 * old. Counts how often each payload was executed.
 */
final class FakeGroup {

  static final int SERVERS = 3;

  private final Random random;
  private final int[] knownMaster = new int[SERVERS + 1];
  private final long[] knownEpoch = new long[SERVERS + 1];
  private final Map<SessionId, Map<Long, EntryKey>> sessions = new TreeMap<>();
  private final Map<String, Integer> executions = new TreeMap<>();
  private int master;
  private int registered;
  private long epoch;
  private long index;
  private double overload;

  FakeGroup(Random random) {
    this.random = random;
  }

  int executionsOf(String payload) {
    return executions.getOrDefault(payload, 0);
  }

  /** How likely a request is refused. */
  void setOverload(double likelihood) {
    overload = likelihood;
  }

  void loseMaster() {
    master = 0;
  }

  void elect(int server) {
    master = server;
    epoch++;
    learn(server);
  }

  /** The server, 0 for the name server, learns who is master. */
  void learn(int server) {
    if (server == 0) {
      registered = master;
    } else {
      knownMaster[server] = master;
      knownEpoch[server] = epoch;
    }
  }

  void expireSessions() {
    sessions.clear();
  }

  Optional<ClientInput.Announced> announcement() {
    return master == 0
        ? Optional.empty()
        : Optional.of(new ClientInput.Announced(new ServerId(master), epochOf(epoch)));
  }

  Answer answer(Question question) {
    List<Registration> all = new ArrayList<>();
    for (int server = 1; server <= SERVERS; server++) {
      Role role = server == registered ? Role.MASTER : Role.BACKUP;
      all.add(TestedClient.registrationOf(server, Math.max(1, epoch), role));
    }
    if (question instanceof Question.Roster) {
      return new Answer.RosterIs(registered > 0, all);
    }
    return registered == 0
        ? new Answer.NoMaster(InSync.NONE)
        : new Answer.MasterIs(all.get(registered - 1), random.nextInt(600), InSync.NONE);
  }

  List<ClientReply> receive(int server, ClientMessage message) {
    if (message instanceof ClientMessage.StaleQuery query) {
      return List.of(new ClientReply.QueryDone(query.queryId(), Result.NOTHING, index, 0, false));
    }
    if (message instanceof ClientMessage.WhoIsMaster) {
      return knownMaster[server] == 0 ? List.of() : List.of(notMaster(server));
    }
    if (server != master) {
      return List.of(notMaster(server));
    }
    if (message instanceof ClientMessage.Query query) {
      return List.of(new ClientReply.QueryDone(query.queryId(), Result.NOTHING, index, 0, true));
    }
    if (message instanceof ClientMessage.OpenSession open) {
      return List.of(open(open));
    }
    return take((ClientMessage.Requests) message);
  }

  private ClientReply notMaster(int server) {
    boolean none = knownMaster[server] == 0 || (knownMaster[server] == server && server != master);
    ServerId named = none ? ServerId.NONE : new ServerId(knownMaster[server]);
    return new ClientReply.NotMaster(named, epochOf(knownEpoch[server]));
  }

  private ClientReply open(ClientMessage.OpenSession open) {
    if (isOverloaded()) {
      return new ClientReply.OpenRefused(open.nonce(), Refusal.OVERLOADED);
    }
    SessionId session = new SessionId(nextKey());
    sessions.put(session, new TreeMap<>());
    return new ClientReply.SessionOpened(open.nonce(), session);
  }

  private List<ClientReply> take(ClientMessage.Requests requests) {
    Map<Long, EntryKey> executed = sessions.get(requests.session());
    List<ClientReply> replies = new ArrayList<>();
    boolean inOrder =
        requests.after() < requests.acknowledgedBelow()
            || (executed != null && executed.containsKey(requests.after()));
    for (ClientMessage.Call call : requests.calls()) {
      if (executed == null) {
        replies.add(refused(requests, call, Refusal.SESSION_EXPIRED));
        continue;
      }
      EntryKey key = executed.get(call.sequence());
      if (key == null && isOverloaded()) {
        replies.add(refused(requests, call, Refusal.OVERLOADED));
        inOrder = false;
        continue;
      }
      if (key == null && !inOrder) {
        replies.add(refused(requests, call, Refusal.OUT_OF_ORDER));
        continue;
      }
      if (key == null) {
        key = nextKey();
        executed.put(call.sequence(), key);
        executions.merge(call.payload().toUtf8(), 1, Integer::sum);
      }
      Result echo = new Result.Returned(Bytes.utf8(call.payload().toUtf8()));
      replies.add(new ClientReply.Done(requests.session(), call.sequence(), echo, key));
    }
    return replies;
  }

  private static ClientReply refused(
      ClientMessage.Requests requests, ClientMessage.Call call, Refusal refusal) {
    return new ClientReply.Refused(requests.session(), call.sequence(), refusal);
  }

  private boolean isOverloaded() {
    return random.nextDouble() < overload;
  }

  private EntryKey nextKey() {
    return new EntryKey(epochOf(epoch), ++index);
  }

  private static Epoch epochOf(long number) {
    return number == 0 ? Epoch.NONE : TestedClient.epochOf(number, 1);
  }
}
