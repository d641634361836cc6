package dev.understudy.member;

import dev.understudy.group.ServerId;

/** What became of an {@link OperatorCommand}. */
public sealed interface OperatorAnswer {

  /** Done; {@code text} says what was found or done. */
  record Done(String text) implements OperatorAnswer {}

  /** Only the master does that; {@code master} is it, as far as known. */
  record NotMaster(ServerId master) implements OperatorAnswer {}

  /** There is no such server in the group. */
  record UnknownServer(ServerId server) implements OperatorAnswer {}

  /** Begun, and done in part; {@code text} says how far it came. To be asked for again. */
  record Unfinished(String text) implements OperatorAnswer {}

  /** Not possible as things stand; nothing was changed. */
  record Refused(String reason) implements OperatorAnswer {}
}
