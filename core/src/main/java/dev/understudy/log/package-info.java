/** Entries, the history they form, and how two histories are compared. */
@org.jspecify.annotations.NullMarked
package dev.understudy.log;
