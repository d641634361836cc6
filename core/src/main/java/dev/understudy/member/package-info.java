/** The group member: one machine, all roles. */
@org.jspecify.annotations.NullMarked
package dev.understudy.member;
