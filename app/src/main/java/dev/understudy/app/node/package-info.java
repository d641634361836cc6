/** Nodes: processes that join the cluster as name server, as members of groups, or as gateway. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.node;
