package dev.understudy.faults.measure;

import dev.understudy.app.verb.Gateway;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Fills a {@link BulkService}, and says {@code filled} and its size on standard output. */
public final class FillProcess {

  private static final int STEP_MEBIBYTES = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FillProcess() {}

  /** Arguments: a gateway, the group, how many mebibytes. */
  public static void main(String[] arguments) {
    Gateway gateway = new Gateway(List.of(URI.create(arguments[0])), PATIENCE);
    int most = Integer.parseInt(arguments[2]);
    int size = 0;
    while (size < most) {
      int more = Math.min(STEP_MEBIBYTES, most - size);
      size =
          gateway
              .post(Gateway.path(arguments[1], "requests"), BulkService.fill(more))
              .json()
              .getInteger("mebibytes");
    }
    System.out.println("filled " + size);
  }
}
