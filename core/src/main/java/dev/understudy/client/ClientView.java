package dev.understudy.client;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;

/**
 * What a {@link ClientSession} tells of itself.
 *
 * @param master to which it sends; none while it is looked for
 * @param epoch of that master, or of the last one
 * @param sessionOpen whether calls can be sent without opening a session first
 * @param waiting calls not sent yet
 * @param inFlight calls sent and not answered
 * @param queries queries not answered
 */
public record ClientView(
    ServerId master, Epoch epoch, boolean sessionOpen, int waiting, int inFlight, int queries) {}
