package dev.understudy.sdk;

import dev.understudy.group.Epoch;

/** The text of an epoch, which is nearly always that of the reply before. For one thread. */
final class EpochText {

  private Epoch last = Epoch.NONE;
  private String text = last.toString();

  String of(Epoch epoch) {
    if (!epoch.equals(last)) {
      last = epoch;
      text = epoch.toString();
    }
    return text;
  }
}
