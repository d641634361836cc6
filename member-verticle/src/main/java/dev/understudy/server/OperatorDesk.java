package dev.understudy.server;

import dev.understudy.log.EntryKey;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.OperatorAnswer;
import dev.understudy.member.OperatorCommand;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.ControlProtocol.RecordName;
import dev.understudy.wire.FailureCode;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes the commands of people ({@link ControlProtocol}) and answers each of them. */
final class OperatorDesk {

  /** Commands whose answer the member has not given yet. */
  private static final int MOST_PENDING = 64;

  private final MemberReport report;
  private final OwnAddress address;
  private final Optional<Isolation> isolation;
  private final DropCounts drops;
  private final Consumer<Input> inputs;
  private final Map<Long, Message<Object>> pending = new LinkedHashMap<>();
  private long lastCommandId;
  private boolean closed;

  /**
   * @param isolation what a person may cut; nothing where that is not allowed
   */
  OperatorDesk(
      MemberReport report,
      OwnAddress address,
      Optional<Isolation> isolation,
      DropCounts drops,
      Consumer<Input> inputs) {
    this.report = report;
    this.address = address;
    this.isolation = isolation;
    this.drops = drops;
    this.inputs = inputs;
  }

  void take(Message<Object> message, JsonObject json) {
    ControlProtocol.Command command;
    try {
      command = ControlProtocol.parse(json);
    } catch (IllegalArgumentException e) {
      drops.strange("no command");
      reply(message, ControlProtocol.error(FailureCode.INVALID.text(), text(e)));
      return;
    }
    if (command instanceof ControlProtocol.Status) {
      reply(message, report.status());
    } else if (command instanceof ControlProtocol.DigestAt digest) {
      reply(message, report.digestAt(digest.index()));
    } else if (command instanceof ControlProtocol.Diverged diverged) {
      reply(message, report.diverged(diverged.from(), diverged.most()));
    } else if (command instanceof ControlProtocol.Check) {
      hand(message, new OperatorCommand.CheckNow());
    } else if (command instanceof ControlProtocol.Transfer transfer) {
      hand(message, new OperatorCommand.TransferTo(transfer.target()));
    } else if (command instanceof ControlProtocol.Recover) {
      hand(message, new OperatorCommand.Recover());
    } else if (command instanceof ControlProtocol.Replay replay) {
      handRecords(
          message,
          replay.records(),
          keys -> new OperatorCommand.ReplayDiverged(keys, replay.expected()));
    } else if (command instanceof ControlProtocol.Drop drop) {
      handRecords(
          message, drop.records(), keys -> new OperatorCommand.DropDiverged(keys, drop.expected()));
    } else if (command instanceof ControlProtocol.Reach reach) {
      address.reach(message, reach.server());
    } else if (command instanceof ControlProtocol.Ping) {
      reply(message, address.answerToPing());
    } else if (command instanceof ControlProtocol.Cut cut) {
      cut(message, cut);
    } else {
      String reason = "that is a name server's command";
      reply(message, ControlProtocol.error(FailureCode.INVALID.text(), reason));
    }
  }

  /** The member's answer to a command. */
  void answer(Effect.AnswerOperator answer) {
    Message<Object> asked = pending.remove(answer.commandId());
    if (asked != null) {
      reply(asked, json(answer.answer()));
    }
  }

  /** Refuses what is pending and what still comes. */
  void close() {
    closed = true;
    pending.values().forEach(OperatorDesk::refuse);
    pending.clear();
  }

  private void cut(Message<Object> message, ControlProtocol.Cut cut) {
    if (isolation.isEmpty()) {
      String reason = "the options of this server do not allow faults to be injected";
      reply(message, ControlProtocol.error(ControlProtocol.REFUSED, reason));
    } else {
      isolation.get().cut(cut.servers(), cut.millis());
      reply(message, ControlProtocol.done("cut from " + cut.servers()));
    }
  }

  private void handRecords(
      Message<Object> message,
      List<RecordName> names,
      Function<List<EntryKey>, OperatorCommand> command) {
    List<EntryKey> keys = report.keys(names);
    if (keys.size() < names.size()) {
      String reason = "there is no diverged record of one of these names";
      reply(message, ControlProtocol.error(ControlProtocol.REFUSED, reason));
    } else {
      hand(message, command.apply(keys));
    }
  }

  private void hand(Message<Object> message, OperatorCommand command) {
    if (closed) {
      refuse(message);
      return;
    }
    if (pending.size() == MOST_PENDING) {
      // the oldest has been waiting for so long that nobody listens any more
      Map.Entry<Long, Message<Object>> oldest = pending.entrySet().iterator().next();
      pending.remove(oldest.getKey());
      reply(
          oldest.getValue(),
          ControlProtocol.error(
              FailureCode.OVERLOADED.text(), "other commands came before this one was answered"));
    }
    long commandId = ++lastCommandId;
    pending.put(commandId, message);
    inputs.accept(new Input.Commanded(commandId, command));
  }

  private static JsonObject json(OperatorAnswer answer) {
    if (answer instanceof OperatorAnswer.Done done) {
      return ControlProtocol.done(done.text());
    }
    if (answer instanceof OperatorAnswer.NotMaster notMaster) {
      return ControlProtocol.notMaster(notMaster.master());
    }
    if (answer instanceof OperatorAnswer.UnknownServer unknown) {
      return ControlProtocol.error(
          ControlProtocol.UNKNOWN_SERVER, "the group has no server " + unknown.server());
    }
    if (answer instanceof OperatorAnswer.Unfinished unfinished) {
      return ControlProtocol.error(ControlProtocol.UNFINISHED, unfinished.text());
    }
    return ControlProtocol.error(
        ControlProtocol.REFUSED,
        answer instanceof OperatorAnswer.Refused refused ? refused.reason() : "refused");
  }

  private static void refuse(Message<Object> message) {
    reply(message, ControlProtocol.error(ControlProtocol.REFUSED, "the server has left its group"));
  }

  private static void reply(Message<Object> message, JsonObject answer) {
    if (message.replyAddress() != null) {
      message.reply(answer);
    }
  }

  private static String text(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
