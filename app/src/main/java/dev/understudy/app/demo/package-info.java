/** The demonstration: a group that loses its master, then has two, and loses nothing. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.demo;
