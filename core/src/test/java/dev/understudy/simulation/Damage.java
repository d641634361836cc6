package dev.understudy.simulation;

import dev.understudy.log.Bytes;
import dev.understudy.member.Message;
import dev.understudy.member.SynchronizationMessage.Chunk;

/** Damages chunks of states on their way. */
final class Damage {

  private final Dice dice;
  private int perMille;

  Damage(Dice dice, int perMille) {
    this.dice = dice;
    this.perMille = perMille;
  }

  void cease() {
    perMille = 0;
  }

  /** The message, or a damaged one in its place. */
  Message chunk(Message message) {
    if (!(message instanceof Chunk chunk)
        || chunk.bytes().length() == 0
        || !dice.chance(perMille)) {
      return message;
    }
    byte[] damaged = chunk.bytes().toArray();
    damaged[dice.below(damaged.length)] ^= (byte) (1 << dice.below(8));
    return new Chunk(chunk.transfer(), chunk.offset(), Bytes.of(damaged), chunk.checksum());
  }
}
