package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Limits;
import dev.understudy.group.ServerId;
import dev.understudy.group.TestLimits;
import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.BytesWriter;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EntryReader;
import dev.understudy.log.EntryWriter;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The replicated table of protocol section 8: results kept, retries recognised, expiry, transfer.
 */
class SessionTableTest {

  private static final long EXPIRY = 1_000;

  private final SessionTable table = new SessionTable(limits(3, 16, 4), EXPIRY);

  private static Limits limits(int sessions, int results, int gaps) {
    return TestLimits.with(
        Map.of("sessions", sessions, "sessionResults", results, "sessionGaps", gaps));
  }

  private static SessionId id(long index) {
    Epoch epoch = new Epoch(Generation.FIRST, 1, new ServerId(1), new Incarnation(1, 1));
    return new SessionId(new EntryKey(epoch, index));
  }

  private static Result result(long number) {
    return new Result.Returned(Bytes.utf8("result " + number));
  }

  private Session open(long index, long clock) {
    table.open(id(index), clock);
    return table.find(id(index), clock).orElseThrow();
  }

  private static Bytes written(SessionTable table) {
    BytesWriter out = new BytesWriter(0);
    table.write(new EntryWriter(out));
    return out.toBytes();
  }

  private static void read(SessionTable table, Bytes bytes) {
    BytesReader in = new BytesReader(bytes);
    table.read(new EntryReader(in, 1_000));
    in.requireEnd();
  }

  @Test
  void keepsTheFirstResultForARetry() {
    Session session = open(1, 0);
    table.record(session, 0, 5, result(5));

    assertThat(session.executed().contains(0)).isTrue();
    assertThat(session.indexOf(0)).isEqualTo(5);
    assertThat(session.resultOf(0)).isEqualTo(result(5));
    assertThat(session.indexOf(1)).isZero();
  }

  @Test
  void forgetsResultsThatTheClientHasAndStillKnowsThatTheyWereExecuted() {
    Session session = open(1, 0);
    for (long sequence = 0; sequence < 6; sequence++) {
      table.record(session, sequence, 10 + sequence, result(sequence));
    }
    table.use(session, 7, 4);

    assertThat(session.indexOf(3)).isZero();
    assertThat(session.indexOf(4)).isEqualTo(14);
    assertThat(session.executed().contains(3)).isTrue();
    assertThat(session.lastUsedMillis()).isEqualTo(7);
  }

  @Test
  void neverGoesBackToAnEarlierAcknowledgementOrClock() {
    Session session = open(1, 100);
    table.use(session, 200, 9);
    table.use(session, 150, 3);

    assertThat(session.acknowledgedBelow()).isEqualTo(9);
    assertThat(session.lastUsedMillis()).isEqualTo(200);
  }

  @Test
  void knowsWhichSequencesAreTooFarAheadToKeepTheirResults() {
    Session session = open(1, 0);

    assertThat(session.isBeyondWindow(15, 0)).isFalse();
    assertThat(session.isBeyondWindow(16, 0)).isTrue();
    assertThat(session.isBeyondWindow(16, 1)).isFalse();
  }

  @Test
  void doesNotKnowASessionThatWasNeverOpenedOrIsUnusedForTooLong() {
    open(1, 100);

    assertThat(table.find(id(2), 100)).isEmpty();
    assertThat(table.find(id(1), 100 + EXPIRY)).isPresent();
    assertThat(table.find(id(1), 101 + EXPIRY)).isEmpty();
  }

  @Test
  void sweepsExpiredSessions() {
    open(1, 0);
    table.sweep(0);
    table.use(open(2, 0), EXPIRY, 0);
    table.sweep(EXPIRY + 1);

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.find(id(2), EXPIRY + 1)).isPresent();
  }

  @Test
  void givesUpTheSessionUnusedForLongestWhenThereAreTooMany() {
    open(1, 10);
    open(2, 5);
    open(3, 20);
    assertThat(table.isFull()).isTrue();
    open(4, 30);

    assertThat(table.size()).isEqualTo(3);
    assertThat(table.find(id(2), 30)).isEmpty();
    assertThat(table.find(id(1), 30)).isPresent();
  }

  @Test
  void isTheSameAfterATransfer() {
    for (int seed = 1; seed <= 200; seed++) {
      SessionTable original = randomTable(new Random(seed));
      Bytes bytes = written(original);
      SessionTable copy = new SessionTable(limits(3, 16, 4), EXPIRY);
      copy.open(id(99), 0);
      read(copy, bytes);

      assertThat(written(copy)).isEqualTo(bytes);
      assertThat(copy.size()).isEqualTo(original.size());
      for (long index = 1; index <= 5; index++) {
        verifyEqual(original, copy, id(index));
      }
    }
  }

  private static SessionTable randomTable(Random random) {
    SessionTable table = new SessionTable(limits(3, 16, 4), EXPIRY);
    long next = 0;
    for (int step = 0; step < random.nextInt(120); step++) {
      long clock = 10L * step;
      SessionId id = id(1 + random.nextInt(5));
      if (table.find(id, clock).isEmpty()) {
        table.open(id, clock);
      }
      Session session = table.find(id, clock).orElseThrow();
      table.use(session, clock, Math.max(0, next - random.nextInt(12)));
      table.record(session, next + random.nextInt(3), step + 1L, result(step));
      next += random.nextInt(3);
      table.sweep(clock);
    }
    return table;
  }

  private static void verifyEqual(SessionTable one, SessionTable other, SessionId id) {
    assertThat(other.find(id, 0).isPresent()).isEqualTo(one.find(id, 0).isPresent());
    if (one.find(id, 0).isEmpty()) {
      return;
    }
    Session original = one.find(id, 0).orElseThrow();
    Session copy = other.find(id, 0).orElseThrow();
    assertThat(copy.acknowledgedBelow()).isEqualTo(original.acknowledgedBelow());
    assertThat(copy.lastUsedMillis()).isEqualTo(original.lastUsedMillis());
    for (long sequence = 0; sequence < 300; sequence++) {
      assertThat(copy.executed().contains(sequence))
          .isEqualTo(original.executed().contains(sequence));
      assertThat(copy.indexOf(sequence)).isEqualTo(original.indexOf(sequence));
      if (original.indexOf(sequence) > 0) {
        assertThat(copy.resultOf(sequence)).isEqualTo(original.resultOf(sequence));
      }
    }
  }

  @Test
  void refusesATransferThatIsCutOffOrDamagedAndFailsInNoOtherWay() {
    Random random = new Random(4);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = written(randomTable(new Random(round % 50))).toArray();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
      try {
        read(new SessionTable(limits(3, 16, 4), EXPIRY), Bytes.of(bytes, 0, length));
      } catch (MalformedException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(5_000);
  }
}
