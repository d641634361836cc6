package dev.understudy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.monitoring.Checksum;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes in several arrays are the same as in one. */
class PiecesTest {

  private static final int LONG = 3 * 1024 * 1024 + 123;

  private final Random random = new Random(7);
  private final BytesWriter one = new BytesWriter(0);
  private final PiecesWriter several = new PiecesWriter();

  private Bytes some(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private void write(int most) {
    Bytes value = some(most);
    long number = random.nextLong();
    one.u8((int) number).i64(number).bytes(value).raw(value);
    several.u8((int) number).i64(number).bytes(value).raw(value);
  }

  @Test
  void whatIsWrittenIsTheSame() {
    for (int most : new int[] {1, 10, 1_000, 100_000, LONG, 3}) {
      write(most);
    }
    assertThat(several.length()).isEqualTo(one.length()).isGreaterThan(1024 * 1024);
    assertThat(several.toPieces().toBytes()).isEqualTo(one.toBytes());
  }

  @Test
  void whatIsTakenPartByPartIsTheSame() {
    byte[] source = new byte[LONG];
    random.nextBytes(source);
    one.u8(1).bytes(Bytes.of(source));
    several
        .u8(1)
        .bytes(
            source.length,
            (from, array, offset, length) -> System.arraycopy(source, from, array, offset, length));
    assertThat(several.toPieces().toBytes()).isEqualTo(one.toBytes());
  }

  @Test
  void everySliceAndTheChecksumAreTheSame() {
    while (one.length() < LONG) {
      write(70_000);
    }
    Bytes bytes = one.toBytes();
    Pieces pieces = several.toPieces();
    assertThat(pieces.length()).isEqualTo(bytes.length());
    assertThat(Checksum.of(pieces)).isEqualTo(Checksum.of(bytes));
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(bytes.length());
      int size = random.nextInt(bytes.length() - from + 1);
      assertThat(pieces.slice(from, size).equals(bytes.slice(from, size)))
          .as("%d + %d", from, size)
          .isTrue();
    }
  }

  @Test
  void nothingIsAPieceToo() {
    Pieces nothing = several.toPieces();
    assertThat(nothing.length()).isZero();
    assertThat(nothing.toBytes()).isEqualTo(Bytes.EMPTY);
    assertThat(Checksum.of(nothing)).isEqualTo(Checksum.of(Bytes.EMPTY));
  }

  @Test
  void whatLiesInOneArrayIsNotCopied() {
    byte[] value = new byte[LONG];
    Pieces pieces = several.raw(Bytes.of(value)).toPieces();
    Bytes slice = pieces.slice(LONG - 1_000_000, 500);
    assertThat(slice.array()).isSameAs(pieces.slice(LONG - 1_000_000, 1).array());
  }

  @Test
  void whatLiesOutsideIsRefused() {
    Pieces pieces = several.u8(1).toPieces();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> pieces.slice(0, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> pieces.slice(-1, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> pieces.slice(1, Integer.MAX_VALUE));
  }
}
