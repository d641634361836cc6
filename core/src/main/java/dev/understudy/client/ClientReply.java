package dev.understudy.client;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;

/** What a server tells a client. */
public sealed interface ClientReply {

  /** Hands this to the method for its kind. */
  void deliver(Recipient recipient);

  /** The session that the open with this nonce made. */
  record SessionOpened(long nonce, SessionId session) implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onSessionOpened(this);
    }
  }

  /** The open with this nonce was refused. */
  record OpenRefused(long nonce, Refusal refusal) implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onOpenRefused(this);
    }
  }

  /** The request is committed; this is its result and the entry that executed it. */
  record Done(SessionId session, long sequence, Result result, EntryKey key)
      implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onDone(this);
    }
  }

  /** The request was not taken. */
  record Refused(SessionId session, long sequence, Refusal refusal) implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onRefused(this);
    }
  }

  /**
   * The answer to a query.
   *
   * @param index the last entry executed when it was read
   * @param lag entries that the server knew of and had not executed
   * @param committed whether all that was read is committed; always for linearizable queries
   */
  record QueryDone(long queryId, Result result, long index, long lag, boolean committed)
      implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onQueryDone(this);
    }
  }

  /** The query was not taken. */
  record QueryRefused(long queryId, Refusal refusal) implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onQueryRefused(this);
    }
  }

  /** Ask {@code master} (none: not known), whose epoch is {@code epoch}; what was sent is void. */
  record NotMaster(ServerId master, Epoch epoch) implements ClientReply {
    @Override
    public void deliver(Recipient recipient) {
      recipient.onNotMaster(this);
    }
  }

  /** Who receives these. */
  interface Recipient {
    void onSessionOpened(SessionOpened reply);

    void onOpenRefused(OpenRefused reply);

    void onDone(Done reply);

    void onRefused(Refused reply);

    void onQueryDone(QueryDone reply);

    void onQueryRefused(QueryRefused reply);

    void onNotMaster(NotMaster reply);
  }
}
