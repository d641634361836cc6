package dev.understudy.group;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The default limits, but for some that are named as in {@link Limits}. */
public final class TestLimits {

  private TestLimits() {}

  public static Limits with(Map<String, ?> changed) {
    Map<String, Object> left = new HashMap<>(changed);
    RecordComponent[] components = Limits.class.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        Object change = left.remove(components[i].getName());
        values[i] = change == null ? components[i].getAccessor().invoke(Limits.DEFAULT) : change;
      }
      if (!left.isEmpty()) {
        throw new AssertionError("there are no limits " + left);
      }
      return Limits.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the record of the limits", e);
    }
  }
}
