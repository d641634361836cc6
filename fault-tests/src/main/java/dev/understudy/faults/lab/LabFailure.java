package dev.understudy.faults.lab;

/** Something that the lab was asked for and cannot do here. */
public final class LabFailure extends RuntimeException {

  LabFailure(String message) {
    super(message);
  }

  LabFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
