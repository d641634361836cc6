package dev.understudy.faults.lab;

import dev.understudy.app.FreshJava;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that is to run on a host.
 *
 * @param name what its log file is called
 * @param command the program and its arguments
 * @param environment what it finds in its environment besides what this process has
 * @param folder where its log goes
 */
public record Program(
    String name, List<String> command, Map<String, String> environment, Path folder) {

  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A program that needs nothing in its environment. */
  public static Program of(String name, List<String> command, Path folder) {
    return new Program(name, command, Map.of(), folder);
  }

  /**
   * A class of this very program: Java with flags for a short life, and this process's class path.
   */
  public static List<String> java(int heapMebibytes, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(FreshJava.running(heapMebibytes, main));
    command.addAll(arguments);
    return command;
  }

  /** The same Java with other flags than those for a short life. */
  public Program flagged(List<String> flags) {
    List<String> changed = new ArrayList<>(command.subList(0, 1));
    changed.addAll(flags);
    changed.addAll(command.subList(FreshJava.flags(1).size(), command.size()));
    return new Program(name, changed, environment, folder);
  }

  /** The same with another variable in its environment. */
  public Program with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Program(name, command, more, folder);
  }

  /** Where its standard error goes. */
  public Path log() {
    return folder.resolve(name + ".log");
  }
}
