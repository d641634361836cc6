package dev.understudy.member;

import dev.understudy.group.ServerId;

/** What a test does to a running backup. */
public final class Sickness {

  private Sickness() {}

  /** It stops to follow, and names {@code master} from now on. */
  public static void mislead(Member backup, ServerId master) {
    ((Backup) backup.current()).mislead(master);
  }
}
