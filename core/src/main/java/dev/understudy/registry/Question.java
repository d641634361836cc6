package dev.understudy.registry;

import dev.understudy.group.InSync;

/** What is asked of any name server (address {@code understudy.nameserver}). */
public sealed interface Question {

  String group();

  /** Who is the name-server master? */
  record Lookup(String group) implements Question {}

  /** Which servers are registered? */
  record Roster(String group) implements Question {}

  /** Which groups are there? {@code group} is empty. */
  record Groups(String group) implements Question {}

  /** Remember this in-sync set, also beyond the lease (protocol section 4, AVAILABLE). */
  record ConfirmInSync(String group, InSync inSync) implements Question {}
}
