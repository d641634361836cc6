package dev.understudy.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.ServiceFactory;
import io.vertx.core.buffer.Buffer;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services that come with the command. */
class ServicesTest {

  private final Service kv = new KeyValueService();
  private final Service counter = new CounterService();
  private long index;

  @Test
  void kvPutsAndGets() {
    assertThat(execute(kv, "{'op':'put','key':'a','value':'1'}")).isEqualTo("{'previous':null}");
    assertThat(execute(kv, "{'op':'put','key':'a','value':'2'}")).isEqualTo("{'previous':'1'}");
    assertThat(execute(kv, "{'op':'get','key':'a'}")).isEqualTo("{'value':'2'}");
    assertThat(query(kv, "{'op':'get','key':'a'}")).isEqualTo("{'value':'2'}");
    assertThat(query(kv, "{'op':'get','key':'b'}")).isEqualTo("{'value':null}");
  }

  @Test
  void kvSwapsOnlyWhatIsExpected() {
    String create = "{'op':'cas','key':'a','expect':null,'value':'1'}";
    assertThat(execute(kv, create)).isEqualTo("{'swapped':true}");
    assertThat(execute(kv, create)).isEqualTo("{'swapped':false}");
    assertThat(execute(kv, "{'op':'cas','key':'a','expect':'0','value':'2'}"))
        .isEqualTo("{'swapped':false}");
    assertThat(execute(kv, "{'op':'cas','key':'a','expect':'1','value':'2'}"))
        .isEqualTo("{'swapped':true}");
    assertThat(query(kv, "{'op':'get','key':'a'}")).isEqualTo("{'value':'2'}");
  }

  @Test
  void kvDeletes() {
    execute(kv, "{'op':'put','key':'a','value':'1'}");
    assertThat(execute(kv, "{'op':'delete','key':'a'}")).isEqualTo("{'previous':'1'}");
    assertThat(execute(kv, "{'op':'delete','key':'a'}")).isEqualTo("{'previous':null}");
  }

  @Test
  void counterAddsAndGets() {
    assertThat(execute(counter, "{'op':'add','name':'n','by':5}")).isEqualTo("{'value':5}");
    assertThat(execute(counter, "{'op':'add','name':'n','by':-7}")).isEqualTo("{'value':-2}");
    assertThat(execute(counter, "{'op':'add','name':'n'}")).isEqualTo("{'value':-1}");
    assertThat(query(counter, "{'op':'get','name':'n'}")).isEqualTo("{'value':-1}");
    assertThat(query(counter, "{'op':'get','name':'other'}")).isEqualTo("{'value':0}");
  }

  @Test
  void counterRefusesToOverflowAndStaysAsItWas() {
    execute(counter, "{'op':'add','name':'n','by':9223372036854775807}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> execute(counter, "{'op':'add','name':'n','by':1}"))
        .withMessageContaining("64 bits");
    assertThat(query(counter, "{'op':'get','name':'n'}"))
        .isEqualTo("{'value':9223372036854775807}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{'op':7}",
        "{'op':'nonsense'}",
        "{'op':'put','key':'a'}",
        "{'op':'put','key':1,'value':'1'}",
        "{'op':'put','key':'a','value':'1','ttl':5}",
        "{'op':'cas','key':'a','value':'1'}",
        "{'op':'add'}",
        "{'op':'add','name':'n','by':1.5}",
        "{'op':'add','name':'n','by':99999999999999999999}"
      })
  void malformedRequestsAreRefusedAndChangeNothing(String payload) {
    for (Service service : new Service[] {kv, counter}) {
      assertThatIllegalArgumentException().isThrownBy(() -> execute(service, payload));
      assertThatIllegalArgumentException().isThrownBy(() -> query(service, payload));
    }
    assertThat(query(kv, "{'op':'get','key':'a'}")).isEqualTo("{'value':null}");
    assertThat(query(counter, "{'op':'get','name':'n'}")).isEqualTo("{'value':0}");
  }

  @Test
  void queriesChangeNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query(kv, "{'op':'put','key':'a','value':'1'}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query(counter, "{'op':'add','name':'n'}"));
  }

  @Test
  void anotherServerGoesOnFromASnapshot() {
    execute(kv, "{'op':'put','key':'a','value':'1'}");
    execute(kv, "{'op':'put','key':'b','value':'2'}");
    execute(counter, "{'op':'add','name':'n','by':5}");
    Service otherKv = new KeyValueService();
    Service otherCounter = new CounterService();
    execute(otherKv, "{'op':'put','key':'old','value':'0'}");
    ListSnapshot.copy(kv, otherKv);
    ListSnapshot.copy(counter, otherCounter);
    assertThat(query(otherKv, "{'op':'get','key':'b'}")).isEqualTo("{'value':'2'}");
    assertThat(query(otherKv, "{'op':'get','key':'old'}")).isEqualTo("{'value':null}");
    assertThat(query(otherCounter, "{'op':'get','name':'n'}")).isEqualTo("{'value':5}");
  }

  @Test
  void bothAreFoundByName() {
    assertThat(ServiceLoader.load(ServiceFactory.class).stream().map(found -> found.get().name()))
        .contains("kv", "counter");
  }

  private String execute(Service service, String payload) {
    return readable(service.execute(new Request(++index, 0, 0, json(payload))));
  }

  private static String query(Service service, String payload) {
    return readable(service.query(json(payload)));
  }

  private static Buffer json(String text) {
    return Buffer.buffer(text.replace('\'', '"'));
  }

  private static String readable(Buffer result) {
    return result.toString().replace('"', '\'');
  }
}
