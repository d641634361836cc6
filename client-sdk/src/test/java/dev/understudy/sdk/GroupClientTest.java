package dev.understudy.sdk;

import static dev.understudy.sdk.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.FailureCode;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client with real servers, on a cluster of three nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupClientTest {

  private static final String GROUP = "diary";
  private static final String NOBODY = "nobody";

  private final TestCluster cluster;
  private final List<GroupClient> clients = new ArrayList<>();

  GroupClientTest() throws InterruptedException {
    cluster = new TestCluster(3);
  }

  @BeforeAll
  void start() throws InterruptedException {
    cluster.startGroup(GROUP, 3);
  }

  @AfterAll
  void stop() throws InterruptedException {
    for (GroupClient client : clients) {
      await(client.close());
    }
    cluster.stop();
  }

  @Test
  void executesARequestAndSaysWhereInTheHistory() throws InterruptedException {
    GroupClient client = client(GROUP);

    Reply first = await(client.request(Buffer.buffer("a line")));
    Reply second = await(client.request(Buffer.buffer("another")));

    int ahead = Integer.parseInt(first.result().toString());
    assertThat(second.result()).isEqualTo(Buffer.buffer(Integer.toString(ahead + 1)));
    assertThat(second.index()).isGreaterThan(first.index());
    assertThat(second.epoch()).isEqualTo(first.epoch()).matches("\\d+/\\d");
  }

  @Test
  void executesEachRequestOnceWhenTheMasterLeaves() throws InterruptedException {
    cluster.startGroup("leaving", 3);
    GroupClient client = client("leaving");

    List<Future<Buffer>> results = executeAll(client, 0, 300);
    cluster.stopServer("leaving", cluster.master("leaving"));
    results.addAll(executeAll(client, 300, 600));

    await(Future.all(results));
    assertThat(lines(client, ReadConsistency.LINEARIZABLE)).containsExactlyElementsOf(named(600));
  }

  @Test
  void executesEachRequestOnceWhenTheMasterIsCutOff() throws InterruptedException {
    cluster.startGroup("cut", 3);
    GroupClient client = client("cut");
    List<Future<Buffer>> results = executeAll(client, 0, 300);
    int master = cluster.master("cut");
    List<ServerId> others =
        IntStream.rangeClosed(1, 3).filter(one -> one != master).mapToObj(ServerId::new).toList();

    cluster.command("cut", master, new ControlProtocol.Cut(others, 2_000));
    results.addAll(executeAll(client, 300, 600));

    await(Future.all(results));
    assertThat(lines(client, ReadConsistency.LINEARIZABLE)).containsExactlyElementsOf(named(600));
  }

  @Test
  void answersStaleQueriesAndNoOthersWithoutAQuorum() throws InterruptedException {
    cluster.startGroup("minority", 3);
    GroupClient client = client("minority");
    await(client.execute(Buffer.buffer("kept")));
    GroupClient hasty = client(options("minority").setDeadlineMillis(1_500));
    cluster.stopServer("minority", 3);
    cluster.stopServer("minority", 2);

    assertThat(lines(hasty, ReadConsistency.STALE)).containsExactly("kept");
    assertThat(failure(hasty.query(Buffer.buffer())).code())
        .isIn(FailureCode.NO_MASTER, FailureCode.DEADLINE_EXCEEDED);
    GroupException failed = failure(hasty.execute(Buffer.buffer("lost")));
    assertThat(failed.code()).isIn(FailureCode.NO_MASTER, FailureCode.DEADLINE_EXCEEDED);
    assertThat(failed instanceof OutcomeUnknownException)
        .isEqualTo(failed.code() == FailureCode.DEADLINE_EXCEEDED);
  }

  @Test
  void tellsOfAStaleAnswerHowCurrentItIs() throws InterruptedException {
    GroupClient client = client(GROUP);
    Reply reply = await(client.request(Buffer.buffer("seen")));

    QueryReply linearizable = await(client.read(Buffer.buffer(), ReadConsistency.LINEARIZABLE));
    QueryReply stale = await(client.read(Buffer.buffer(), ReadConsistency.STALE));

    assertThat(linearizable.index()).isGreaterThanOrEqualTo(reply.index());
    assertThat(linearizable.committed()).isTrue();
    assertThat(linearizable.result().toString()).contains("seen\n");
    assertThat(stale.index() + stale.lag()).isPositive();
  }

  @Test
  void givesTheFirstResultToARequestThatIsRepeatedByAnotherClient() throws InterruptedException {
    GroupClient crashed = client(GROUP);
    String session = await(crashed.openSession());
    Reply first = await(crashed.request(SessionRequest.of(session, 0, Buffer.buffer("once"))));
    await(crashed.close());

    GroupClient successor = client(GROUP);
    Reply again = await(successor.request(SessionRequest.of(session, 0, Buffer.buffer("once"))));
    Buffer next = await(successor.execute(session, 1, Buffer.buffer("then")));

    assertThat(again).isEqualTo(first);
    assertThat(next).isNotEqualTo(first.result());
    assertThat(lines(successor, ReadConsistency.LINEARIZABLE)).containsOnlyOnce("once");
  }

  @Test
  void refusesSessionsThatAreUnknownOrCannotBe() throws InterruptedException {
    GroupClient client = client(GROUP);
    String session = await(client.openSession());

    assertThat(failure(client.execute("nonsense", 0, Buffer.buffer())).code())
        .isEqualTo(FailureCode.INVALID);
    assertThat(failure(client.execute(session + "0", 0, Buffer.buffer("x"))))
        .isInstanceOf(OutcomeUnknownException.class)
        .extracting(GroupException::code)
        .isEqualTo(FailureCode.SESSION_EXPIRED);
  }

  @Test
  void passesOnThatTheServiceThrew() throws InterruptedException {
    GroupClient client = client(GROUP);

    assertThat(failure(client.execute(Buffer.buffer("throw"))))
        .isInstanceOf(ServiceFailedException.class)
        .hasMessageContaining("no such line");
    assertThat(failure(client.query(Buffer.buffer("throw"))).code())
        .isEqualTo(FailureCode.SERVICE_FAILED);
    assertThat(failure(client.execute(Buffer.buffer("large"))).code())
        .isEqualTo(FailureCode.TOO_LARGE);
  }

  @Test
  void refusesAPayloadOverTheLimitWithoutSendingIt() throws InterruptedException {
    GroupClient client = client(options(GROUP).setMaxPayloadBytes(10));

    GroupException failed = failure(client.execute(Buffer.buffer("eleven bytes")));

    assertThat(failed.code()).isEqualTo(FailureCode.TOO_LARGE);
    assertThat(failed.remedy()).isEqualTo(FailureCode.TOO_LARGE.remedy());
  }

  @Test
  void refusesMoreCallsThanItsBoundAndKeepsTheOthers() throws InterruptedException {
    GroupClient client = client(options(GROUP).setMaxQueued(2));

    Future<Buffer> first = client.execute(Buffer.buffer("1"));
    Future<Buffer> second = client.execute(Buffer.buffer("2"));
    Future<Buffer> third = client.execute(Buffer.buffer("3"));

    assertThat(failure(third).code()).isEqualTo(FailureCode.OVERLOADED);
    await(Future.all(first, second));
    await(client.execute(Buffer.buffer("4")));
  }

  @Test
  void saysThatAGroupIsUnknownWhenNoServerOfItIsRegistered() throws InterruptedException {
    GroupClient client = client(options(NOBODY).setDeadlineMillis(300));

    assertThat(failure(client.execute(Buffer.buffer("?"))).code())
        .isEqualTo(FailureCode.UNKNOWN_GROUP);
  }

  @Test
  void takesCallsFromSeveralThreads() throws InterruptedException {
    cluster.startGroup("threads", 1);
    GroupClient client = client("threads");

    List<Future<Buffer>> results =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> client.execute(Buffer.buffer("line " + i)))
            .toList();

    await(Future.all(results));
    assertThat(lines(client, ReadConsistency.LINEARIZABLE))
        .containsExactlyInAnyOrderElementsOf(named(200));
  }

  @Test
  void completesAFutureOnTheContextOfTheCall() throws InterruptedException {
    GroupClient client = client(GROUP);
    Vertx vertx = cluster.node(1);
    Promise<Boolean> same = Promise.promise();

    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        turn ->
            client
                .execute(Buffer.buffer("here"))
                .onComplete(done -> same.complete(Vertx.currentContext() == context)));

    assertThat(await(same.future())).isTrue();
  }

  @Test
  void sendsOnTheEventLoopOnWhichItWasMade() throws InterruptedException {
    Vertx vertx = cluster.node(1);
    Set<Thread> senders = ConcurrentHashMap.newKeySet();
    Promise<Thread> done = Promise.promise();
    Handler<DeliveryContext<Object>> noting =
        delivery -> {
          if (delivery.body() instanceof Buffer bytes
              && new Frames(Frames.MOST_BYTES).decode(bytes) instanceof Decoded.Ok ok
              && ok.frame() instanceof Frame.ClientFrame) {
            senders.add(Thread.currentThread());
          }
          delivery.next();
        };
    vertx.eventBus().addOutboundInterceptor(noting);

    vertx
        .getOrCreateContext()
        .runOnContext(
            turn -> {
              GroupClient client = GroupClient.create(vertx, options(GROUP));
              clients.add(client);
              client
                  .execute(Buffer.buffer("at home"))
                  .onSuccess(result -> done.complete(Thread.currentThread()))
                  .onFailure(done::fail);
            });
    Thread home = await(done.future());
    vertx.eventBus().removeOutboundInterceptor(noting);

    assertThat(senders).containsExactly(home);
  }

  @Test
  void endsWhatIsUnderWayWhenItIsClosed() throws InterruptedException {
    GroupClient client = client(NOBODY);
    Future<Buffer> pending = client.execute(Buffer.buffer("never"));

    await(client.close());
    await(client.close());

    assertThat(failure(pending)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure(client.execute(Buffer.buffer())))
        .isInstanceOf(ClientClosedException.class)
        .extracting(GroupException::code)
        .isEqualTo(FailureCode.INVALID);
  }

  @Test
  void endsWithTheVerticleThatMadeIt() throws InterruptedException {
    Promise<Buffer> end = Promise.promise();
    Vertx vertx = cluster.node(1);
    String deployment =
        await(
            vertx.deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    GroupClient client = GroupClient.create(vertx, options(NOBODY));
                    client.execute(Buffer.buffer("never")).onComplete(end);
                    return Future.succeededFuture();
                  }
                }));

    await(vertx.undeploy(deployment));

    assertThat(failure(end.future())).isInstanceOf(GroupException.class);
  }

  @Test
  void takesNoCallsAfterTheVerticleThatMadeItHasEnded() throws InterruptedException {
    Promise<GroupClient> made = Promise.promise();
    Vertx vertx = cluster.node(1);
    String deployment =
        await(
            vertx.deployVerticle(
                new VerticleBase() {
                  @Override
                  public Future<?> start() {
                    GroupClient client = GroupClient.create(vertx, options(NOBODY));
                    made.complete(client);
                    // ends once the client has begun
                    return client
                        .execute(Buffer.buffer("never"))
                        .timeout(1, TimeUnit.SECONDS)
                        .otherwiseEmpty();
                  }
                }));

    await(vertx.undeploy(deployment));

    GroupClient client = await(made.future());
    assertThat(failure(client.execute(Buffer.buffer("late"))).code())
        .isEqualTo(FailureCode.INVALID);
  }

  private GroupClient client(String group) {
    return client(options(group));
  }

  private GroupClient client(GroupClientOptions options) {
    GroupClient client = GroupClient.create(cluster.node(2), options);
    clients.add(client);
    return client;
  }

  private static GroupClientOptions options(String group) {
    return new GroupClientOptions().setGroup(group);
  }

  private static List<Future<Buffer>> executeAll(GroupClient client, int from, int to) {
    List<Future<Buffer>> results = new ArrayList<>();
    for (int i = from; i < to; i++) {
      results.add(client.execute(Buffer.buffer("line " + i)));
    }
    return results;
  }

  private static List<String> named(int count) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
  }

  private static List<String> lines(GroupClient client, ReadConsistency consistency)
      throws InterruptedException {
    return await(client.query(Buffer.buffer(), consistency)).toString().lines().toList();
  }

  private static GroupException failure(Future<?> future) throws InterruptedException {
    Throwable cause = await(future.transform(ended -> Future.succeededFuture(ended.cause())));
    assertThat(cause).isInstanceOf(GroupException.class);
    return (GroupException) cause;
  }
}
