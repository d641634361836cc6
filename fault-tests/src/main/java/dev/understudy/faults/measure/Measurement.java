package dev.understudy.faults.measure;

import java.io.IOException;

/** Brings a fault about, several times, and finds out what it costs. */
interface Measurement {

  /**
   * Measures. A fault that did not happen, or a figure that could not be taken, is told among the
   * {@linkplain Figures#doubts doubts}.
   *
   * @throws IllegalStateException if the cluster does not come up, or its clients do not answer
   */
  Figures measure(Order order) throws IOException;
}
