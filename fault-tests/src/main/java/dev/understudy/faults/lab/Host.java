package dev.understudy.faults.lab;

/**
 * A host of the lab: a network of its own with one card.
 *
 * @param number from 0
 * @param namespace its network namespace
 * @param address where its processes listen
 */
public record Host(int number, String namespace, String address) {

  /** The card. */
  static final String CARD = "eth0";

  static Host of(String prefix, int number) {
    return new Host(number, prefix + number, "10.77.0." + (number + 1));
  }

  /** A second address, from which the relays of this host call. */
  String backAddress() {
    return "10.78.0." + (number + 1);
  }

  /** The hardware address of the card. */
  String card() {
    return String.format("02:55:00:00:00:%02x", number + 1);
  }

  /** The port of the switch that the card is plugged into. */
  String port() {
    return "port" + number;
  }
}
