package dev.understudy.nameserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.DuplicateRegistrationFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameServerVerticleTest {

  private static final int PATIENCE_SECONDS = 20;
  private static final int HOSTILE_INPUTS = 10_000;
  private static final int OVERSIZED_ONE_IN = 500;
  private static final int OVERSIZED_BYTES = 1024 * 1024;
  private static final String CLIENT = Addresses.client("test").value();

  private final Vertx vertx = Vertx.vertx();
  private final Frames frames = new Frames(0);
  private final BlockingQueue<Buffer> triggers = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<JsonObject> states = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws Exception {
    listen(Addresses.triggers("kv"), triggers);
    listen(Addresses.EVENTS, events);
    listen(CLIENT, states);
    NameServerOptions options = new NameServerOptions().setId("ns").setRenewMillis(1);
    await(vertx.deployVerticle(new NameServerVerticle(options)));
    awaitState(state -> !state.getBoolean("warmingUp"));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void answersWithTheMasterThatRegistered() throws Exception {
    assertThat(ask(new Question.Lookup("kv"))).isEqualTo(new Answer.NoMaster(InSync.NONE));

    register(registration(1, Role.BACKUP), registration(2, Role.MASTER));

    assertThat(ask(new Question.Lookup("kv")))
        .isInstanceOfSatisfying(
            Answer.MasterIs.class,
            answer -> assertThat(answer.retained()).isEqualTo(registration(2, Role.MASTER)));
    assertThat(ask(new Question.Groups(""))).isEqualTo(new Answer.GroupsAre(List.of("kv")));
    JsonObject event = Objects.requireNonNull(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertThat(event.getString("type")).isEqualTo("mastership-registered");
  }

  @Test
  void tellsAGroupOfItsDuplicateMasters() throws Exception {
    register(registration(2, Role.MASTER));
    register(registration(1, Role.MASTER));

    Buffer trigger = Objects.requireNonNull(triggers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));

    assertThat(frames.decode(trigger))
        .isEqualTo(
            new Decoded.Ok(
                new DuplicateRegistrationFrame(
                    "kv",
                    new ServerId(1),
                    List.of(new ServerId(2)),
                    registration(1, Role.MASTER).epoch())));
  }

  @Test
  void aRegistrationThatIsNotRenewedExpires() throws Exception {
    register(registration(2, Role.MASTER));
    awaitState(state -> state.getInteger("registrations") == 1);
    awaitState(state -> state.getInteger("registrations") == 0);
    assertThat(ask(new Question.Lookup("kv"))).isInstanceOf(Answer.NoMaster.class);
  }

  @Test
  void tellsAPersonWhatItKnows() throws Exception {
    register(registration(2, Role.MASTER));

    JsonObject state = awaitState(one -> one.getInteger("registrations") == 1);

    assertThat(state.getString("id")).isEqualTo("ns");
    assertThat(state.getInteger("retained")).isEqualTo(2);
    assertThat(state.getString("epoch")).isEqualTo("1/2");
  }

  @Test
  void refusesAQuestionThatIsNone() {
    for (Object strange :
        List.of(
            "text",
            7,
            new JsonObject(),
            Buffer.buffer(),
            frames.encode(new RegistrationsFrame(1, 0, 1, List.of())))) {
      assertThatThrownBy(() -> await(vertx.eventBus().request(Addresses.NAME_SERVER, strange)))
          .hasCauseInstanceOf(ReplyException.class)
          .hasMessageContaining("not a question");
    }
  }

  @Test
  void badInputChangesNothing() throws Exception {
    register(registration(2, Role.MASTER));
    SplittableRandom random = new SplittableRandom(7);
    Buffer valid = frames.encode(new QuestionFrame(new Question.Lookup("kv")));
    for (int i = 0; i < HOSTILE_INPUTS; i++) {
      vertx.eventBus().send(Addresses.NAME_SERVER, strange(random, valid));
      vertx.eventBus().publish(Addresses.REGISTRATIONS, strange(random, valid));
    }
    register(registration(2, Role.MASTER));

    JsonObject state = awaitState(one -> one.getLong("dropped") > HOSTILE_INPUTS);

    assertThat(state.getInteger("registrations")).isEqualTo(1);
    assertThat(state.getInteger("retained")).isEqualTo(2);
  }

  @Test
  void deploysByClassNameWithJson() throws Exception {
    JsonObject config = new NameServerOptions().setRegistrations(5).toJson();
    assertThat(new NameServerOptions(config).toJson()).isEqualTo(config);
    assertThat(new NameServerOptions(new NameServerOptions(config)).toJson()).isEqualTo(config);
    await(deploy(config));

    assertThatThrownBy(() -> await(deploy(new JsonObject().put("renewMillis", 0))))
        .hasMessageContaining("\"renewMillis\" has to be at least 1");
    assertThatThrownBy(() -> await(deploy(new JsonObject().put("leases", 0))))
        .hasMessageContaining("there is no \"leases\"");
  }

  private Future<String> deploy(JsonObject config) {
    return vertx.deployVerticle(
        NameServerVerticle.class.getName(), new DeploymentOptions().setConfig(config));
  }

  private <T> void listen(String address, BlockingQueue<T> heard) {
    vertx.eventBus().<T>consumer(address, message -> heard.add(message.body()));
  }

  private void register(Registration... registrations) {
    Frame frame = new RegistrationsFrame(1, 0, 1, List.of(registrations));
    vertx.eventBus().publish(Addresses.REGISTRATIONS, frames.encode(frame));
  }

  private Answer ask(Question question) throws Exception {
    Buffer answer =
        await(
            vertx
                .eventBus()
                .<Buffer>request(Addresses.NAME_SERVER, frames.encode(new QuestionFrame(question)))
                .map(Message::body));
    return ((AnswerFrame) ((Decoded.Ok) frames.decode(answer)).frame()).answer();
  }

  private JsonObject awaitState(Function<JsonObject, Boolean> wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      JsonObject command = ControlProtocol.json(new ControlProtocol.NameServers("kv", CLIENT));
      vertx.eventBus().publish(Addresses.REGISTRATIONS, command);
      JsonObject state = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (state != null && wanted.apply(state)) {
        return state;
      }
    }
    throw new AssertionError("the state that was wanted did not come");
  }

  private static Object strange(SplittableRandom random, Buffer valid) {
    if (random.nextInt(OVERSIZED_ONE_IN) == 0) {
      return Buffer.buffer().appendBuffer(valid).appendBytes(new byte[OVERSIZED_BYTES]);
    }
    byte[] bytes = random.nextBoolean() ? valid.getBytes() : new byte[random.nextInt(1, 64)];
    return switch (random.nextInt(7)) {
      case 0 -> "x".repeat(random.nextInt(50));
      case 1 -> random.nextInt();
      case 2 -> new JsonObject().put("command", random.nextBoolean() ? "name-servers" : "x");
      case 3 -> valid.getBuffer(0, random.nextInt(valid.length()));
      case 4 -> Buffer.buffer(bytes).setByte(0, (byte) random.nextInt(2, 100));
      default -> {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        yield Buffer.buffer(bytes).appendByte((byte) 1);
      }
    };
  }

  private static Registration registration(int server, Role role) {
    return new Registration(
        "kv",
        new ServerId(server),
        Incarnation.NONE,
        1,
        role,
        Epoch.NONE.next(new ServerId(server), Incarnation.NONE),
        InSync.NONE,
        false,
        Priority.NORMAL,
        new Registration.Policy(
            Mode.AVAILABLE, List.of(RetentionCriterion.LOWEST_SERVER_ID), 1, 300, 1_500));
  }

  private static <T> T await(Future<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
