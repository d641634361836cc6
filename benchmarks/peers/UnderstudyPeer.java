package peers;

import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import dev.understudy.sdk.Reply;
import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Understudy among the others: three members of one CONSISTENT group, each a node of its own, a
 * fourth process with the name server, and this process as the client. Sessions, digests and
 * self-monitoring are on, as always; a write is acknowledged when a quorum has it.
 *
 * <p>Variants: {@code consistent}; for fail-over {@code default}, and {@code tuned} with the timings
 * below.
 */
public final class UnderstudyPeer implements Bench.Peer {

  private static final String GROUP = "peers";
  private static final int SERVERS = 3;
  private static final int NAME_SERVER = SERVERS;
  private static final int CLIENT = SERVERS + 1;
  private static final int CLUSTER_PORT = 16701;
  private static final int BUS_PORT = 16801;
  private static final long TUNED_RESEND_MILLIS = 60;

  @Override
  public String name() {
    return "understudy";
  }

  @Override
  public List<String> perf() {
    return List.of("consistent");
  }

  @Override
  public List<List<String>> commands(String variant, Path dir) {
    List<List<String>> all = new ArrayList<>();
    for (int id = 0; id <= NAME_SERVER; id++) {
      all.add(Bench.jvm(this, variant, id, dir.resolve("s" + id)));
    }
    return all;
  }

  @Override
  public void serve(String variant, int id, Path dir) throws Exception {
    JsonObject settings = node(id);
    if (id == NAME_SERVER) {
      settings.put("nameServer", new JsonObject());
    } else {
      settings.put("members", new JsonArray().add(member(variant, id)));
    }
    start(settings);
  }

  @Override
  public Bench.Client client(String variant, Path dir) throws Exception {
    Vertx vertx = start(node(CLIENT)).vertx();
    GroupClientOptions options = new GroupClientOptions().setGroup(GROUP);
    if (variant.equals("tuned")) {
      options.setResendMillis(TUNED_RESEND_MILLIS);
    }
    return new GroupCalls(vertx, vertx.getOrCreateContext(), GroupClient.create(vertx, options));
  }

  private static JsonObject member(String variant, int id) {
    JsonObject member =
        new JsonObject()
            .put("group", GROUP)
            .put("serverId", id + 1)
            .put("voters", new JsonArray(List.of(1, 2, 3)))
            .put("service", Counting.class.getName());
    if (variant.equals("tuned")) {
      member.put(
          "timings",
          new JsonObject()
              .put("heartbeatMillis", 20)
              .put("failureMillis", 100)
              .put("electionStepMillis", 20)
              .put("electionWindowMillis", 60));
    }
    return member;
  }

  private static JsonObject node(int id) {
    return new JsonObject()
        .put("clusterName", "peers")
        .put("clusterPort", CLUSTER_PORT + id)
        .put("busPort", BUS_PORT + id)
        .put("join", new JsonArray().add("127.0.0.1:" + (CLUSTER_PORT + NAME_SERVER)));
  }

  private static Node start(JsonObject settings) throws Exception {
    return Node.start(NodeSettings.parse(settings), UnderstudyPeer.class.getClassLoader())
        .toCompletionStage()
        .toCompletableFuture()
        .get(50, TimeUnit.SECONDS);
  }

  /** Calls are made on one event loop, as a Vert.x program makes them. */
  private static final class GroupCalls implements Bench.Client {

    private final Vertx vertx;
    private final Context context;
    private final GroupClient client;
    private volatile String epoch = "";

    GroupCalls(Vertx vertx, Context context, GroupClient client) {
      this.vertx = vertx;
      this.context = context;
      this.client = client;
    }

    @Override
    public CompletionStage<?> write(int slot, byte[] payload) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      if (Vertx.currentContext() == context) {
        send(payload, done);
      } else {
        context.runOnContext(turn -> send(payload, done));
      }
      return done;
    }

    /** An epoch names its master: {@code 5/1}. */
    @Override
    public int leader() {
      return Integer.parseInt(epoch.substring(epoch.indexOf('/') + 1)) - 1;
    }

    @Override
    public void close() throws Exception {
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private void send(byte[] payload, CompletableFuture<Void> done) {
      client
          .request(Buffer.buffer(payload))
          .onSuccess(reply -> acknowledged(reply, done))
          .onFailure(done::completeExceptionally);
    }

    private void acknowledged(Reply reply, CompletableFuture<Void> done) {
      epoch = reply.epoch();
      done.complete(null);
    }
  }

  /** Counts requests and answers with the count. */
  public static final class Counting implements Service {

    private long count;

    @Override
    public Buffer execute(Request request) {
      return Buffer.buffer(Long.BYTES).appendLong(++count);
    }

    @Override
    public Buffer query(Buffer query) {
      return Buffer.buffer(Long.BYTES).appendLong(count);
    }

    @Override
    public void snapshot(SnapshotWriter out) {
      out.writeLong(count);
    }

    @Override
    public void restore(SnapshotReader in) {
      count = in.readLong();
    }
  }
}
