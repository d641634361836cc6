package dev.understudy.group;

/** What becomes of diverged records (protocol section 10). */
public enum DivergedPolicy {
  /** They stay, to be read, exported, replayed or dropped by a person. */
  KEEP,
  /** They are executed once in the surviving history, as soon as they are recorded there. */
  REPLAY
}
