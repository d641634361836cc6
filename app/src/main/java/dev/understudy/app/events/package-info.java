/** What happens in a cluster: read from gateways, and told in words. */
@org.jspecify.annotations.NullMarked
package dev.understudy.app.events;
