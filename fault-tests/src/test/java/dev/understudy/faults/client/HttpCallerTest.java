package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may conclude from a gateway's answers (docs/http.md). */
class HttpCallerTest {

  private HttpServer server = unbound();
  private int status;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/api/groups/g/",
        exchange -> {
          exchange.getResponseHeaders().set("Understudy-Epoch", "5/1");
          exchange.getResponseHeaders().set("Understudy-Index", "7");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isToldResultAndPlace() {
    assertThat(answer(200, "{\"value\":1}")).isEqualTo(Answer.ok(Optional.of("1"), "5/1", 7));
  }

  @Test
  void knowsWhatWasNotExecuted() {
    assertThat(answer(503, "{\"code\":\"no-master\"}")).isEqualTo(Answer.fail("no-master"));
    assertThat(answer(429, "{\"code\":\"overloaded\"}")).isEqualTo(Answer.fail("overloaded"));
  }

  @Test
  void concludesNothingFromOtherAnswers() {
    assertThat(answer(504, "{\"code\":\"deadline-exceeded\"}"))
        .isEqualTo(Answer.unknown("deadline-exceeded"));
    assertThat(answer(409, "{\"code\":\"session-expired\"}"))
        .isEqualTo(Answer.unknown("session-expired"));
    assertThat(answer(502, "what?")).isEqualTo(Answer.unknown("http-502"));
  }

  @Test
  void saysWhatNoGatewayShouldAnswer() {
    assertThat(answer(500, "what?")).isEqualTo(Answer.unexpected("what?"));
    assertThat(answer(200, "what?")).matches(Answer::isUnexpected);
    assertThat(answer(400, "{\"code\":\"invalid\"}")).matches(Answer::isUnexpected);
    assertThat(answer(503, "{\"code\":\"leaving\"}")).isEqualTo(Answer.fail("leaving"));
  }

  @Test
  void knowsThatNothingIsExecutedByAGatewayThatIsNotThere() {
    HttpCaller caller = caller();
    server.stop(0);
    assertThat(caller.make(Call.add("n")).await()).isEqualTo(Answer.fail("unreachable"));
  }

  private Answer answer(int answeredStatus, String answeredBody) {
    status = answeredStatus;
    body = answeredBody;
    return caller().make(Call.add("n")).await();
  }

  private HttpCaller caller() {
    URI gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new HttpCaller(gateway, "g", Duration.ofMinutes(1));
  }

  private static HttpServer unbound() {
    try {
      return HttpServer.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
