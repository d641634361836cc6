package dev.understudy.server;

import dev.understudy.service.Service;
import dev.understudy.service.ServiceFactory;
import java.lang.ref.SoftReference;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** Finds a service by the name that a configuration gives it. */
final class Services {

  /** To look through the whole class path for each of a node's servers takes milliseconds. */
  private static final Map<ClassLoader, SoftReference<List<ServiceFactory>>> KNOWN =
      new WeakHashMap<>();

  private Services() {}

  /**
   * A new service of that name: of the factory that has it, or of the class that is called so.
   *
   * @throws IllegalArgumentException if there is none, or it cannot be made
   */
  static Service named(String name, ClassLoader loader) {
    return find(name, loader).get();
  }

  /**
   * What makes services of that name; none is made yet.
   *
   * @throws IllegalArgumentException if there is no such name, or what has it is no service
   */
  static Supplier<Service> find(String name, ClassLoader loader) {
    List<ServiceFactory> factories = factories(loader);
    for (ServiceFactory factory : factories) {
      if (factory.name().equals(name)) {
        return factory::create;
      }
    }
    try {
      Constructor<?> constructor = loader.loadClass(name).getDeclaredConstructor();
      Class<?> type = constructor.getDeclaringClass();
      if (Service.class.isAssignableFrom(type) || ServiceFactory.class.isAssignableFrom(type)) {
        return () -> make(name, constructor);
      }
      throw unusable(name, new ClassCastException(type.getName()));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "no service \""
              + name
              + "\": it is neither one of "
              + factories.stream().map(ServiceFactory::name).sorted().toList()
              + " nor a class on the class path",
          e);
    } catch (NoSuchMethodException e) {
      throw unusable(name, e);
    }
  }

  private static List<ServiceFactory> factories(ClassLoader loader) {
    synchronized (KNOWN) {
      SoftReference<List<ServiceFactory>> known = KNOWN.get(loader);
      List<ServiceFactory> factories = known == null ? null : known.get();
      if (factories == null) {
        factories =
            ServiceLoader.load(ServiceFactory.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        KNOWN.put(loader, new SoftReference<>(factories));
      }
      return factories;
    }
  }

  private static Service make(String name, Constructor<?> constructor) {
    try {
      Object service = constructor.newInstance();
      return service instanceof ServiceFactory factory ? factory.create() : (Service) service;
    } catch (ReflectiveOperationException e) {
      throw unusable(name, e);
    }
  }

  private static IllegalArgumentException unusable(String name, Exception cause) {
    return new IllegalArgumentException(
        "service \"" + name + "\" has to be a public Service with a constructor without parameters",
        cause);
  }
}
