package dev.understudy.kubernetes.play;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Clients on a host, that call the group through its Service. */
final class PlayedClients {

  private static final int HEAP_MEBIBYTES = 96;
  private static final long ANSWER_SECONDS = 30;
  private static final int MOST_TOLD = 10;
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final HostProcess process;
  private final Story story;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private volatile CountDownLatch acknowledged = new CountDownLatch(1);
  private int lateTold;
  private int wrongTold;

  /** Clients of a group, which do nothing yet. */
  PlayedClients(Lab lab, Host host, String group, Path folder, Story story) {
    this.story = story;
    List<String> command = Program.java(HEAP_MEBIBYTES, ClientsProcess.class, List.of(group));
    process = lab.start(host, Program.of("clients", command, folder), this::heard);
  }

  /** These gateways are ready. */
  void endpoints(Collection<String> urls) {
    process.send("endpoints" + urls.stream().map(url -> " " + url).collect(Collectors.joining()));
  }

  /** Lets so many call, beside those who do already. */
  void call(int clients, double perSecond) {
    process.send("call " + clients + " " + perSecond);
  }

  /** They make no more calls, and a moment later none is on its way. */
  void rest() {
    process.send("rest");
    Patience.pause(MOMENT);
  }

  /** They call again. */
  void goOn() {
    process.send("go-on");
  }

  /** While they rest: as if they had never called. */
  void anew() {
    acknowledged = new CountDownLatch(1);
    process.send("anew");
  }

  /** Whether a first call is acknowledged within that time. */
  boolean isAcknowledgedWithin(long seconds) {
    try {
      return acknowledged.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What became of the calls since it was asked for last, and how many were ever wrong. */
  Tally tally() {
    return Tally.of(ask("tell"));
  }

  /** The server that is master, as soon as there is one. */
  int master() {
    AtomicInteger master = new AtomicInteger(-1);
    Patience.await(
        "a master",
        Duration.ofSeconds(ANSWER_SECONDS),
        () -> {
          master.set(Integer.parseInt(ask("master").split(" ", -1)[1]));
          return master.get() >= 0;
        });
    return master.get();
  }

  private String ask(String question) {
    process.send(question);
    try {
      String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw Failure.error("the clients do not answer; see " + process.program().log());
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  private void heard(String line) {
    if (line.equals("acknowledged")) {
      story.tell("the first request is acknowledged");
      acknowledged.countDown();
    } else if (line.startsWith("late ")) {
      // before there is a group, waiting is all that they can do
      if (acknowledged.getCount() == 0 && lateTold++ < MOST_TOLD) {
        story.tell("a request was " + line);
      }
    } else if (line.startsWith("wrong ")) {
      if (wrongTold++ < MOST_TOLD) {
        story.tell("an answer was " + line);
      }
    } else {
      answers.add(line);
    }
  }
}
