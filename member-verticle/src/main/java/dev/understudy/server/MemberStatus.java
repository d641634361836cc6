package dev.understudy.server;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.member.MemberView;
import dev.understudy.monitoring.SelfMonitor.LastCheck;
import dev.understudy.wire.ControlProtocol.RecordName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member as JSON, as {@link dev.understudy.wire.ControlProtocol} has it. */
final class MemberStatus implements MemberReport {

  /** One answer's records: so that it is no larger than what else travels on the event bus. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final Identity identity;
  private final MemberView view;
  private final DropCounts drops;
  private final Clock clock;

  MemberStatus(Identity identity, MemberView view, DropCounts drops, Clock clock) {
    this.identity = identity;
    this.view = view;
    this.drops = drops;
    this.clock = clock;
  }

  @Override
  public JsonObject status() {
    return new JsonObject()
        .put("group", identity.group())
        .put("mode", lower(identity.configuration().membership().mode()))
        .put("voters", numbers(identity.configuration().membership().voters()))
        .put("serverId", identity.self().number())
        .put("role", lower(view.role()))
        .put("epoch", text(view.epoch()))
        .put("promised", text(view.promised()))
        .put("master", number(view.master()))
        .put("lastIndex", view.lastIndex())
        .put("commitIndex", view.commitIndex())
        .put("executedIndex", view.executedIndex())
        .put("digest", hex(view.digest().value()))
        .put("inSync", view.isInSync())
        .put("synchronizing", view.isSynchronizing())
        .put("receivedStateBytes", view.receivedStateBytes())
        .put("totalStateBytes", view.totalStateBytes())
        .put("inFlightBytes", view.inFlightBytes())
        .put("inSyncServers", numbers(view.inSync().servers()))
        .put("priority", new JsonArray(view.priority().values()))
        .put("sessions", view.sessions())
        .put("divergedRecords", view.diverged().size())
        .put("startedAt", view.incarnation().startMillis())
        .put("upMillis", Math.max(0, clock.wallMillis() - view.incarnation().startMillis()))
        .put("lastCheck", json(view.lastCheck()))
        .put("dropped", drops.toJson());
  }

  @Override
  public JsonObject digestAt(long index) {
    JsonObject answer =
        new JsonObject().put("serverId", identity.self().number()).put("index", index);
    view.digestAt(index)
        .ifPresentOrElse(value -> answer.put("digest", hex(value)), () -> answer.putNull("digest"));
    return answer;
  }

  @Override
  public JsonObject diverged(int from, int most) {
    JsonArray records = new JsonArray();
    Optional<Integer> next = Optional.empty();
    int place = 0;
    long bytes = 0;
    for (DivergedRecord record : view.diverged()) {
      boolean full = records.size() >= most || (bytes > MOST_BYTES && !records.isEmpty());
      if (place >= from && full) {
        next = Optional.of(place);
        break;
      }
      if (place >= from) {
        records.add(json(record));
        bytes += record.size();
      }
      place++;
    }
    return new JsonObject().put("records", records).put("next", next.orElse(null));
  }

  @Override
  public List<EntryKey> keys(List<RecordName> names) {
    List<EntryKey> keys = new ArrayList<>();
    if (names.isEmpty()) {
      return keys;
    }
    for (DivergedRecord record : view.diverged()) {
      EntryKey key = record.key();
      if (names.contains(new RecordName(key.epoch().toString(), key.index()))) {
        keys.add(key);
      }
    }
    return keys;
  }

  private JsonObject json(LastCheck check) {
    long agoMillis = clock.nowMillis() - check.atMillis();
    return new JsonObject()
        .put("time", clock.wallMillis() - agoMillis)
        .put("agoMillis", agoMillis)
        .put("trigger", lower(check.trigger()))
        .put("result", check.result())
        .put("explanation", check.explanation());
  }

  private static JsonObject json(DivergedRecord record) {
    return new JsonObject()
        .put("epoch", record.key().epoch().toString())
        .put("index", record.key().index())
        .put("session", record.session().toString())
        .put("sequence", record.sequence())
        .put("payload", base64(record.payload()))
        .put("result", json(record.result()))
        .put("server", number(record.server()));
  }

  private static JsonObject json(Result result) {
    JsonObject json = new JsonObject();
    if (result instanceof Result.Returned returned) {
      json.put("returned", base64(returned.value()));
    } else if (result instanceof Result.Threw threw) {
      json.put("threw", threw.message());
    } else if (result instanceof Result.TooLarge tooLarge) {
      json.put("tooLarge", tooLarge.length());
    }
    return json;
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private static String hex(long digest) {
    return HexFormat.of().toHexDigits(digest);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonArray numbers(List<ServerId> servers) {
    return new JsonArray(servers.stream().map(ServerId::number).toList());
  }

  private static @Nullable Integer number(ServerId server) {
    return server.isNone() ? null : server.number();
  }

  private static @Nullable String text(Epoch epoch) {
    return epoch.isNone() ? null : epoch.toString();
  }
}
