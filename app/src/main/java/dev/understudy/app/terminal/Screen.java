package dev.understudy.app.terminal;

import java.time.Duration;
import java.util.List;

/** Where a picture is shown that is drawn anew again and again. */
public interface Screen extends AutoCloseable {

  /** How many lines can be seen at once. */
  int rows();

  /** Shows these lines in place of those before; they may have colours. */
  void show(List<String> lines);

  /**
   * Waits before the next picture.
   *
   * @return whether there is to be one: false if the person wants no more
   */
  boolean rest(Duration most);

  @Override
  void close();
}
