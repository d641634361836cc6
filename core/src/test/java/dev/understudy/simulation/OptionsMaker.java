package dev.understudy.simulation;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Limits;
import dev.understudy.group.Membership;
import dev.understudy.group.Mode;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.simulation.SimulationOptions.Cast;
import dev.understudy.simulation.SimulationOptions.Climate;
import dev.understudy.simulation.SimulationOptions.Work;
import java.util.List;
import java.util.stream.IntStream;

/** Makes the options of a schedule from its seed. */
final class OptionsMaker {

  private static final Timings QUICK =
      new Timings(50, 300, 40, 120, 400, 700, 500, 500, 150, 900, 150, 100, 800, 2_000, 600_000);

  private static final Timings QUICK_WITH_SHORT_SESSIONS =
      new Timings(50, 300, 40, 120, 400, 700, 500, 500, 150, 900, 150, 100, 800, 2_000, 1_500);

  private static final List<List<RetentionCriterion>> AVAILABLE_RETENTIONS =
      List.of(
          GroupConfiguration.defaultRetention(Mode.AVAILABLE),
          GroupConfiguration.defaultRetention(Mode.AVAILABLE),
          List.of(RetentionCriterion.LOWEST_SERVER_ID),
          List.of(RetentionCriterion.HIGHEST_EPOCH),
          List.of(RetentionCriterion.HIGHEST_PRIORITY, RetentionCriterion.LOWEST_SERVER_ID));

  private final Dice dice;
  private final Mode mode;

  private OptionsMaker(Dice dice, Mode mode) {
    this.dice = dice;
    this.mode = mode;
  }

  static SimulationOptions make(long seed, Mode mode) {
    OptionsMaker maker = new OptionsMaker(new Dice(seed ^ 0x5eed), mode);
    return maker.make(Profile.pick(maker.dice));
  }

  /** Of a profile that is not left to the seed. */
  static SimulationOptions make(long seed, Mode mode, Profile profile) {
    return new OptionsMaker(new Dice(seed ^ 0x5eed), mode).make(profile);
  }

  private SimulationOptions make(Profile profile) {
    Cast cast = cast(profile);
    return new SimulationOptions(
        profile, cast, configuration(profile, cast), climate(profile), work());
  }

  private Cast cast(Profile profile) {
    int servers =
        switch (dice.below(12)) {
          case 0 -> 1;
          case 1, 2 -> 2;
          case 3, 4, 5, 6, 7 -> 3;
          case 8 -> 4;
          case 9, 10 -> 5;
          default -> dice.chance(500) ? 6 : 7;
        };
    if (profile.equals(Profile.DOUBLES) || profile.equals(Profile.CORRUPTIONS)) {
      servers = Math.max(3, servers);
    }
    int standbys = mode == Mode.CONSISTENT && servers < 6 && dice.chance(150) ? 1 : 0;
    int nameServers = profile.equals(Profile.NAME_SERVERS) ? 2 + dice.below(2) : 1 + dice.below(3);
    return new Cast(servers, standbys, nameServers, 1 + dice.below(3));
  }

  private GroupConfiguration configuration(Profile profile, Cast cast) {
    List<ServerId> voters =
        IntStream.rangeClosed(1, cast.voters()).mapToObj(ServerId::new).toList();
    boolean consistent = mode == Mode.CONSISTENT;
    List<RetentionCriterion> retention =
        consistent ? GroupConfiguration.defaultRetention(mode) : dice.of(AVAILABLE_RETENTIONS);
    DivergedPolicy policy =
        !consistent && dice.chance(300) ? DivergedPolicy.REPLAY : DivergedPolicy.KEEP;
    // who executed what in a session that expired is not known any more when histories meet
    Timings timings = consistent && dice.chance(100) ? QUICK_WITH_SHORT_SESSIONS : QUICK;
    return new GroupConfiguration(
        "g",
        consistent ? Membership.consistent(voters) : Membership.available(),
        retention,
        policy,
        timings,
        limits(profile, timings));
  }

  private Limits limits(Profile profile, Timings timings) {
    // few sessions only where they expire: a full table empties itself then
    int sessions = timings.equals(QUICK_WITH_SHORT_SESSIONS) && dice.chance(500) ? 8 : 64;
    boolean shortLogs = profile.equals(Profile.SYNCHRONIZATION) || dice.chance(300);
    int retained = mode == Mode.CONSISTENT && shortLogs ? 8 + dice.below(24) : 4_096;
    int divergedRecords = dice.chance(100) ? 4 : 1_000;
    return new Limits(
        4_096,
        64,
        65_536,
        256,
        8,
        retained,
        1 << 20,
        16,
        sessions,
        8,
        8,
        96,
        1 << 20,
        divergedRecords,
        64,
        3);
  }

  private Climate climate(Profile profile) {
    boolean bad = profile.equals(Profile.BAD_NETWORK) || dice.chance(250);
    int loss = bad ? dice.below(150) : dice.chance(400) ? 0 : dice.below(20);
    int duplicates = bad ? dice.below(100) : dice.below(20);
    long mostMicros = dice.chance(300) ? dice.between(5_000, 60_000) : dice.between(500, 5_000);
    int stragglers = dice.chance(400) ? dice.below(30) : 0;
    Weather weather =
        new Weather(
            loss, duplicates, 100, mostMicros, stragglers, dice.between(100_000, 2_500_000));
    long serviceMicros = dice.chance(400) ? dice.between(100, 8_000) : 0;
    int damage = profile.equals(Profile.SYNCHRONIZATION) ? dice.below(200) : 0;
    return new Climate(
        weather,
        dice.chance(500),
        dice.chance(300) ? 150 : 5,
        serviceMicros,
        damage,
        dice.between(1_500, 5_000),
        dice.between(80, 500));
  }

  private Work work() {
    return new Work(
        dice.between(30, 90), 1 + dice.below(3), 1 + dice.below(4), 100 + dice.below(300));
  }
}
