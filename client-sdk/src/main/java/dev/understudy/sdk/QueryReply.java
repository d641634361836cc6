package dev.understudy.sdk;

import io.vertx.core.buffer.Buffer;

/**
 * The answer to a query.
 *
 * @param result what the service returned
 * @param index the last entry that was executed when it was read
 * @param lag entries that the server knew of and had not executed
 * @param committed whether all that was read is committed; always for {@link
 *     ReadConsistency#LINEARIZABLE}
 */
public record QueryReply(Buffer result, long index, long lag, boolean committed) {}
