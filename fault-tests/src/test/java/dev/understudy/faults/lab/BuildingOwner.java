package dev.understudy.faults.lab;

import java.util.Map;

/**
 * A program that opens a lab, and when its end comes meanwhile, says so as soon as the lab is
 * waiting to be removed.
 */
final class BuildingOwner {

  private BuildingOwner() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(BuildingOwner::tell));
    Lab.open(2);
    System.out.println("built");
  }

  private static void tell() {
    Patience.await("the lab's turn", BuildingOwner::labWaits);
    System.out.println("waits");
  }

  private static boolean labWaits() {
    Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    return threads.keySet().stream()
        .anyMatch(
            thread -> thread.getName().equals("lab") && thread.getState() == Thread.State.BLOCKED);
  }
}
