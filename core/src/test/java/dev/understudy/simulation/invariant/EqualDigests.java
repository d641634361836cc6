package dev.understudy.simulation.invariant;

import dev.understudy.log.Digest;
import java.util.HashMap;
import java.util.Map;

/** Servers that executed the same prefix have the same digest (protocol section 2.5). */
final class EqualDigests extends Invariant {

  private final Map<Life, Digest> before = new HashMap<>();

  EqualDigests() {
    super("equal prefixes have equal digests");
  }

  @Override
  void stepped(Life life) {
    Digest digest = life.view().digest();
    if (digest.equals(before.put(life, digest)) && !life.jumped()) {
      return;
    }
    require(
        digest.index() <= life.last().index(),
        life,
        "executed " + digest + " beyond " + life.last());
    Node node = life.at(digest.index());
    require(node.hasDigest(digest.value()), life, "has another digest than others at " + node);
  }

  @Override
  boolean restsOnStates() {
    return true;
  }
}
