package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.MemberView;
import java.util.function.LongSupplier;

/** One process of a server as the observer sees it: its view now, and what it was a step ago. */
public final class Life {

  /** Lives of one schedule: one bit of a long each. */
  public static final int MOST = 64;

  private final int number;
  private final ServerId server;
  private final MemberView view;
  private final LongSupplier fingerprint;
  private Node last;
  private Node lastBefore;
  private boolean adopts;
  private boolean jumped;
  private boolean ended;
  private Role roleBefore = Role.NEWCOMER;
  private Epoch promisedBefore = Epoch.NONE;
  private Epoch epochBefore = Epoch.NONE;
  private long commitBefore;

  /**
   * @param fingerprint of the state that its service has
   */
  public Life(int number, ServerId server, MemberView view, LongSupplier fingerprint, Node root) {
    if (number >= MOST) {
      throw new IllegalArgumentException("too many lives for one schedule");
    }
    this.number = number;
    this.server = server;
    this.view = view;
    this.fingerprint = fingerprint;
    this.last = root;
    this.lastBefore = root;
  }

  public int number() {
    return number;
  }

  long bit() {
    return 1L << number;
  }

  public ServerId server() {
    return server;
  }

  public MemberView view() {
    return view;
  }

  /** The last entry of its log. */
  public Node last() {
    return last;
  }

  /** The last entry of its log a step ago. */
  Node lastBefore() {
    return lastBefore;
  }

  long fingerprint() {
    return fingerprint.getAsLong();
  }

  /** The entry at {@code index} of its history. */
  public Node at(long index) {
    return last.ancestor(index);
  }

  /** The next step gives it another state, even if its log ends where it did. */
  public void adopting() {
    adopts = true;
  }

  boolean adopts() {
    return adopts;
  }

  /** Whether its log was replaced in this step. */
  boolean jumped() {
    return jumped;
  }

  /** Whether it lost its memory. */
  public boolean ended() {
    return ended;
  }

  public void end() {
    ended = true;
  }

  boolean wasMaster() {
    return roleBefore == Role.MASTER;
  }

  Role roleBefore() {
    return roleBefore;
  }

  Epoch promisedBefore() {
    return promisedBefore;
  }

  Epoch epochBefore() {
    return epochBefore;
  }

  long commitBefore() {
    return commitBefore;
  }

  /** Whether this step made it the master of another epoch than before. */
  boolean becameMaster() {
    return view.role() == Role.MASTER && !(wasMaster() && view.epoch().equals(epochBefore));
  }

  void extendedTo(Node node) {
    last = node;
  }

  void jumpedTo(Node node) {
    last = node;
    jumped = true;
  }

  /** The step is over. */
  void settle() {
    adopts = false;
    jumped = false;
    lastBefore = last;
    roleBefore = view.role();
    promisedBefore = view.promised();
    epochBefore = view.epoch();
    commitBefore = view.commitIndex();
  }

  @Override
  public String toString() {
    return "server " + server + " (life " + number + ")";
  }
}
