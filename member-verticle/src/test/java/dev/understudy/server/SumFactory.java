package dev.understudy.server;

import dev.understudy.service.Service;
import dev.understudy.service.ServiceFactory;

/** Found by the service loader. */
public class SumFactory implements ServiceFactory {

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public Service create() {
    return new SumService();
  }
}
