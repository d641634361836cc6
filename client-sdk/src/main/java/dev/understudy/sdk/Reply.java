package dev.understudy.sdk;

import io.vertx.core.buffer.Buffer;

/**
 * The committed result of a request.
 *
 * @param result what the service returned
 * @param epoch of the mastership in which it was executed first, as text: number and server, {@code
 *     "5/1"}
 * @param index its place in the history of the group; unique within an epoch's history, ascending
 */
public record Reply(Buffer result, String epoch, long index) {}
