package dev.understudy.monitoring;

import dev.understudy.log.Bytes;
import dev.understudy.member.SynchronizationMessage.Chunk;
import dev.understudy.member.SynchronizationMessage.ChunkRequest;
import dev.understudy.member.SynchronizationMessage.Offer;
import java.util.BitSet;

/**
 * A state on its way here (protocol section 7, recovery step 2): checked chunk by chunk and as a
 * whole, fetched a window at a time, resumed where it stopped.
 */
final class Transfer {

  private static final int WINDOW_CHUNKS = 8;

  private final Offer offer;
  private final int chunkBytes;
  private final byte[] array;
  private final BitSet arrived = new BitSet();
  private int firstMissing;
  private int requestedTo;

  Transfer(Offer offer, int chunkBytes) {
    this.offer = offer;
    this.chunkBytes = chunkBytes;
    this.array = new byte[offer.totalBytes()];
  }

  Offer offer() {
    return offer;
  }

  /** What to ask for next: everything missing of the next window. */
  ChunkRequest request() {
    int offset = firstMissing * chunkBytes;
    int end = (int) Math.min(array.length, offset + (long) WINDOW_CHUNKS * chunkBytes);
    requestedTo = end;
    return new ChunkRequest(offer.transfer(), offset, end - offset);
  }

  /** Takes a chunk; returns whether its checksum was right. */
  boolean take(Chunk chunk) {
    if (Checksum.of(chunk.bytes()) != chunk.checksum()) {
      return false;
    }
    boolean fits =
        chunk.offset() % chunkBytes == 0
            && chunk.offset() >= 0
            && chunk.bytes().length() == Math.min(chunkBytes, array.length - chunk.offset());
    if (!fits) {
      return false;
    }
    chunk.bytes().copyTo(array, chunk.offset());
    arrived.set(chunk.offset() / chunkBytes);
    firstMissing = arrived.nextClearBit(firstMissing);
    return true;
  }

  /** Whether all of the last request arrived. */
  boolean wantsMore() {
    return received() < array.length && received() >= requestedTo;
  }

  /** Bytes from the start on without a gap. */
  int received() {
    return (int) Math.min(array.length, (long) firstMissing * chunkBytes);
  }

  boolean isChecksumRight() {
    return Checksum.of(Bytes.of(array)) == offer.checksum();
  }

  Bytes bytes() {
    return Bytes.of(array);
  }
}
