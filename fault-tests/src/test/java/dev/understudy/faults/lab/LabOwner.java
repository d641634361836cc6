package dev.understudy.faults.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that opens a lab, tells the number of a process in it, and waits. */
final class LabOwner {

  private LabOwner() {}

  public static void main(String[] arguments) throws IOException {
    Lab lab = Lab.open(2);
    Program program = Program.of("waits", List.of("sleep", "600"), Path.of(arguments[0]));
    HostProcess process = lab.start(lab.host(1), program, line -> {});
    System.out.println(process.pid());
    if (System.in.read() < 0) {
      lab.close();
    }
  }
}
