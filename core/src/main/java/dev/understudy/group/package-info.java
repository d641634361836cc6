/** The group: who is master, how a master is elected, and how its requests reach the backups. */
@NullMarked
package dev.understudy.group;

import org.jspecify.annotations.NullMarked;
