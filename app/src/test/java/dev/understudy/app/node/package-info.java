/** What a node is told to be, and nodes as processes. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.node;
