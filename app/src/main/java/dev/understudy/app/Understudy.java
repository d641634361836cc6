package dev.understudy.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code understudy}. */
@Command(
    name = "understudy",
    description = "Fault-tolerant server groups for Vert.x.",
    version = "understudy 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true)
public final class Understudy implements Runnable {

  private Understudy() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Understudy()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
