package dev.understudy.server;

import dev.understudy.service.Service;
import dev.understudy.service.ServiceFactory;
import java.util.List;
import java.util.ServiceLoader;

/** Finds a service by the name that a configuration gives it. */
final class Services {

  private Services() {}

  /**
   * A new service of that name: of the factory that has it, or of the class that is called so.
   *
   * @throws IllegalArgumentException if there is none, or it cannot be made
   */
  static Service named(String name, ClassLoader loader) {
    List<ServiceFactory> factories =
        ServiceLoader.load(ServiceFactory.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    for (ServiceFactory factory : factories) {
      if (factory.name().equals(name)) {
        return factory.create();
      }
    }
    try {
      Object service = loader.loadClass(name).getDeclaredConstructor().newInstance();
      return service instanceof ServiceFactory factory ? factory.create() : (Service) service;
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "no service \""
              + name
              + "\": it is neither one of "
              + factories.stream().map(ServiceFactory::name).sorted().toList()
              + " nor a class on the class path",
          e);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "service \""
              + name
              + "\" has to be a public Service with a constructor without parameters",
          e);
    }
  }
}
