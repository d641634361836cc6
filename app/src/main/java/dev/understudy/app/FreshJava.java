package dev.understudy.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that start Java anew, for processes with a short life: with little memory. */
public final class FreshJava {

  private FreshJava() {}

  /** Java, and flags that let it start quickly. */
  public static List<String> flags(int heapMebibytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx" + heapMebibytes + "m");
  }

  /** A class of this process's own class path, with the modules opened that are open here. */
  public static List<String> running(int heapMebibytes, Class<?> main) {
    List<String> command = new ArrayList<>(flags(heapMebibytes));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
