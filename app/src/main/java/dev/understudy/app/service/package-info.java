/** The services that come with the command: {@code kv} and {@code counter}. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.service;
