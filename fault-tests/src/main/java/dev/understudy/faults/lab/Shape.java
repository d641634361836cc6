package dev.understudy.faults.lab;

/**
 * What befalls the bytes on a link, each way.
 *
 * @param delayMillis how long they are under way
 * @param jitterMillis how far that varies, up and down; never out of order
 * @param lossPercent of the packets; a lost one is sent again, until then what follows waits, as
 *     TCP does it
 * @param resetMillis how long a connection lives on average until it is reset; 0 for ever
 */
public record Shape(int delayMillis, int jitterMillis, double lossPercent, int resetMillis) {

  /** As if there were nothing. */
  public static final Shape PLAIN = new Shape(0, 0, 0, 0);

  private static final int WORDS = 4;

  public Shape {
    if (delayMillis < 0 || jitterMillis < 0 || resetMillis < 0) {
      throw new IllegalArgumentException("a time is not negative");
    }
    if (!(lossPercent >= 0 && lossPercent <= 90)) {
      throw new IllegalArgumentException("0 to 90 percent can be lost");
    }
  }

  public static Shape delay(int millis) {
    return new Shape(millis, 0, 0, 0);
  }

  /** Reads what {@link #line} wrote. */
  static Shape parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS) {
      throw new IllegalArgumentException("no shape: " + line);
    }
    return new Shape(
        Integer.parseInt(words[0]),
        Integer.parseInt(words[1]),
        Double.parseDouble(words[2]),
        Integer.parseInt(words[3]));
  }

  String line() {
    return delayMillis + " " + jitterMillis + " " + lossPercent + " " + resetMillis;
  }
}
