package dev.understudy.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.BytesReader.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Entries, records, results and histories are read back as written; anything else is refused. */
class EntryWriterReaderTest {

  private static final int MOST_BYTES = 64;

  private final Random random = new Random(17);

  private Epoch epoch() {
    Generation generation =
        random.nextInt(4) == 0 ? new Generation(2, random.nextLong()) : Generation.FIRST;
    return new Epoch(
        generation,
        1 + random.nextInt(3),
        new ServerId(random.nextInt(3)),
        new Incarnation(random.nextInt(2), random.nextLong()));
  }

  private long natural() {
    return random.nextLong(EntryReader.HIGHEST + 1);
  }

  private EntryKey key() {
    return random.nextInt(9) == 0 ? EntryKey.NONE : new EntryKey(epoch(), random.nextInt(1_000));
  }

  private SessionId session() {
    return new SessionId(key());
  }

  private Bytes payload() {
    byte[] bytes = new byte[random.nextInt(MOST_BYTES + 1)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private Result result() {
    return switch (random.nextInt(6)) {
      case 0 -> Result.NOTHING;
      case 1 -> new Result.Returned(payload());
      case 2 -> new Result.Threw("é".repeat(random.nextInt(600)));
      case 3 -> new Result.TooLarge(random.nextInt(Integer.MAX_VALUE));
      case 4 -> new Result.SessionUnknown();
      default -> new Result.Superseded();
    };
  }

  private DivergedRecord record() {
    return new DivergedRecord(
        key(), session(), random.nextInt(99), payload(), result(), new ServerId(4));
  }

  private Command command() {
    return switch (random.nextInt(6)) {
      case 0 -> new Command.Empty();
      case 1 -> new Command.OpenSession();
      case 2 -> new Command.Request(session(), natural(), 5, payload());
      case 3 -> new Command.Diverged(record());
      case 4 -> new Command.Replay(key());
      default -> new Command.Drop(key());
    };
  }

  private Entry entry(Epoch epoch) {
    return new Entry(random.nextInt(9_999), epoch, natural(), command());
  }

  /** Entries as a log has them: most follow one of the same epoch. */
  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    Epoch epoch = epoch();
    for (int i = 0; i < 20; i++) {
      epoch = random.nextInt(5) == 0 ? epoch() : epoch;
      entries.add(entry(epoch));
    }
    return entries;
  }

  private EpochHistory history() {
    EpochHistory history = EpochHistory.EMPTY;
    for (int i = 1; i <= random.nextInt(9); i++) {
      history =
          history.with(
              new Epoch(Generation.FIRST, i, new ServerId(i), new Incarnation(i, 1)), 3L * i);
    }
    return history;
  }

  private static Bytes written(List<Entry> entries) {
    BytesWriter out = new BytesWriter(0);
    EntryWriter writer = new EntryWriter(out);
    entries.forEach(writer::entry);
    return out.toBytes();
  }

  private static EntryReader reader(Bytes bytes) {
    return new EntryReader(new BytesReader(bytes), MOST_BYTES);
  }

  private static List<Entry> read(Bytes bytes) {
    EntryReader in = reader(bytes);
    List<Entry> entries = new ArrayList<>();
    while (in.in().remaining() > 0) {
      entries.add(in.entry());
    }
    return entries;
  }

  @Test
  void readsBackEntriesOfEveryKind() {
    for (int round = 0; round < 500; round++) {
      List<Entry> entries = entries();

      assertThat(read(written(entries))).isEqualTo(entries);
    }
  }

  @Test
  void readsBackHistoriesAndServersBetweenOtherValues() {
    for (int round = 0; round < 500; round++) {
      EpochHistory history = history();
      Epoch epoch = epoch();
      BytesWriter out = new BytesWriter(0);
      EntryWriter writer = new EntryWriter(out);
      writer.epoch(epoch);
      writer.server(ServerId.NONE);
      writer.history(history);
      writer.epoch(epoch);
      writer.server(new ServerId(ServerId.HIGHEST));
      EntryReader in = reader(out.toBytes());

      assertThat(in.epoch()).isEqualTo(epoch);
      assertThat(in.server()).isEqualTo(ServerId.NONE);
      assertThat(in.history()).isEqualTo(history);
      assertThat(in.epoch()).isEqualTo(epoch);
      assertThat(in.server()).isEqualTo(new ServerId(ServerId.HIGHEST));
      in.in().requireEnd();
    }
  }

  @Test
  void takesFewBytesForAnEntryOfTheSameEpochAndSession() {
    Epoch epoch = epoch();
    SessionId session = new SessionId(new EntryKey(epoch, 1));
    Entry first = new Entry(2, epoch, 9, new Command.Request(session, 1, 0, Bytes.EMPTY));
    Entry second = new Entry(3, epoch, 9, new Command.Request(session, 2, 0, Bytes.EMPTY));
    int alone = written(List.of(first)).length();

    assertThat(written(List.of(first, second)).length() - alone).isLessThanOrEqualTo(9);
  }

  @Test
  void refusesEntriesThatAreCutOffAnywhere() {
    for (int round = 0; round < 50; round++) {
      Bytes whole = written(List.of(entry(epoch())));
      for (int length = 1; length < whole.length(); length++) {
        Bytes cut = whole.slice(0, length);
        assertThat(isRefused(cut)).as("%s of %s bytes", length, whole.length()).isTrue();
      }
    }
  }

  @Test
  void refusesPayloadsOverItsBound() {
    Bytes large = Bytes.of(new byte[MOST_BYTES + 1]);
    Entry entry = new Entry(1, epoch(), 0, new Command.Request(session(), 1, 0, large));

    assertThat(isRefused(written(List.of(entry)))).isTrue();
  }

  @Test
  void neverFailsOtherwiseThanByRefusingWhateverTheBytesAre() {
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes = written(entries()).toArray();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
      Bytes hostile = Bytes.of(bytes);
      isRefused(hostile);
      isHistoryRefused(hostile);
    }
  }

  private static boolean isRefused(Bytes bytes) {
    try {
      read(bytes);
      return false;
    } catch (MalformedException e) {
      return true;
    }
  }

  private static boolean isHistoryRefused(Bytes bytes) {
    try {
      reader(bytes).history();
      return false;
    } catch (MalformedException e) {
      return true;
    }
  }
}
