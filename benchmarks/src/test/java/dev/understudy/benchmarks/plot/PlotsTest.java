package dev.understudy.benchmarks.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.benchmarks.plot.Plots.Drawn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Pictures are made of nothing but the JSON. */
class PlotsTest {

  @Test
  void nothingMeasuredIsNothingToSee() {
    assertThat(Plots.of(new JsonObject().put("machine", "a machine"))).isEmpty();
  }

  @Test
  void drawsThroughputByDepthBesideTheBus() throws Exception {
    JsonObject results =
        new JsonObject().put("cases", new JsonArray().add(write(1, 2_000)).add(write(16, 9_000)));
    List<Drawn> drawn = Plots.of(results);
    assertThat(drawn).extracting(Drawn::file).containsExactly("throughput.svg");
    Document svg = parsed(drawn.get(0));
    // the group's and the bus's, and no third that was not measured
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(4);
    assertThat(drawn.get(0).svg()).contains("event bus alone").doesNotContain("AsyncMap");
  }

  @Test
  void drawsWhatWritesCostAndWhoWorksWhileGroupsAreIdle() throws Exception {
    JsonObject growth =
        new JsonObject()
            .put(
                "points",
                new JsonArray()
                    .add(point(3, 128, 64))
                    .add(point(5, 128, 64))
                    .add(point(3, 128, 1_024)));
    JsonObject scale =
        new JsonObject()
            .put("groups", 1_000)
            .put("coresByProcess", new JsonObject().put("member-1", 0.04));
    List<Drawn> drawn = Plots.of(new JsonObject().put("growth", growth).put("scale", scale));
    assertThat(drawn)
        .extracting(Drawn::file)
        .containsExactly("cost-servers.svg", "cost-payload.svg", "cost-depth.svg", "scale.svg");
    for (Drawn one : drawn) {
      parsed(one);
    }
    assertThat(drawn.get(3).svg()).contains("member-1").contains("4 %");
  }

  @Test
  void aLogarithmicAxisGivesEveryDoublingTheSameRoom() {
    Axis axis = new Axis(new TreeSet<>(List.of(1.0, 2.0, 4.0)));
    assertThat(axis.share(2) - axis.share(1)).isCloseTo(axis.share(4) - axis.share(2), within());
    assertThat(axis.share(1)).isBetween(0.0, 0.5);
    assertThat(axis.share(4)).isBetween(0.5, 1.0);
  }

  @Test
  void labelsAreShort() {
    assertThat(Axis.label(352_700)).isEqualTo("352.7k");
    assertThat(Axis.label(1_024)).isEqualTo("1024");
    assertThat(Axis.label(0.5)).isEqualTo("0.5");
    assertThat(Axis.label(2_000_000)).isEqualTo("2M");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  private static JsonObject write(int depth, double perSecond) {
    return new JsonObject()
        .put("operation", "write")
        .put("mode", "consistent")
        .put("depth", depth)
        .put("payloadBytes", 64)
        .put("perSecond", perSecond)
        .put("baselinePerSecond", perSecond / 2);
  }

  private static JsonObject point(int servers, int depth, int payload) {
    return new JsonObject()
        .put("servers", servers)
        .put("depth", depth)
        .put("payloadBytes", payload)
        .put("cpuMillisPerThousand", 5.5);
  }

  private static Document parsed(Drawn drawn) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(drawn.svg())));
  }
}
