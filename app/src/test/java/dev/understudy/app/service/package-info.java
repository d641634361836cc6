/** The services that come with the command. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.service;
