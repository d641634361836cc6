package dev.understudy.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.log.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whose deadline passes next. */
class DeadlinesTest {

  private final Deadlines deadlines = new Deadlines();

  @Test
  void passInTheirOrderWhateverOrderTheyCameIn() {
    Random random = new Random(1);
    List<Pending> open = new ArrayList<>();
    Comparator<Pending> earliest =
        Comparator.comparingLong(Pending::deadlineMillis).thenComparingLong(Pending::order);
    for (int now = 0; now < 5_000; now++) {
      // mostly the same patience, now and then less
      int patience = random.nextInt(5) == 0 ? random.nextInt(100) : 100;
      Pending added = new Pending(now, now, Bytes.EMPTY, now + patience);
      deadlines.add(added);
      open.add(added);
      if (random.nextBoolean()) {
        end(open.remove(random.nextInt(open.size())));
      }
      int time = now;
      List<Pending> passed =
          open.stream().filter(one -> one.deadlineMillis() <= time).sorted(earliest).toList();
      assertThat(deadlines.passed(now)).isEqualTo(passed);
      passed.forEach(this::end);
      open.removeAll(passed);
      assertThat(deadlines.nextMillis())
          .isEqualTo(open.stream().mapToLong(Pending::deadlineMillis).min().orElse(Long.MAX_VALUE));
    }
  }

  private void end(Pending pending) {
    pending.end();
    deadlines.remove(pending);
  }
}
