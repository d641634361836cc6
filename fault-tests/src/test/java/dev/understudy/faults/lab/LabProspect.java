package dev.understudy.faults.lab;

/** A program that says why there can be no lab. */
final class LabProspect {

  private LabProspect() {}

  public static void main(String[] arguments) {
    System.out.println(Lab.missing().orElse("nothing is missing"));
  }
}
