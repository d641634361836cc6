/** A browser for tests of pages, those of other modules too. */
@org.jspecify.annotations.NullMarked
package dev.understudy.browser;
