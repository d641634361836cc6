package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;

/**
 * What a server believes of itself, as its detector sees it.
 *
 * @param master whom it takes for its master; itself if it is one; none if it knows nobody
 * @param epoch of the mastership it exercises or follows
 * @param promised the highest epoch it promised
 * @param hears whether it heard its master within the failure timeout
 * @param progresses whether it advanced since the last check, or had no need to
 */
public record Standing(
    ServerId self,
    Role role,
    ServerId master,
    Epoch epoch,
    Epoch promised,
    boolean consistentMode,
    boolean hears,
    boolean progresses) {}
