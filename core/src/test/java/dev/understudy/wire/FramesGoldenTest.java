package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientMessage.Call;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.Digest;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.member.AdmissionMessage.NormalAnswer;
import dev.understudy.member.ElectionMessage.Promise;
import dev.understudy.member.LifeSign;
import dev.understudy.member.Message;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.member.ReplicationMessage.Accepted;
import dev.understudy.member.ReplicationMessage.Append;
import dev.understudy.member.SynchronizationMessage.Offer;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.BeatFrame;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.DuplicateRegistrationFrame;
import dev.understudy.wire.Frame.HelloFrame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The bytes of one frame of each family. When one of these fails the format has changed: raise
 * {@link Frames#VERSION}, because nodes of both versions meet during an update.
 */
class FramesGoldenTest {

  private static final Incarnation LIFE = new Incarnation(0x18bcfe56800L, 0x11);
  private static final Epoch EPOCH = new Epoch(Generation.FIRST, 5, new ServerId(1), LIFE);
  private static final Epoch RECOVERED =
      new Epoch(new Generation(2, 0x22), 6, new ServerId(3), Incarnation.NONE);
  private static final SessionId SESSION = new SessionId(new EntryKey(EPOCH, 7));
  private static final InSync IN_SYNC =
      new InSync(EPOCH, 2, List.of(new ServerId(1), new ServerId(2)));
  private static final Registration REGISTRATION =
      new Registration(
          "kv",
          new ServerId(1),
          LIFE,
          9,
          Role.MASTER,
          EPOCH,
          IN_SYNC,
          false,
          Priority.ofWeight(10),
          new Registration.Policy(
              Mode.AVAILABLE,
              List.of(RetentionCriterion.MOST_IN_SYNC, RetentionCriterion.LOWEST_SERVER_ID),
              1,
              300,
              1500));

  private final Frames frames = new Frames(ValueSamples.MOST_PAYLOAD);

  @Test
  void appendsStayAsTheyAre() {
    Command request = new Command.Request(SESSION, 4, 3, Bytes.utf8("a=1"));
    Append append =
        new Append(
            EPOCH,
            300,
            new EntryKey(EPOCH, 8),
            List.of(new Entry(9, EPOCH, 1_000, request), new Entry(10, EPOCH, 1_001, request)),
            8,
            IN_SYNC);
    assertBytes(
        server(append),
        "750201020000018bcfe5680000000000000000110123456789abcdef01010005"
            + "020000018bcfe568000000000000000011ac020008020900e807030100070403"
            + "03613d310a00e9070300040303613d31080002020203");
  }

  @Test
  void acknowledgementsStayAsTheyAre() {
    assertBytes(
        server(new Accepted(EPOCH, 300, 10, new Digest(10, 0x77), 2)),
        "750201020000018bcfe5680000000000000000110123456789abcdef02010005"
            + "020000018bcfe568000000000000000011ac020a0a000000000000007702");
  }

  @Test
  void electionMessagesStayAsTheyAre() {
    assertBytes(
        server(new Promise(RECOVERED, Map.of(new ServerId(2), LIFE), IN_SYNC)),
        "750202020000018bcfe5680000000000000000110123456789abcdef05010200"
            + "0000000000002206040000000000000000000000000000000001030000018bcf"
            + "e568000000000000000011010005020000018bcfe56800000000000000001102"
            + "020203");
  }

  @Test
  void admissionMessagesStayAsTheyAre() {
    assertBytes(
        server(new NormalAnswer(LIFE, 1, EPOCH, Incarnation.NONE, true)),
        "750203020000018bcfe5680000000000000000110123456789abcdef04000001"
            + "8bcfe56800000000000000001101010005020000018bcfe56800000000000000"
            + "00110000000000000000000000000000000001");
  }

  @Test
  void synchronizationMessagesStayAsTheyAre() {
    assertBytes(
        server(new Offer(1, EPOCH, 2, 70_000, 0x99)),
        "750204020000018bcfe5680000000000000000110123456789abcdef06000000"
            + "0000000001010005020000018bcfe56800000000000000001100000000000000"
            + "02f0a2040000000000000099");
  }

  @Test
  void monitoringMessagesStayAsTheyAre() {
    assertBytes(
        server(new ProgressAnswer(1, true, EPOCH, 12, Priority.ofWeight(10))),
        "750205020000018bcfe5680000000000000000110123456789abcdef02000000"
            + "000000000101010005020000018bcfe5680000000000000000110c0100000000"
            + "0000000a");
  }

  @Test
  void clientMessagesStayAsTheyAre() {
    List<Call> calls = List.of(new Call(4, Bytes.utf8("a")), new Call(5, Bytes.utf8("b")));
    assertBytes(
        new ClientFrame(Addresses.client("c1"), new ClientMessage.Requests(SESSION, 3, -1, calls)),
        "75020614756e64657273747564792e636c69656e742e6331010201010005020000"
            + "018bcfe56800000000000000001107030002040161050162");
  }

  @Test
  void repliesStayAsTheyAre() {
    assertBytes(
        new ReplyFrame(
            List.of(
                new ClientReply.Done(
                    SESSION, 4, new Result.Returned(Bytes.utf8("ok")), new EntryKey(EPOCH, 9)),
                new ClientReply.Refused(SESSION, 5, Refusal.OVERLOADED))),
        "750207020301010005020000018bcfe568000000000000000011070401026f6b" + "000904000501");
  }

  @Test
  void registrationsAndAnswersStayAsTheyAre() {
    assertBytes(
        new RegistrationsFrame(0x33, 2, 3, List.of(REGISTRATION)),
        "75020a00000000000000330203"
            + "01026b76020000018bcfe5680000000000000000110902010005020000"
            + "018bcfe56800000000000000001100020202030001000000000000000a010200"
            + "0301ac02dc0b");
    assertBytes(
        new AnswerFrame(new Answer.MasterIs(REGISTRATION, 40, InSync.NONE)),
        "75020903026b76020000018bcfe5680000000000000000110902010005020000"
            + "018bcfe56800000000000000001100020202030001000000000000000a010200"
            + "0301ac02dc0b2801000000000000000000000000000000000000000000");
  }

  @Test
  void whatNodesSayStaysAsItIs() {
    assertBytes(new RenewalFrame(0x33, 3), "75020d000000000000003303");
    assertBytes(new HelloFrame(0x33), "75020e0000000000000033");
    LifeSign follows = new LifeSign.Follows(LIFE, EPOCH, 9, 8, 2);
    assertBytes(
        new BeatFrame(
            new Beat(
                0x33,
                new Beat.Progress(1, 2, 3, 4, 5),
                0b11,
                List.of(new Beat.Change("kv", new ServerId(1), 1, Optional.of(follows))))),
        "75020f000000000000003301020304050000000000000003"
            + "01026b760201020000018bcfe568000000000000000011"
            + "010005020000018bcfe568000000000000000011090802");
  }

  @Test
  void triggersStayAsTheyAre() {
    assertBytes(
        new DuplicateRegistrationFrame("kv", new ServerId(1), List.of(new ServerId(2)), EPOCH),
        "75020b026b76020103010005020000018bcfe568000000000000000011");
    assertBytes(new CheckNowFrame("kv"), "75020c026b76");
  }

  private static ServerFrame server(Message message) {
    return new ServerFrame(new ServerId(1), LIFE, 0x0123456789abcdefL, message);
  }

  private void assertBytes(Frame frame, String hex) {
    assertThat(HexFormat.of().formatHex(frames.encode(frame).getBytes())).isEqualTo(hex);
    assertThat(frames.decode(Buffer.buffer(HexFormat.of().parseHex(hex))))
        .isEqualTo(new Decoded.Ok(frame));
  }
}
