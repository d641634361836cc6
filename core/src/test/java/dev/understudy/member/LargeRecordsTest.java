package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Role;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a loser hands over travels in frames, which are bounded (protocol sections 1 and 10). */
class LargeRecordsTest {

  private static final int REQUESTS = 24;
  private static final long MOST_BYTES = 4 * 1024 * 1024;

  private final TestedGroup group = TestedGroup.available();

  @Test
  void largeRequestsAreHandedOverInSeveralParts() {
    TestedServer loser = group.start(1);
    group.run(3_000);
    assertThat(loser.view().role()).isEqualTo(Role.MASTER);
    executeLargeRequests(loser);
    assertThat(loser.view().executedIndex()).isGreaterThan(REQUESTS);

    group.nameServerNames(2, TestedGroup.epoch(9, 2));
    group.run(1_100);
    group.receive(
        2, 1, new MonitoringMessage.ComparisonWon(group.registration(2, TestedGroup.epoch(9, 2))));
    List<SynchronizationMessage.SynchronizationRequest> asked =
        group.sent(1, 2, SynchronizationMessage.SynchronizationRequest.class);
    long attempt = asked.get(asked.size() - 1).attempt();
    group.receive(
        2, 1, new SynchronizationMessage.DivergedWanted(attempt, TestedGroup.epoch(9, 2), 0));
    int handed = 0;
    for (int part = 0; handed < REQUESTS; part++) {
      List<SynchronizationMessage.DivergedPart> parts =
          group.sent(1, 2, SynchronizationMessage.DivergedPart.class);
      SynchronizationMessage.DivergedPart sent = parts.get(parts.size() - 1);
      assertThat(sent.part()).isEqualTo(part);
      assertThat(sent.records().stream().mapToLong(DivergedRecord::size).sum())
          .isPositive()
          .isLessThanOrEqualTo(MOST_BYTES);
      handed += sent.records().size();
      assertThat(sent.last()).isEqualTo(handed == REQUESTS);
      group.receive(2, 1, new SynchronizationMessage.DivergedTaken(attempt, part));
    }
  }

  /** Each with a result that is as large. */
  private void executeLargeRequests(TestedServer server) {
    server.hold();
    for (int i = 0; i < REQUESTS; i++) {
      Requests.send(server, Requests.session(group, server), i, "x".repeat(1_000_000));
    }
    group.run(50);
    while (!server.held().isEmpty()) {
      List<Result> results =
          server.held().remove(0).invocations().stream()
              .<Result>map(request -> new Result.Returned(request.payload()))
              .toList();
      server.give(new Input.Executed(results));
      group.run(5);
    }
  }
}
