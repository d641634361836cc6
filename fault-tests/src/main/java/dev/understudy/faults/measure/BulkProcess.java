package dev.understudy.faults.measure;

import dev.understudy.app.verb.Gateway;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Fills a {@link BulkService}, or has it read, and says {@code filled} and its size in mebibytes,
 * or {@code checksum} and that, on standard output.
 */
public final class BulkProcess {

  private static final int STEP_MEBIBYTES = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Gateway gateway;
  private final String path;

  private BulkProcess(Gateway gateway, String group) {
    this.gateway = gateway;
    this.path = Gateway.path(group, "requests");
  }

  /** Arguments: a gateway, the group, and how many mebibytes it is to have, if it is to grow. */
  public static void main(String[] arguments) {
    Gateway gateway = new Gateway(List.of(URI.create(arguments[0])), PATIENCE);
    BulkProcess process = new BulkProcess(gateway, arguments[1]);
    System.out.println(
        arguments.length > 2
            ? "filled " + process.fill(Integer.parseInt(arguments[2]))
            : "checksum " + process.ask(BulkService.checksum()).getLong("checksum"));
  }

  private int fill(int most) {
    int size = 0;
    while (size < most) {
      Buffer more = BulkService.fill(Math.min(STEP_MEBIBYTES, most - size));
      size = ask(more).getInteger("mebibytes");
    }
    return size;
  }

  private JsonObject ask(Buffer request) {
    return gateway.post(path, request).json();
  }
}
