package dev.understudy.app.service;

import dev.understudy.service.Service;
import dev.understudy.service.ServiceFactory;

/** Makes {@code counter}. */
public final class CounterFactory implements ServiceFactory {

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public Service create() {
    return new CounterService();
  }
}
