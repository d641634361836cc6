package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.log.Bytes;
import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.Snapshots;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A service with a large state is like any other. */
class BulkServiceTest {

  private static final int MOST = 16 * 1024 * 1024;

  private static Service filled(long seed) {
    Service service = new BulkService();
    Buffer answer = service.execute(new Request(1, 0, seed, BulkService.fill(3)));
    assertThat(answer.toJsonObject().getInteger("mebibytes")).isEqualTo(3);
    service.execute(new Request(2, 0, seed, Buffer.buffer("{\"op\":\"add\",\"name\":\"n\"}")));
    return service;
  }

  @Test
  void theSameRequestsMakeTheSameState() {
    Bytes state = Snapshots.capture(filled(7), MOST);
    assertThat(state.length()).isGreaterThan(3 * 1024 * 1024);
    assertThat(Snapshots.capture(filled(7), MOST)).isEqualTo(state);
    assertThat(Snapshots.capture(filled(8), MOST)).isNotEqualTo(state);
  }

  @Test
  void itsStateGoesFromOneToAnother() {
    Bytes state = Snapshots.capture(filled(7), MOST);
    Service other = new BulkService();
    Snapshots.restore(other, state);
    assertThat(Snapshots.capture(other, MOST)).isEqualTo(state);
    Buffer get = new JsonObject().put("op", "get").put("name", "n").toBuffer();
    assertThat(other.query(get).toJsonObject().getInteger("value")).isEqualTo(1);
  }

  @Test
  void itsChecksumIsThatOfItsBytesWhoeverHoldsThem() {
    Service other = new BulkService();
    Snapshots.restore(other, Snapshots.capture(filled(7), MOST));
    assertThat(checksum(other)).isEqualTo(checksum(filled(7))).isNotEqualTo(checksum(filled(8)));
  }

  private static long checksum(Service service) {
    Request request = new Request(3, 0, 7, BulkService.checksum());
    return service.execute(request).toJsonObject().getLong("checksum");
  }
}
