package dev.understudy.client;

/** Where a client's replies go: the event-bus address that it consumes. */
public record ClientAddress(String value) implements Comparable<ClientAddress> {

  public static final int LONGEST = 256;

  public ClientAddress {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException("a client address has 1 to " + LONGEST + " characters");
    }
  }

  @Override
  public int compareTo(ClientAddress other) {
    return value.compareTo(other.value);
  }
}
