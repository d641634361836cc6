/** What is particular to a person before a terminal: lines in place, keys, Ctrl-C. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.terminal;
