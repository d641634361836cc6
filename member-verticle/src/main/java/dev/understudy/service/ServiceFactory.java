package dev.understudy.service;

/**
 * Makes services that can be deployed by name. Found by {@link java.util.ServiceLoader}: list the
 * class in {@code META-INF/services/dev.understudy.service.ServiceFactory}. One instance is asked
 * for the services of all servers of a process, by several threads.
 */
public interface ServiceFactory {

  /** What a configuration calls the service: {@code "service": "kv"}. */
  String name();

  /** A service with its first state, the same on every server. */
  Service create();
}
