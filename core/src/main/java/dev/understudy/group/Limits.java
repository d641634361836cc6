package dev.understudy.group;

/**
 * The bounds of a group (protocol section 11). Part of the configuration hash: they must be equal
 * on all its servers, because some decide what an entry does.
 *
 * @param payloadBytes largest request, query and result; default 1 MiB
 * @param uncommittedEntries entries a master may have waiting for their commit; default 65,536
 * @param uncommittedBytes their payloads; default 64 MiB
 * @param windowBytes payloads in flight to one backup; default 4 MiB
 * @param appendEntries entries in one append; default 2,048
 * @param retainedEntries entries kept behind the commit for backups that lag; default 131,072
 * @param retainedBytes their payloads and results; default 64 MiB
 * @param waitingReads reads waiting for their round; default 65,536
 * @param sessions open sessions; default 10,000
 * @param sessionResults results kept for one session; default 4,096
 * @param sessionGaps gaps in the executed sequences of one session; default 1,024
 * @param chunkBytes bytes in one chunk of a state download; default 256 KiB
 * @param stateBytes largest state that can be transferred; default 2 GiB - 1 MiB
 * @param divergedRecords records kept; default 10,000
 * @param servers servers of one group, standbys included; default 64
 * @param synchronizationAttempts failed state downloads before a server terminates; default 3
 */
public record Limits(
    int payloadBytes,
    int uncommittedEntries,
    long uncommittedBytes,
    int windowBytes,
    int appendEntries,
    int retainedEntries,
    long retainedBytes,
    int waitingReads,
    int sessions,
    int sessionResults,
    int sessionGaps,
    int chunkBytes,
    int stateBytes,
    int divergedRecords,
    int servers,
    int synchronizationAttempts) {

  /**
   * A frame of requests, entries or results takes no further one once it has so many bytes of them:
   * a longer one blocks the line, and its copies are too large for a garbage collector's young
   * regions.
   */
  public static final int FRAME_BYTES = 192 * 1024;

  private static final int MIB = 1024 * 1024;

  public static final Limits DEFAULT =
      new Limits(
          MIB,
          65_536,
          64L * MIB,
          4 * MIB,
          2_048,
          131_072,
          64L * MIB,
          65_536,
          10_000,
          4_096,
          1_024,
          256 * 1024,
          Integer.MAX_VALUE - MIB,
          10_000,
          64,
          3);
}
