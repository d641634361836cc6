package dev.understudy.app.bench;

import java.time.Duration;
import java.util.List;

/** What can be measured of a group besides how fast its calls are. */
public sealed interface Experiment {

  /** The usual ones, with their usual extent. */
  List<Experiment> USUAL =
      List.of(
          new Start(5),
          new Failover(5),
          new Rejoin(10),
          new Growth(List.of(3, 5, 7)),
          new Flood(Duration.ofMinutes(1)),
          new Scale(1_000),
          new Lookups(10_000),
          new Steady(Duration.ofMinutes(10)));

  /** Has it carried out. */
  void perform(Performer performer);

  /** How long it takes until a group answers. */
  record Start(int rounds) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.start(this);
    }
  }

  /** How long nobody answers when the master is killed, with default settings and with tuned. */
  record Failover(int rounds) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.failover(this);
    }
  }

  /** How long it takes until two masters are one. */
  record Rejoin(int rounds) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.rejoin(this);
    }
  }

  /** Whether a master is given up that is only busy. */
  record Steady(Duration length) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.steady(this);
    }
  }

  /** What a request costs with more servers, longer payloads, more in flight. */
  record Growth(List<Integer> sizes) implements Experiment {
    public Growth {
      sizes = List.copyOf(sizes);
    }

    @Override
    public void perform(Performer performer) {
      performer.growth(this);
    }
  }

  /** What becomes of ten times the requests that a group can bear, while a backup stands still. */
  record Flood(Duration length) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.flood(this);
    }
  }

  /** What idle groups cost, and how long they have no master when a process is killed. */
  record Scale(int groups) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.scale(this);
    }
  }

  /** How many look-ups a name server answers that knows so many groups of three. */
  record Lookups(int groups) implements Experiment {
    @Override
    public void perform(Performer performer) {
      performer.lookups(this);
    }
  }

  /** Carries experiments out. */
  interface Performer {
    void start(Start start);

    void failover(Failover failover);

    void rejoin(Rejoin rejoin);

    void steady(Steady steady);

    void growth(Growth growth);

    void flood(Flood flood);

    void scale(Scale scale);

    void lookups(Lookups lookups);
  }
}
