package dev.understudy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.log.BytesReader.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is written is read back; what is not ends in one exception. */
class BytesWriterReaderTest {

  private static final List<Long> EDGES =
      List.of(
          0L,
          1L,
          127L,
          128L,
          16_383L,
          16_384L,
          (long) Integer.MAX_VALUE,
          Long.MAX_VALUE,
          -1L,
          Long.MIN_VALUE);

  private static BytesReader reader(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return new BytesReader(Bytes.of(array));
  }

  private static void assertMalformed(Runnable reading) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(reading::run);
  }

  @Test
  void readsBackNumbersOfEverySize() {
    for (long number : EDGES) {
      Bytes written = new BytesWriter(0).varint(number).i64(number).u8((int) number).toBytes();
      BytesReader in = new BytesReader(written);

      assertThat(in.varint()).isEqualTo(number);
      assertThat(in.i64()).isEqualTo(number);
      assertThat(in.u8()).isEqualTo((int) number & 0xff);
      in.requireEnd();
    }
  }

  @Test
  void takesOneByteForSmallNumbersAndTenAtMost() {
    assertThat(new BytesWriter(0).varint(127).length()).isEqualTo(1);
    assertThat(new BytesWriter(0).varint(128).length()).isEqualTo(2);
    assertThat(new BytesWriter(0).varint(-1).length()).isEqualTo(10);
  }

  @Test
  void readsBackAnySequenceOfValues() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      BytesWriter out = new BytesWriter(random.nextInt(20));
      List<Consumer<BytesReader>> checks = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        checks.add(writeOne(out, random));
      }
      BytesReader in = new BytesReader(embedded(out.toBytes(), random));
      checks.forEach(check -> check.accept(in));
      in.requireEnd();
    }
  }

  private static Consumer<BytesReader> writeOne(BytesWriter out, Random random) {
    long number = random.nextLong() >> random.nextInt(64);
    switch (random.nextInt(4)) {
      case 0 -> {
        out.varint(number);
        return in -> assertThat(in.varint()).isEqualTo(number);
      }
      case 1 -> {
        out.i64(number);
        return in -> assertThat(in.i64()).isEqualTo(number);
      }
      case 2 -> {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        out.bytes(Bytes.of(bytes));
        return in -> assertThat(in.bytes(50)).isEqualTo(Bytes.of(bytes));
      }
      default -> {
        String text = "grüße " + number;
        out.text(text);
        return in -> assertThat(in.text(100)).isEqualTo(text);
      }
    }
  }

  /** The same bytes, somewhere in a larger array. */
  private static Bytes embedded(Bytes bytes, Random random) {
    int before = random.nextInt(9);
    byte[] larger = new byte[before + bytes.length() + random.nextInt(9)];
    random.nextBytes(larger);
    bytes.copyTo(larger, before);
    return Bytes.of(larger, before, bytes.length());
  }

  @Test
  void refusesWhatEndsTooEarly() {
    assertMalformed(() -> reader().u8());
    assertMalformed(() -> reader(1, 2, 3, 4, 5, 6, 7).i64());
    assertMalformed(() -> reader(0x80).varint());
    assertMalformed(() -> reader(3, 1, 2).bytes(10));
  }

  @Test
  void refusesANumberOfMoreThanTenBytes() {
    assertMalformed(
        () -> reader(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1).varint());
  }

  @Test
  void refusesACountThatIsNegativeOrOverItsBound() {
    BytesReader negative = new BytesReader(new BytesWriter(0).varint(-1).toBytes());
    BytesReader tooMany = new BytesReader(new BytesWriter(0).varint(11).toBytes());

    assertMalformed(() -> negative.count(10));
    assertMalformed(() -> tooMany.bytes(10));
  }

  @Test
  void refusesBytesThatAreLeftOver() {
    BytesReader in = reader(1, 2);
    in.u8();

    assertMalformed(in::requireEnd);
    assertThat(in.rest()).isEqualTo(Bytes.of(new byte[] {2}));
    in.requireEnd();
  }

  @Test
  void staysWithinThePieceThatItReads() {
    BytesReader in = new BytesReader(Bytes.of(new byte[] {1, 2, 3, 4}, 1, 2));

    assertThat(in.u8()).isEqualTo(2);
    assertThat(in.u8()).isEqualTo(3);
    assertMalformed(in::u8);
  }
}
