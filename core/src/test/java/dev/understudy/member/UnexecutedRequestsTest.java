package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which entry will execute which request. */
class UnexecutedRequestsTest {

  private final UnexecutedRequests requests = new UnexecutedRequests();

  @Test
  void knowsWhatATreeWouldKnow() {
    Random random = new Random(1);
    Map<SessionId, Map<Long, Long>> expected = new TreeMap<>();
    for (int i = 1; i <= 100_000; i++) {
      SessionId session = session(1 + random.nextInt(5));
      Map<Long, Long> known = expected.computeIfAbsent(session, id -> new TreeMap<>());
      long sequence = random.nextInt(20) == 0 ? 1L << random.nextInt(60) : random.nextInt(300);
      if (random.nextBoolean()) {
        requests.put(session, sequence, i);
        known.put(sequence, (long) i);
      } else {
        requests.remove(session, sequence);
        known.remove(sequence);
      }
      SessionId asked = session(1 + random.nextInt(5));
      assertThat(requests.get(asked, sequence))
          .isEqualTo(expected.getOrDefault(asked, Map.of()).getOrDefault(sequence, 0L));
    }
  }

  @Test
  void aClientThatLeavesOutNumbersCostsNoMore() {
    for (int bit = 5; bit < 60; bit++) {
      requests.put(session(1), 1L << bit, bit);
    }
    for (int bit = 5; bit < 60; bit++) {
      assertThat(requests.get(session(1), 1L << bit)).isEqualTo(bit);
    }
  }

  private static SessionId session(int index) {
    Epoch epoch = Epoch.NONE.next(new ServerId(1), new Incarnation(1, 1));
    return new SessionId(new EntryKey(epoch, index));
  }
}
