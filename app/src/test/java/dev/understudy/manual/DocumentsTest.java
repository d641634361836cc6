package dev.understudy.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.Understudy;
import dev.understudy.manual.Manual.Document;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.server.LimitOptions;
import dev.understudy.server.TimingOptions;
import dev.understudy.wire.FailureCode;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents say is so: examples compile and run, commands, links and defaults exist. */
class DocumentsTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final Pattern TOKEN = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern MAKE = Pattern.compile("make ([a-z-]+).*");
  private static final Pattern ROUTE = Pattern.compile("/(api|health)[a-z/{}:-]*");

  static List<Document> documents() {
    return Manual.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyJavaExampleStandsInASourceThatIsCompiledAndRun(Document document) {
    String sources =
        Manual.sources("dev/understudy/manual/").stream()
            .map(path -> flat(Manual.lines(path)))
            .collect(Collectors.joining("\n"));
    for (List<String> block : document.blocks("java")) {
      assertThat(sources).as(document.toString()).contains(flat(block));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandOfAnExampleIsOneThatTheCommandLineTakes(Document document) {
    for (List<String> words : commands(document)) {
      if (words.get(0).endsWith("understudy")) {
        CommandLine commandLine = Understudy.commandLine(Map.of());
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        assertThat(commandLine.parseArgs(arguments).hasSubcommand())
            .as(words.toString())
            .isEqualTo(arguments.length > 0 && !arguments[0].startsWith("-"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyTargetOfMakeExists(Document document) {
    List<String> makefile = Manual.lines(Manual.ROOT.resolve("Makefile"));
    for (List<String> words : commands(document)) {
      Matcher make = MAKE.matcher(String.join(" ", words));
      if (make.matches()) {
        assertThat(makefile).anyMatch(line -> line.startsWith(make.group(1) + ":"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyPathOfTheGatewayIsOneThatItServes(Document document) {
    String routes =
        Manual.sources("monitor/src/main/").stream()
            .map(path -> String.join("\n", Manual.lines(path)))
            .collect(Collectors.joining("\n"));
    for (List<String> words : commands(document)) {
      Matcher path = ROUTE.matcher(words.get(words.size() - 1).replaceAll("\\?.*", ""));
      if (words.get(0).equals("curl") && path.find()) {
        String route = path.group().replaceAll("(/api/groups)/[^/]+", "$1/:group");
        assertThat(routes).contains('"' + route + '"');
      }
    }
  }

  @Test
  void everyRouteOfTheGatewayIsInItsManual() {
    String manual = String.join("\n", Manual.document("docs/http.md").lines());
    Pattern route = Pattern.compile("\"(/(?:api|health)/[^\"]+)\"");
    for (Path source : Manual.sources("monitor/src/main/")) {
      Matcher served = route.matcher(String.join("\n", Manual.lines(source)));
      while (served.find()) {
        assertThat(manual).contains(served.group(1).replace(":group", "{group}") + '`');
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsToAFile(Document document) {
    Path folder = Manual.ROOT.resolve(document.path()).resolveSibling(".");
    for (String line : document.lines()) {
      Matcher link = LINK.matcher(line);
      while (link.find()) {
        if (!link.group(1).contains(":")) {
          assertThat(Files.exists(folder.resolve(link.group(1)))).as(line).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySectionOfTheProtocolThatIsReferredToExists(Document document) {
    List<String> protocol = Manual.document("docs/protocol.md").lines();
    Pattern reference = Pattern.compile("protocol\\.md#(\\d+)-([a-z-]+)");
    for (String line : document.lines()) {
      Matcher section = reference.matcher(line);
      while (section.find()) {
        String title = section.group(1) + " " + section.group(2).replace('-', ' ');
        assertThat(protocol)
            .anyMatch(heading -> heading.toLowerCase(java.util.Locale.ROOT).equals("## " + title));
      }
    }
  }

  @Test
  void theProtocolNamesEveryTimingAndLimitWithItsDefault() {
    List<String> protocol = Manual.document("docs/protocol.md").lines();
    for (JsonObject options :
        List.of(
            new TimingOptions().toJson(),
            new LimitOptions().toJson(),
            without(new NameServerOptions().toJson(), "id"))) {
      options.forEach(
          option ->
              assertThat(protocol)
                  .as(option.getKey())
                  .anyMatch(
                      line ->
                          line.startsWith(
                              "| `" + option.getKey() + "` | " + option.getValue() + " |")));
    }
  }

  @Test
  void theProtocolNamesEveryFailure() {
    String protocol = String.join("\n", Manual.document("docs/protocol.md").lines());
    for (FailureCode code : FailureCode.values()) {
      assertThat(protocol).contains("`" + code.text() + "`");
    }
  }

  @Test
  void theReadmeNamesTheCommandThatTestsEverything() {
    assertThat(Manual.document("README.md").lines()).contains("mvn verify");
    assertThat(Manual.lines(Manual.ROOT.resolve(".ci/run")))
        .anyMatch(line -> line.startsWith("mvn -B -ntp verify"));
  }

  private static JsonObject without(JsonObject json, String name) {
    json.remove(name);
    return json;
  }

  /** The commands of all examples, each as its words. */
  private static List<List<String>> commands(Document document) {
    List<List<String>> commands = new ArrayList<>();
    for (List<String> block : document.blocks("sh")) {
      for (String line : String.join("\n", block).replace("\\\n", " ").split("\n", -1)) {
        List<String> words = words(line);
        if (!words.isEmpty()) {
          commands.add(words);
        }
      }
    }
    return commands;
  }

  /** The words of a line up to a comment, pipe or redirection. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher token = TOKEN.matcher(line);
    while (token.find()) {
      String bare = token.group(3);
      if (bare != null && (bare.startsWith("#") || bare.matches("[|&>].*"))) {
        return words;
      }
      String quoted = token.group(1) == null ? token.group(2) : token.group(1);
      words.add(bare == null ? quoted : bare);
    }
    return words;
  }

  /** Lines without their indentation, and without those that are empty. */
  private static String flat(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
