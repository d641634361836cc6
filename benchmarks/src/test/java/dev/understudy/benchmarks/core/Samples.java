package dev.understudy.benchmarks.core;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.member.ReplicationMessage;
import dev.understudy.wire.Frame;
import java.util.List;
import java.util.stream.LongStream;

/** Values as they look after a while of normal operation. */
final class Samples {

  static final SessionId SESSION = new SessionId(new EntryKey(epoch(), 2));

  private static final Incarnation LIFE =
      new Incarnation(1_790_000_000_000L, 0x3c6e_f372_fe94_f82bL);
  private static final long FIRST = 1_000_000;
  private static final long NOW = 1_790_000_123_456L;
  private static final long HASH = 0x510e_527f_ade6_82d1L;

  private Samples() {}

  static Command.Request request(long sequence, int payloadBytes) {
    return new Command.Request(SESSION, sequence, sequence, payload(payloadBytes));
  }

  /** An append of so many requests. */
  static Frame append(int entries, int payloadBytes) {
    List<Entry> all =
        numbers(entries)
            .mapToObj(index -> new Entry(index, epoch(), NOW, request(index - FIRST, payloadBytes)))
            .toList();
    ReplicationMessage.Append append =
        new ReplicationMessage.Append(
            epoch(), FIRST, new EntryKey(epoch(), FIRST), all, FIRST, InSync.NONE);
    return new Frame.ServerFrame(new ServerId(1), LIFE, HASH, append);
  }

  /** A client's message with so many requests. */
  static Frame requests(int calls, int payloadBytes) {
    List<ClientMessage.Call> all =
        numbers(calls)
            .mapToObj(sequence -> new ClientMessage.Call(sequence, payload(payloadBytes)))
            .toList();
    return new Frame.ClientFrame(
        new ClientAddress("understudy.client.510e527f-ade6-82d1-9b05-688c2b3e6c1f"),
        new ClientMessage.Requests(SESSION, FIRST, ClientMessage.Requests.ANY_ORDER, all));
  }

  /** The replies to so many requests, each of eight bytes. */
  static Frame replies(int replies) {
    Result result = new Result.Returned(payload(Long.BYTES));
    List<ClientReply> all =
        numbers(replies)
            .<ClientReply>mapToObj(
                sequence ->
                    new ClientReply.Done(
                        SESSION, sequence, result, new EntryKey(epoch(), sequence)))
            .toList();
    return new Frame.ReplyFrame(all);
  }

  static Bytes payload(int bytes) {
    return Bytes.of(new byte[bytes]);
  }

  private static LongStream numbers(int count) {
    return LongStream.rangeClosed(FIRST + 1, FIRST + count);
  }

  private static Epoch epoch() {
    return new Epoch(Generation.FIRST, 3, new ServerId(1), new Incarnation(1_790_000_000_000L, 7));
  }
}
