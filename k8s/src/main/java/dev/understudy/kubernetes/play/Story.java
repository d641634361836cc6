package dev.understudy.kubernetes.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The time line of what is played. */
final class Story {

  private static final double MILLIS = 1_000.0;

  private final Consumer<String> reader;
  private final List<String> lines = new ArrayList<>();
  private long fromNanos = System.nanoTime();

  /** A story that is told to somebody as it happens. */
  Story(Consumer<String> reader) {
    this.reader = reader;
  }

  /** A scene begins, and its time with it. */
  synchronized void scene(String title) {
    fromNanos = System.nanoTime();
    line("");
    line(title);
  }

  synchronized void tell(String what) {
    line(String.format(Locale.ROOT, "%8.3f s  %s", millis() / MILLIS, what));
  }

  /** Since the scene began. */
  synchronized long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNanos);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private void line(String text) {
    lines.add(text);
    reader.accept(text);
  }
}
