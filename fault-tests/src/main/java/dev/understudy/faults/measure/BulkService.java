package dev.understudy.faults.measure;

import dev.understudy.app.service.CounterService;
import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A {@code counter} with a large state beside it: {@code {"op":"fill","mebibytes":8}} makes that
 * grow by so much, with bytes that no one can compress, and is answered {@code {"mebibytes":n}}
 * with its size; {@code {"op":"checksum"}} reads all of it and is answered {@code {"checksum":n}},
 * by every server, so that one whose bytes are others has another digest than the master. Blocking,
 * as a service has to be whose state takes long to write.
 */
public final class BulkService implements Service {

  private static final int CHUNK_BYTES = 256 * 1024;
  private static final int CHUNKS_A_MEBIBYTE = 4;

  private final CounterService counters = new CounterService();
  private final List<Buffer> chunks = new ArrayList<>();

  /** What to ask for to make the state grow. */
  static Buffer fill(int mebibytes) {
    return new JsonObject().put("op", "fill").put("mebibytes", mebibytes).toBuffer();
  }

  /** What to ask for to have all of it read. */
  static Buffer checksum() {
    return new JsonObject().put("op", "checksum").toBuffer();
  }

  @Override
  public Buffer execute(Request request) {
    JsonObject json = new JsonObject(request.payload());
    return switch (json.getString("op", "")) {
      case "fill" -> fill(request, json.getInteger("mebibytes"));
      case "checksum" -> read();
      default -> counters.execute(request);
    };
  }

  private Buffer fill(Request request, int more) {
    for (int i = 0; i < more * CHUNKS_A_MEBIBYTE; i++) {
      byte[] chunk = new byte[CHUNK_BYTES];
      request.random().nextBytes(chunk);
      chunks.add(Buffer.buffer(chunk));
    }
    return new JsonObject().put("mebibytes", chunks.size() / CHUNKS_A_MEBIBYTE).toBuffer();
  }

  private Buffer read() {
    CRC32C checksum = new CRC32C();
    chunks.forEach(chunk -> checksum.update(chunk.getBytes()));
    return new JsonObject().put("checksum", checksum.getValue()).toBuffer();
  }

  @Override
  public Buffer query(Buffer query) {
    return counters.query(query);
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    out.writeInt(chunks.size());
    chunks.forEach(out::writeBuffer);
    counters.snapshot(out);
  }

  @Override
  public void restore(SnapshotReader in) {
    chunks.clear();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      chunks.add(in.readBuffer());
    }
    counters.restore(in);
  }

  @Override
  public boolean isBlocking() {
    return true;
  }
}
