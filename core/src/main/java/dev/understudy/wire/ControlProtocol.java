package dev.understudy.wire;

import dev.understudy.group.ServerId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a person, or the gateway for one, asks of a server: JSON objects as requests on the server's
 * own address ({@link Addresses#server}), answered with a JSON object.
 *
 * <table>
 *   <caption>Commands</caption>
 *   <tr><th>request<th>answer
 *   <tr><td>{@code {"command":"status"}}
 *       <td>{@code {"group","mode","serverId","role","epoch","master","lastIndex","commitIndex",
 *       "executedIndex","inSync","priority","digest","lastCheck","divergedRecords",...}}
 *   <tr><td>{@code {"command":"digest","index":7}}
 *       <td>{@code {"serverId":1,"index":7,"digest":"0f.."}}; the digest is null where the server
 *       does not know that index, or not any more
 *   <tr><td>{@code {"command":"diverged","from":0,"most":100}}
 *       <td>{@code {"records":[..],"next":100}}: the records from that place on, as many as fit;
 *       {@code next} is null after the last. A record is {@code {"epoch","index","session",
 *       "sequence","payload","result","server"}} with payload in base64 and result as {@code
 *       {"returned":base64}}, {@code {"threw":text}}, {@code {"tooLarge":bytes}} or {@code {}}
 *   <tr><td>{@code {"command":"check"}} <td>{@code {"done":"what was found"}}
 *   <tr><td>{@code {"command":"transfer","serverId":2}} <td>{@code {"done":".."}}
 *   <tr><td>{@code {"command":"recover"}} <td>{@code {"done":".."}}
 *   <tr><td>{@code {"command":"replay","records":[{"epoch","index"},..],"expected":3}}; all if there
 *       is no list; refused if {@code expected} is there and they are not so many
 *       <td>{@code {"done":".."}} when the last was executed
 *   <tr><td>{@code {"command":"drop","records":[..],"expected":3}} likewise
 *       <td>{@code {"done":".."}} likewise
 *   <tr><td>{@code {"command":"reach","serverId":2}}: from server to server: ping that one
 *       <td>what it answered; {@code {"incarnation":null}} if it did not
 *   <tr><td>{@code {"command":"ping"}} <td>{@code {"incarnation":text}}, that of the process
 *   <tr><td>{@code {"command":"cut","servers":[2,3],"millis":3000}}: hear and tell those servers
 *       nothing for so long; refused unless the server's options allow it <td>{@code {"done":".."}}
 * </table>
 *
 * <p>What was not done is answered with {@code {"error":{"code","message"}}}; the code is one of
 * {@link FailureCode}, {@link #UNKNOWN_SERVER}, {@link #REFUSED} or {@link #UNFINISHED}; {@code
 * not-master} has the master, a number or null, beside it as {@code "master"}.
 *
 * <p>Name servers are asked all at once: {@code {"command":"name-servers","group":"kv",
 * "replyTo":address}}, published on {@link Addresses#REGISTRATIONS}; each sends to {@code replyTo},
 * an {@linkplain Addresses#client address of a client}, {@code
 * {"id","warmingUp","group","retained","epoch","registrations","millisWatched",
 * "millisWithSeveralMasters","millisWithNoMaster","duplicates","refused"}}. All of it is of the
 * group, {@code duplicates} being how often it began to have several masters, but for {@code
 * refused}.
 */
public final class ControlProtocol {

  /** There is no server of that number in the group. */
  public static final String UNKNOWN_SERVER = "unknown-server";

  /** Not possible as things stand; nothing was changed. */
  public static final String REFUSED = "refused";

  /** Done in part, as the message says: to be asked for again. */
  public static final String UNFINISHED = "unfinished";

  /** Records that one answer gives at most. */
  public static final int MOST_RECORDS = 1_000;

  /** The longest cut: ten minutes. */
  public static final long LONGEST_CUT_MILLIS = 600_000;

  private static final String COMMAND = "command";
  private static final String STATUS = "status";
  private static final String DIGEST = "digest";
  private static final String DIVERGED = "diverged";
  private static final String CHECK = "check";
  private static final String TRANSFER = "transfer";
  private static final String RECOVER = "recover";
  private static final String REPLAY = "replay";
  private static final String DROP = "drop";
  private static final String REACH = "reach";
  private static final String PING = "ping";
  private static final String CUT = "cut";
  private static final String NAME_SERVERS = "name-servers";

  private ControlProtocol() {}

  /** A command. */
  public sealed interface Command {}

  /** How are you? */
  public record Status() implements Command {}

  /** The digest at an index. */
  public record DigestAt(long index) implements Command {}

  /** Diverged records, at most {@code most}, from place {@code from} on. */
  public record Diverged(int from, int most) implements Command {}

  /** Check yourself. */
  public record Check() implements Command {}

  /** Hand the mastership over. */
  public record Transfer(ServerId target) implements Command {}

  /** Start a new generation from what you hold. */
  public record Recover() implements Command {}

  /** Execute these diverged records; all if none is named. */
  public record Replay(List<RecordName> records, OptionalInt expected) implements Command {
    public Replay {
      records = List.copyOf(records);
    }
  }

  /** Remove these diverged records; all if none is named. */
  public record Drop(List<RecordName> records, OptionalInt expected) implements Command {
    public Drop {
      records = List.copyOf(records);
    }
  }

  /** Does that server answer at its address? */
  public record Reach(ServerId server) implements Command {}

  /** Do you? */
  public record Ping() implements Command {}

  /** Be cut from these servers for a while: for demonstrations and tests. */
  public record Cut(List<ServerId> servers, long millis) implements Command {
    public Cut {
      servers = List.copyOf(servers);
      if (millis < 0 || millis > LONGEST_CUT_MILLIS) {
        throw new IllegalArgumentException("\"millis\" has to be 0 to " + LONGEST_CUT_MILLIS);
      }
    }
  }

  /** To name servers: what do you know of {@code group}? */
  public record NameServers(String group, String replyTo) implements Command {}

  /** A diverged record as a person names it: {@code epoch} as text. */
  public record RecordName(String epoch, long index) {}

  public static JsonObject json(Command command) {
    if (command instanceof DigestAt digest) {
      return named(DIGEST).put("index", digest.index());
    }
    if (command instanceof Diverged diverged) {
      return named(DIVERGED).put("from", diverged.from()).put("most", diverged.most());
    }
    if (command instanceof Transfer transfer) {
      return named(TRANSFER).put("serverId", transfer.target().number());
    }
    if (command instanceof Reach reach) {
      return named(REACH).put("serverId", reach.server().number());
    }
    if (command instanceof Replay replay) {
      return records(REPLAY, replay.records(), replay.expected());
    }
    if (command instanceof Drop drop) {
      return records(DROP, drop.records(), drop.expected());
    }
    if (command instanceof Cut cut) {
      List<Integer> servers = cut.servers().stream().map(ServerId::number).toList();
      return named(CUT).put("servers", new JsonArray(servers)).put("millis", cut.millis());
    }
    if (command instanceof NameServers all) {
      return named(NAME_SERVERS).put("group", all.group()).put("replyTo", all.replyTo());
    }
    return named(nameOf(command));
  }

  /** Of those that consist of their names. */
  private static String nameOf(Command command) {
    if (command instanceof Check) {
      return CHECK;
    }
    if (command instanceof Ping) {
      return PING;
    }
    return command instanceof Recover ? RECOVER : STATUS;
  }

  /**
   * The command that this is.
   *
   * @throws IllegalArgumentException with a message for people, if it is none
   */
  public static Command parse(JsonObject json) {
    JsonFields fields = new JsonFields(COMMAND, json);
    Command command = parse(fields.text(COMMAND, ""), fields);
    fields.requireNoOthers();
    return command;
  }

  /** The answer to a command that was carried out. */
  public static JsonObject done(String text) {
    return new JsonObject().put("done", text);
  }

  /** The answer to a command that was not carried out. */
  public static JsonObject error(String code, String message) {
    return new JsonObject()
        .put("error", new JsonObject().put("code", code).put("message", message));
  }

  /** The answer to a command that only a master carries out. */
  public static JsonObject notMaster(ServerId master) {
    JsonObject answer =
        error(FailureCode.NOT_MASTER.text(), "only the master does that: " + master);
    answer.getJsonObject("error").put("master", master.isNone() ? null : master.number());
    return answer;
  }

  private static Command parse(String name, JsonFields fields) {
    return switch (name) {
      case STATUS -> new Status();
      case DIGEST -> new DigestAt(fields.number("index", 0));
      case DIVERGED ->
          new Diverged(
              within(fields.count("from", 0), Integer.MAX_VALUE),
              within(fields.count("most", MOST_RECORDS), MOST_RECORDS));
      case CHECK -> new Check();
      case TRANSFER -> new Transfer(new ServerId(fields.count("serverId", ServerId.HIGHEST + 1)));
      case REACH -> new Reach(new ServerId(fields.count("serverId", ServerId.HIGHEST + 1)));
      case PING -> new Ping();
      case RECOVER -> new Recover();
      case REPLAY -> new Replay(records(fields), expected(fields));
      case DROP -> new Drop(records(fields), expected(fields));
      case CUT ->
          new Cut(
              fields.counts("servers").stream().map(ServerId::new).toList(),
              fields.number("millis", 0));
      case NAME_SERVERS -> new NameServers(fields.text("group", ""), replyTo(fields));
      default -> throw new IllegalArgumentException("there is no such command");
    };
  }

  private static String replyTo(JsonFields fields) {
    String address = fields.text("replyTo", "");
    if (!Addresses.isClient(address)) {
      throw new IllegalArgumentException("\"replyTo\" has to be a client's address");
    }
    return address;
  }

  private static List<RecordName> records(JsonFields fields) {
    List<RecordName> records = new ArrayList<>();
    for (JsonObject element : fields.objects("records")) {
      JsonFields record = new JsonFields("record", element);
      records.add(new RecordName(record.text("epoch", ""), record.number("index", 0)));
      record.requireNoOthers();
    }
    return records;
  }

  private static OptionalInt expected(JsonFields fields) {
    return fields.has("expected")
        ? OptionalInt.of(within(fields.count("expected", 0), Integer.MAX_VALUE))
        : OptionalInt.empty();
  }

  private static int within(int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException("places and numbers of records have to be 0 to " + most);
    }
    return value;
  }

  private static JsonObject named(String name) {
    return new JsonObject().put(COMMAND, name);
  }

  private static JsonObject records(String name, List<RecordName> records, OptionalInt expected) {
    JsonArray names = new JsonArray();
    for (RecordName record : records) {
      names.add(new JsonObject().put("epoch", record.epoch()).put("index", record.index()));
    }
    JsonObject command = named(name).put("records", names);
    expected.ifPresent(number -> command.put("expected", number));
    return command;
  }
}
