package dev.understudy.faults.measure;

import dev.understudy.faults.report.Span;
import java.util.OptionalLong;

/**
 * One time that the master stood still.
 *
 * @param server who it was
 * @param millis for how long it was to stand; 0 for a time without a fault, to compare with
 * @param time from the order to stop until it was told to go on
 * @param stopped whether it was seen to stand still
 * @param successors how many servers were elected from its begin until its effects were over
 * @param well when all was seen well again
 */
record StandStill(
    int server, long millis, Span time, boolean stopped, int successors, OptionalLong well) {}
