package dev.understudy.benchmarks.core;

import dev.understudy.group.ServerId;
import java.util.Map;

/** What the machines of a group were given while requests went through it. */
record Courses(MemberCourse master, MemberCourse backup, ClientCourse client) {

  /** How many inputs each had when the requests began. */
  record Marks(Map<ServerId, Integer> members, int client) {}
}
