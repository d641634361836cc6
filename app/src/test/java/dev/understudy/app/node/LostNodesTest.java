package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** To whom the bus sends when some of those who listened are lost. */
class LostNodesTest {

  private static final String SERVER = Addresses.server("orders", new ServerId(2));
  private static final RegistrationInfo LOST = on("lost");
  private static final RegistrationInfo HERE = on("here");

  private static final RegistrationInfo LEFTOVER = on("gone");
  private static final List<String> MEMBERS = List.of("here");

  private final LostNodes lost = new LostNodes();

  @Test
  void whoIsLostIsSentToWhereNobodyElseListens() {
    lost.note(SERVER, LOST, 0);

    assertThat(lost.with(SERVER, List.of(), MEMBERS)).containsExactly(LOST);
    assertThat(lost.nodes()).containsExactly("lost");
  }

  @Test
  void aServerThatListensAgainElsewhereIsTheOnlyOneThatIsSentTo() {
    lost.note(SERVER, LOST, 0);

    assertThat(lost.with(SERVER, List.of(HERE), MEMBERS)).containsExactly(HERE);
  }

  @Test
  void whatIsLeftOfANodeThatIsNeitherMemberNorLostIsNotSentTo() {
    assertThat(lost.with(SERVER, List.of(LEFTOVER, HERE), MEMBERS)).containsExactly(HERE);

    lost.note(SERVER, LOST, 0);

    assertThat(lost.with(SERVER, List.of(LEFTOVER), MEMBERS)).containsExactly(LOST);
  }

  @Test
  void aListenerThatHazelcastKnowsIsTriedWhereThereIsNoOther() {
    assertThat(lost.with(SERVER, List.of(LEFTOVER), MEMBERS)).containsExactly(LEFTOVER);
  }

  @Test
  void whereNobodyIsKnownToBeAMemberWhoeverIsKnownIsSentTo() {
    assertThat(lost.with(SERVER, List.of(HERE), List.of())).containsExactly(HERE);

    lost.note(SERVER, LOST, 0);

    assertThat(lost.with(SERVER, List.of(), List.of())).containsExactly(LOST);
    assertThat(lost.with(SERVER, List.of(HERE), List.of())).containsExactly(HERE);
  }

  @Test
  void oneNameServerIsAskedAmongThoseThatAreKnown() {
    lost.note(Addresses.NAME_SERVER, LOST, 0);

    assertThat(lost.with(Addresses.NAME_SERVER, List.of(HERE), MEMBERS)).containsExactly(HERE);
  }

  @Test
  void whatIsPublishedGoesToTheLostOnesToo() {
    for (String address :
        List.of(Addresses.REGISTRATIONS, Addresses.EVENTS, Addresses.triggers("orders"))) {
      lost.note(address, LOST, 0);
      lost.note(address, HERE, 0);

      assertThat(lost.with(address, List.of(HERE), MEMBERS)).containsExactly(HERE, LOST);
    }
  }

  @Test
  void whoIsLostForLongIsForgotten() {
    lost.note(SERVER, LOST, 1);
    long end = 1 + LostNodes.KEPT.toNanos();

    assertThat(lost.forgetBefore(end - 1)).isEmpty();
    assertThat(lost.forgetBefore(end)).containsExactly(SERVER);
    assertThat(lost.with(SERVER, List.of(), MEMBERS)).isEmpty();
    assertThat(lost.nodes()).isEmpty();
  }

  @Test
  void whoIsLostOnceMoreIsKeptFromThenOn() {
    lost.note(SERVER, LOST, 1);
    lost.note(SERVER, LOST, 2);

    assertThat(lost.forgetBefore(1 + LostNodes.KEPT.toNanos())).isEmpty();
    assertThat(lost.with(SERVER, List.of(), MEMBERS)).containsExactly(LOST);
  }

  @Test
  void aNodeThatIsReplacedIsForgottenAtOnce() {
    lost.note(SERVER, LOST, 0);
    lost.note(Addresses.EVENTS, LOST, 0);
    lost.note(Addresses.EVENTS, HERE, 0);

    assertThat(lost.forget("lost")).containsExactly(Addresses.EVENTS, SERVER);
    assertThat(lost.nodes()).containsExactly("here");
  }

  @Test
  void thereAreNotMoreThanABound() {
    IntStream.rangeClosed(1, LostNodes.MOST).forEach(number -> lost.note("a" + number, LOST, 0));

    lost.note(SERVER, LOST, 0);

    assertThat(lost.with(SERVER, List.of(), MEMBERS)).isEmpty();
  }

  private static RegistrationInfo on(String node) {
    return new RegistrationInfo(node, 1, false);
  }
}
