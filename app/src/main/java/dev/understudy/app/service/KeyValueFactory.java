package dev.understudy.app.service;

import dev.understudy.service.Service;
import dev.understudy.service.ServiceFactory;

/** Makes {@code kv}. */
public final class KeyValueFactory implements ServiceFactory {

  @Override
  public String name() {
    return "kv";
  }

  @Override
  public Service create() {
    return new KeyValueService();
  }
}
