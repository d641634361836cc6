package dev.understudy.benchmarks.core;

import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frames;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Frames to bytes and back; the time is that of a whole frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {

  private static final int MOST_PAYLOAD = 1024 * 1024;

  /** Requests, entries or replies in a frame. */
  @Param({"1", "16", "128", "1024"})
  public int entries = 1;

  @Param({"64", "1024"})
  public int payloadBytes = 64;

  private final Frames frames = new Frames(MOST_PAYLOAD);
  private Frame append = Samples.append(1, 1);
  private Frame requests = append;
  private Frame replies = append;
  private Buffer appendBytes = Buffer.buffer();
  private Buffer requestsBytes = Buffer.buffer();
  private Buffer repliesBytes = Buffer.buffer();

  /** Makes the frames. */
  @Setup
  public void make() {
    append = Samples.append(entries, payloadBytes);
    requests = Samples.requests(entries, payloadBytes);
    replies = Samples.replies(entries);
    appendBytes = frames.encode(append);
    requestsBytes = frames.encode(requests);
    repliesBytes = frames.encode(replies);
  }

  @Benchmark
  public Buffer encodeAppend() {
    return frames.encode(append);
  }

  @Benchmark
  public Decoded decodeAppend() {
    return frames.decode(appendBytes);
  }

  @Benchmark
  public Buffer encodeRequests() {
    return frames.encode(requests);
  }

  @Benchmark
  public Decoded decodeRequests() {
    return frames.decode(requestsBytes);
  }

  @Benchmark
  public Buffer encodeReplies() {
    return frames.encode(replies);
  }

  @Benchmark
  public Decoded decodeReplies() {
    return frames.decode(repliesBytes);
  }
}
