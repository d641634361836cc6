package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.ControlProtocol.Command;
import dev.understudy.wire.ControlProtocol.RecordName;
import dev.understudy.wire.Documents;
import dev.understudy.wire.JsonFields;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The requests whose history did not survive: read, replayed or removed. */
final class DivergedRoutes {

  /** Records that one answer shows at most, and their number if nothing else is asked for. */
  private static final int MOST_RECORDS = 10_000;

  private final NameServers nameServers;
  private final Servers servers;

  DivergedRoutes(NameServers nameServers, Servers servers) {
    this.nameServers = nameServers;
    this.servers = servers;
  }

  void mount(Border border) {
    border.on(HttpMethod.GET, "/api/groups/:group/diverged", AccessRole.READ, this::read);
    border.on(
        HttpMethod.POST,
        "/api/groups/:group/diverged/replays",
        AccessRole.OPERATE,
        exchange -> change(exchange, ControlProtocol.Replay::new));
    border.on(
        HttpMethod.DELETE,
        "/api/groups/:group/diverged",
        AccessRole.OPERATE,
        exchange -> change(exchange, ControlProtocol.Drop::new));
  }

  private Future<Void> read(Exchange exchange) {
    String group = exchange.group();
    int from = exchange.parameter("from", Integer.MAX_VALUE, 0);
    int most = exchange.parameter("most", MOST_RECORDS, MOST_RECORDS);
    return nameServers
        .roster(group)
        .compose(roster -> new Reading(group, roster, most).from(from))
        .compose(exchange::answer);
  }

  private Future<Void> change(Exchange exchange, Change change) {
    String group = exchange.group();
    Command command = exchange.fields("diverged records", fields -> command(fields, change));
    return nameServers
        .roster(group)
        .compose(roster -> servers.orderMaster(group, roster, command))
        .compose(exchange::answer);
  }

  private static Command command(JsonFields fields, Change change) {
    List<RecordName> names = new ArrayList<>();
    for (JsonObject element : fields.objects("records")) {
      JsonFields record = new JsonFields("record", element);
      names.add(new RecordName(record.text("epoch", ""), record.number("index", 0)));
      record.requireNoOthers();
    }
    if (names.isEmpty() && fields.has("records")) {
      throw HttpFailure.invalid("name a record, or leave \"records\" out for all");
    }
    if (!fields.has("expected")) {
      return change.of(names, OptionalInt.empty());
    }
    int expected = fields.count("expected", 0);
    if (expected < 0) {
      throw HttpFailure.invalid("\"expected\" has to be a number of records");
    }
    return change.of(names, OptionalInt.of(expected));
  }

  /** What is done with records. */
  private interface Change {

    /**
     * The command.
     *
     * @param records all if none is named
     * @param expected how many there have to be, if that matters
     */
    Command of(List<RecordName> records, OptionalInt expected);
  }

  /** Reads records page by page from the master, until there are enough or no more. */
  private final class Reading {

    /** What one answer shows at most, counted in characters. */
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    private final String group;
    private final Roster roster;
    private final int most;
    private final JsonArray records = new JsonArray();
    private long characters;

    Reading(String group, Roster roster, int most) {
      this.group = group;
      this.roster = roster;
      this.most = most;
    }

    Future<JsonObject> from(int place) {
      int page = Math.min(most - records.size(), ControlProtocol.MOST_RECORDS);
      return servers
          .orderMaster(group, roster, new ControlProtocol.Diverged(place, page))
          .compose(this::add);
    }

    private Future<JsonObject> add(JsonObject page) {
      for (JsonObject record : Documents.objects(page, "records")) {
        records.add(DivergedJson.shown(record));
        characters += DivergedJson.characters(record);
      }
      Object next = page.getValue("next");
      boolean full = records.size() >= most || characters >= MOST_CHARACTERS;
      return next instanceof Integer place && !full
          ? from(place)
          : Future.succeededFuture(new JsonObject().put("records", records).put("next", next));
    }
  }
}
