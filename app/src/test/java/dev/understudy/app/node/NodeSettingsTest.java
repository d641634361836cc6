package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.Understudy;
import dev.understudy.server.MemberOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flags go before the environment, that before the file, and that before defaults. */
class NodeSettingsTest {

  private static final String MEMBER = "member --group kv --id 1 --voters 1,2,3";

  @TempDir private Path folder = Path.of("");

  @Test
  void aMemberHasDefaults() {
    NodeSettings settings = member(Map.of(), MEMBER);
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.clusterPort()).isEqualTo(5701);
    assertThat(settings.busPort()).isEqualTo(6701);
    assertThat(settings.clusterName()).isEqualTo("understudy");
    assertThat(settings.join()).containsExactly("127.0.0.1:5701");
    assertThat(settings.http()).isEmpty();
    assertThat(settings.nameServer()).isEmpty();
    MemberOptions only = settings.members().get(0);
    assertThat(only.getService()).isEqualTo("kv");
    assertThat(only.getVoters()).containsExactly(1, 2, 3);
    assertThat(only.getWeight()).isZero();
  }

  @Test
  void everyFlagIsTaken() {
    NodeSettings settings =
        member(
            Map.of(),
            "member --group g --id 7 --available --service counter --weight 3 --classpath a.jar,b"
                + " --host 10.0.0.1 --cluster-port 1 --bus-port 2 --http 3 --join x:1,y:2"
                + " --cluster-name c --partitions 271");
    assertThat(settings.partitions()).isEqualTo(271);
    assertThat(settings.host()).isEqualTo("10.0.0.1");
    assertThat(List.of(settings.clusterPort(), settings.busPort(), settings.http().orElse(0)))
        .containsExactly(1, 2, 3);
    assertThat(settings.join()).containsExactly("x:1", "y:2");
    assertThat(settings.clusterName()).isEqualTo("c");
    assertThat(settings.classpath()).containsExactly("a.jar", "b");
    MemberOptions only = settings.members().get(0);
    assertThat(only.isAvailable()).isTrue();
    assertThat(only.getService()).isEqualTo("counter");
    assertThat(only.getWeight()).isEqualTo(3);
  }

  @Test
  void flagsWinOverTheEnvironmentThatOverTheFileAndThatOverDefaults() throws IOException {
    String file =
        file(
            "{'clusterPort':1001,'busPort':1002,'host':'10.0.0.1','members':[{'group':'g',"
                + "'serverId':1,'voters':[1],'weight':5,'service':'counter'}]}");
    Map<String, String> environment =
        Map.of(
            "UNDERSTUDY_CLUSTER_PORT",
            "2001",
            "UNDERSTUDY_BUS_PORT",
            "2002",
            "UNDERSTUDY_ID",
            "2",
            "UNDERSTUDY_WEIGHT",
            "6");
    NodeSettings settings =
        member(environment, "member --config " + file + " --cluster-port 3001 --weight 7");
    assertThat(settings.clusterPort()).isEqualTo(3001);
    assertThat(settings.busPort()).isEqualTo(2002);
    assertThat(settings.host()).isEqualTo("10.0.0.1");
    assertThat(settings.clusterName()).isEqualTo("understudy");
    MemberOptions only = settings.members().get(0);
    assertThat(only.getGroup()).isEqualTo("g");
    assertThat(only.getServerId()).isEqualTo(2);
    assertThat(only.getWeight()).isEqualTo(7);
    assertThat(only.getService()).isEqualTo("counter");
  }

  @Test
  void theFileItselfMayBeNamedByTheEnvironment() throws IOException {
    String file = file("{'members':[{'group':'g','serverId':1,'voters':[1]}]}");
    assertThat(member(Map.of("UNDERSTUDY_CONFIG", file), "member").members()).hasSize(1);
  }

  @Test
  void theModeOnTheCommandLineReplacesTheOneBelow() throws IOException {
    String file = file("{'members':[{'group':'g','serverId':1,'available':true}]}");
    MemberOptions voters =
        member(Map.of(), "member --config " + file + " --voters 1,2").members().get(0);
    assertThat(voters.isAvailable()).isFalse();
    MemberOptions available =
        member(Map.of("UNDERSTUDY_VOTERS", "1,2"), "member --group g --id 1 --available")
            .members()
            .get(0);
    assertThat(available.getVoters()).isEmpty();
  }

  @Test
  void aFileMayHaveManyMembersAndANameServer() throws IOException {
    String file =
        file(
            "{'nameServer':{'id':'n1'},'http':8081,'members':["
                + "{'group':'a','serverId':1,'available':true},"
                + "{'group':'b','serverId':1,'voters':[1,2,3],'timings':{'heartbeatMillis':20}}]}");
    NodeSettings settings = member(Map.of(), "member --config " + file);
    assertThat(settings.members()).extracting(MemberOptions::getGroup).containsExactly("a", "b");
    assertThat(settings.nameServer().orElseThrow().getId()).isEqualTo("n1");
    NodeSettings nameServer = nameServer("name-server --config " + file);
    assertThat(nameServer.members()).hasSize(2);
    assertThat(nameServer.http()).hasValue(8081);
  }

  @Test
  void theFileOfTheManualIsUnderstood() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    String example = page.split("```json", 2)[1].split("```", 2)[0];

    NodeSettings settings = NodeSettings.parse(new JsonObject(example));

    assertThat(settings.members())
        .extracting(MemberOptions::getGroup)
        .containsExactly("stock", "edge");
    assertThat(settings.http()).hasValue(8080);
  }

  @Test
  void theGatewayOfTheManualIsUnderstood() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    String example = page.split("```json", 3)[2].split("```", 2)[0];

    JsonObject gateway = NodeSettings.parse(new JsonObject(example)).gateway();

    assertThat(gateway.getJsonObject("tokens").fieldNames())
        .containsExactlyInAnyOrder("readFile", "operateFile", "request");
    assertThat(gateway.getJsonArray("corsOrigins")).containsExactly("https://ops.example.com");
  }

  @Test
  void aTokenThatIsGivenTakesThePlaceOfTheOneOfItsRoleBelow() throws IOException {
    String file =
        file(
            "{'gateway':{'maxGroups':7,'tokens':{'readFile':'a','request':'b'}},"
                + "'members':[{'group':'g','serverId':1,'available':true}]}");
    Map<String, String> environment =
        Map.of("UNDERSTUDY_READ_TOKEN", "c", "UNDERSTUDY_OPERATE_TOKEN_FILE", "d");

    JsonObject gateway =
        member(environment, "member --config " + file + " --operate-token-file e").gateway();

    assertThat(gateway.getJsonObject("tokens"))
        .isEqualTo(new JsonObject().put("read", "c").put("request", "b").put("operateFile", "e"));
    assertThat(gateway.getInteger("maxGroups")).isEqualTo(7);
  }

  @Test
  void aNameServerNeedsNothing() {
    NodeSettings settings = nameServer("name-server");
    assertThat(settings.nameServer()).isPresent();
    assertThat(settings.members()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'members':[{'group':'a','serverId':1,'available':true},"
            + "{'group':'a','serverId':1,'available':true}]}",
        "{'members':[{'group':'a','serverId':1,'available':true,'voters':[1]}]}",
        "{'members':[{'group':'a','serverId':1}]}",
        "{'members':[{'group':'a','available':true}]}",
        "{'members':[{'serverId':1,'available':true}]}",
        "{'members':[{'group':'a','serverId':1,'available':true,'wieght':1}]}",
        "{'members':{}}",
        "{'members':[]}",
        "{'nonsense':1}",
        "{'gateway':{'nonsense':1},'members':[{'group':'a','serverId':1,'available':true}]}",
        "{'gateway':{'port':1},'members':[{'group':'a','serverId':1,'available':true}]}",
        "{'gateway':{'tokens':1},'members':[{'group':'a','serverId':1,'available':true}]}",
        "{'clusterPort':'x','members':[{'group':'a','serverId':1,'available':true}]}",
        "{'clusterPort':70000,'members':[{'group':'a','serverId':1,'available':true}]}",
        "{'partitions':0,'members':[{'group':'a','serverId':1,'available':true}]}",
        "{'join':'x','members':[{'group':'a','serverId':1,'available':true}]}",
        "{'join':['x'],'joinDns':'y','members':[{'group':'a','serverId':1,'available':true}]}",
        "[]",
        "{"
      })
  void whatCannotBeIsAUsageError(String text) throws IOException {
    String file = file(text);
    assertThatThrownBy(() -> member(Map.of(), "member --config " + file))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(String.valueOf(failure.getMessage()).lines()).hasSize(1);
            });
  }

  @Test
  void anOptionOfOneMemberCannotMeanTwo() throws IOException {
    String file =
        file(
            "{'members':[{'group':'a','serverId':1,'available':true},"
                + "{'group':'b','serverId':1,'available':true}]}");
    assertThatThrownBy(() -> member(Map.of(), "member --weight 1 --config " + file))
        .hasMessageContaining("2 members")
        .hasMessageContaining("weight");
  }

  @Test
  void aMissingFileIsAUsageError() {
    assertThatThrownBy(() -> member(Map.of(), "member --config /nowhere.json"))
        .hasMessage("there is no file /nowhere.json");
  }

  private static NodeSettings member(Map<String, String> environment, String line) {
    return ((MemberCommand) parsed(environment, line)).settings();
  }

  private static NodeSettings nameServer(String line) {
    return ((NameServerCommand) parsed(Map.of(), line)).settings();
  }

  private static Object parsed(Map<String, String> environment, String line) {
    return Understudy.commandLine(environment)
        .parseArgs(line.split(" ", -1))
        .subcommand()
        .commandSpec()
        .userObject();
  }

  private String file(String json) throws IOException {
    return Files.writeString(folder.resolve("node.json"), json.replace('\'', '"')).toString();
  }
}
