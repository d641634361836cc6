package dev.understudy.app.verb;

import java.util.List;

/** All verbs, in the order of the help. */
public final class Verbs {

  private Verbs() {}

  /** The commands, for picocli. */
  public static List<Object> all() {
    return List.of(
        new RequestVerb(),
        new QueryVerb(),
        new GroupsVerb(),
        new StatusVerb(),
        new HealthVerb(),
        new WatchVerb(),
        new TopVerb(),
        new HistoryVerb(),
        new CheckVerb(),
        new VerifyVerb(),
        new TransferVerb(),
        new HandOverVerb(),
        new RecoverVerb(),
        new DivergedVerb(),
        new DrillVerb());
  }
}
