package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The calls that have begun and not ended. */
class CallTableTest {

  private final CallTable table = new CallTable();

  @Test
  void givesEachCallBackOnceUnderANumberOfItsOwn() {
    Random random = new Random(1);
    Map<Long, OpenCall<?>> open = new TreeMap<>();
    List<Long> ended = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      if (random.nextInt(5) < 3) {
        OpenCall<?> call = call();
        assertThat(open.put(table.add(call), call)).isNull();
      } else if (!open.isEmpty()) {
        long number = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
        assertThat(table.remove(number)).isEqualTo(Optional.ofNullable(open.remove(number)));
        ended.add(number);
      }
      ended.stream().skip(Math.max(0, ended.size() - 5)).forEach(this::assertGone);
    }
    assertThat(table.removeAll()).isEqualTo(List.copyOf(open.values()));
    assertThat(table.removeAll()).isEmpty();
  }

  private void assertGone(long number) {
    assertThat(table.remove(number)).isEmpty();
  }

  private static OpenCall<?> call() {
    return new OpenCall<>(callId -> new ClientInput.Flush(), end -> end);
  }
}
