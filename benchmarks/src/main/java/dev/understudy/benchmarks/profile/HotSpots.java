package dev.understudy.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a recorded process spent its time, and what it allocated where.
 *
 * <p>Time is counted in samples of running Java code; of native code only what moves bytes counts,
 * as waiting for them is sampled too. Allocation is counted in bytes, which Flight Recorder
 * extrapolates from samples.
 */
public final class HotSpots {

  private static final String OWN = "dev.understudy.";
  private static final String WAITING =
      ".*(epollWait|EPoll\\.wait|poll|select|accept|park|sleep|readBytes).*";

  private final Tallied threads = new Tallied();
  private final Tallied self = new Tallied();
  private final Tallied inclusive = new Tallied();
  private final Tallied nativeCalls = new Tallied();
  private final Tallied allocatedClasses = new Tallied();
  private final Tallied allocationSites = new Tallied();

  private HotSpots() {}

  /** Reads a recording. */
  public static HotSpots of(Path recording) throws IOException {
    HotSpots spots = new HotSpots();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        spots.add(file.readEvent());
      }
    }
    return spots;
  }

  /** What a person wants to see of it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(self.added() + " samples of running Java code");
    lines.add("");
    section(lines, "Threads, by samples", threads, 8);
    lines.add("Methods, by samples in them and what they call");
    lines.addAll(inclusive.lines(90, self.added()));
    lines.add("");
    section(lines, "Native methods, by samples, without those that wait", nativeCalls, 10);
    section(lines, "Allocated classes, by bytes", allocatedClasses, 25);
    section(
        lines, "Allocations, by class and the first own method on the stack", allocationSites, 50);
    return lines;
  }

  private static void section(List<String> lines, String title, Tallied tallied, int most) {
    lines.add(title);
    lines.addAll(tallied.lines(most, tallied.added()));
    lines.add("");
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> executed(event);
      case "jdk.NativeMethodSample" -> executedNatively(event);
      case "jdk.ObjectAllocationSample" -> allocated(event);
      default -> {
        // something else that is recorded
      }
    }
  }

  private void executed(RecordedEvent event) {
    RecordedThread thread = event.getThread("sampledThread");
    if (thread != null) {
      threads.add(String.valueOf(thread.getJavaName()), 1);
    }
    List<String> frames = frames(event);
    if (!frames.isEmpty()) {
      self.add(frames.get(0), 1);
      Set<String> once = new LinkedHashSet<>(frames);
      once.forEach(frame -> inclusive.add(frame, 1));
    }
  }

  private void executedNatively(RecordedEvent event) {
    List<String> frames = frames(event);
    if (!frames.isEmpty() && !frames.get(0).matches(WAITING)) {
      nativeCalls.add(frames.get(0), 1);
    }
  }

  private void allocated(RecordedEvent event) {
    long bytes = event.getLong("weight");
    RecordedClass allocated = event.getClass("objectClass");
    String name = allocated == null ? "?" : shortName(readable(allocated.getName()));
    allocatedClasses.add(name, bytes);
    List<String> frames = frames(event);
    String site =
        frames.stream()
            .filter(frame -> frame.startsWith(OWN))
            .findFirst()
            .or(() -> frames.stream().filter(frame -> !frame.startsWith("java.")).findFirst())
            .orElse("?");
    allocationSites.add(name + "  in  " + site, bytes);
  }

  private static List<String> frames(RecordedEvent event) {
    RecordedStackTrace stack = event.getStackTrace();
    return Optional.ofNullable(stack).map(RecordedStackTrace::getFrames).orElse(List.of()).stream()
        .map(HotSpots::name)
        .toList();
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static String readable(String name) {
    return switch (name) {
      case "[B" -> "byte[]";
      case "[I" -> "int[]";
      case "[J" -> "long[]";
      case "[C" -> "char[]";
      default -> name.startsWith("[L") ? name.substring(2).replace(";", "[]") : name;
    };
  }

  private static String shortName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
