package dev.understudy.server;

import dev.understudy.log.EntryKey;
import dev.understudy.wire.ControlProtocol.RecordName;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a member tells of itself, as {@link dev.understudy.wire.ControlProtocol} has it. */
interface MemberReport {

  JsonObject status();

  JsonObject digestAt(long index);

  JsonObject diverged(int from, int most);

  /** The records of these names, as far as they are there. */
  List<EntryKey> keys(List<RecordName> names);
}
