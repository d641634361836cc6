package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Role;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.ext.web.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the gateway serves, and to whom; no more and no less. */
class OpenApiTest {

  private final Vertx vertx = Vertx.vertx();
  private MonitorVerticle monitor = new MonitorVerticle();
  private TestGateway gateway = new TestGateway(0);

  @BeforeEach
  void start() throws InterruptedException {
    MonitorTokens tokens = new MonitorTokens();
    for (AccessRole role : AccessRole.values()) {
      tokens.setToken(role, token(role));
    }
    monitor =
        new MonitorVerticle(new MonitorOptions().setPort(0).setAnswerMillis(20).setTokens(tokens));
    await(vertx.deployVerticle(monitor));
    gateway = new TestGateway(monitor.actualPort());
  }

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void isValid() throws InterruptedException {
    SwaggerParseResult parsed =
        new OpenAPIV3Parser().readContents(gateway.get("/api/openapi.json").text());

    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.");
  }

  @Test
  void hasEveryRouteAndNoOther() throws InterruptedException {
    List<String> served = new ArrayList<>();
    for (Route route : monitor.routes()) {
      route.methods().forEach(method -> served.add(method + " " + route.getPath()));
    }
    List<String> documented = new ArrayList<>();
    forEachOperation((call, operation) -> documented.add(call.replaceAll("\\{([a-z]+)}", ":$1")));

    assertThat(documented).isNotEmpty().containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void saysWhichTokenACallNeeds() throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Operation> one : operations().entrySet()) {
      Optional<AccessRole> needed = role(one.getValue());
      for (AccessRole role : AccessRole.values()) {
        boolean admitted = needed.isEmpty() || role.includes(needed.get());
        int status = status(one.getKey(), "Bearer " + token(role));
        if (admitted == (status == 401 || status == 403)) {
          wrong.add(one.getKey() + " with the token to " + role + ": " + status);
        }
      }
      if (needed.isPresent() != (status(one.getKey(), "Bearer no-such-token") == 401)) {
        wrong.add(one.getKey() + " with a wrong token");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void namesEveryRoleThatAServerMayHave() throws InterruptedException {
    TreeSet<String> roles = new TreeSet<>(List.of("unreachable"));
    Arrays.stream(Role.values())
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .forEach(roles::add);
    JsonObject server =
        gateway
            .get("/api/openapi.json")
            .json()
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("Server");

    assertThat(server.getJsonObject("properties").getJsonObject("role").getJsonArray("enum"))
        .containsExactlyInAnyOrderElementsOf(roles);
  }

  @Test
  void isTestedWithTheJsonOfANode() {
    assertThat(Json.CODEC).isInstanceOf(JacksonCodec.class);
    assertThat(Json.CODEC.getClass()).isEqualTo(JacksonCodec.class);
  }

  private static Optional<AccessRole> role(Operation operation) {
    Map<String, Object> extensions =
        Optional.ofNullable(operation.getExtensions()).orElse(Map.of());
    return Optional.ofNullable(extensions.get("x-understudy-role"))
        .map(name -> AccessRole.valueOf(name.toString().toUpperCase(Locale.ROOT)));
  }

  private int status(String call, String authorization) throws InterruptedException {
    String[] words = call.split(" ", 2);
    return gateway
        .send(words[0], words[1].replaceAll("\\{[a-z]+}", "kv"), "Authorization", authorization)
        .status();
  }

  private void forEachOperation(BiConsumer<String, Operation> each) throws InterruptedException {
    operations().forEach(each);
  }

  private Map<String, Operation> operations() throws InterruptedException {
    OpenAPI document =
        new OpenAPIV3Parser().readContents(gateway.get("/api/openapi.json").text()).getOpenAPI();
    Map<String, Operation> operations = new java.util.TreeMap<>();
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, one) -> operations.put(method + " " + path, one)));
    return operations;
  }

  private static String token(AccessRole role) {
    return "token-of-those-who-" + role.text();
  }
}
