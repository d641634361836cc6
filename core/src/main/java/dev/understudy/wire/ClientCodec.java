package dev.understudy.wire;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientMessage.Call;
import dev.understudy.client.ClientMessage.Query;
import dev.understudy.client.ClientMessage.Requests;
import dev.understudy.client.ClientMessage.StaleQuery;
import dev.understudy.client.ClientMessage.WhoIsMaster;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.List;

/** What clients send. Replies are {@link ReplyCodec}'s. */
final class ClientCodec {

  /** Requests, or messages, in one frame. */
  static final int MOST_CALLS = 65_536;

  private static final int OPEN_SESSION = 1;
  private static final int REQUESTS = 2;
  private static final int QUERY = 3;
  private static final int STALE_QUERY = 4;
  private static final int WHO_IS_MASTER = 5;

  /** Besides payloads, with room for numbers that are high. */
  private static final int BYTES_PER_MESSAGE = 16;

  private static final int BYTES_PER_CALL = 8;

  private ClientCodec() {}

  static int expectedBytes(List<ClientMessage> messages) {
    int expected = 0;
    for (ClientMessage message : messages) {
      expected += BYTES_PER_MESSAGE + expectedBytes(message);
    }
    return expected;
  }

  private static int expectedBytes(ClientMessage message) {
    int calls = message instanceof Requests requests ? requests.calls().size() : 0;
    return Math.toIntExact(ClientMessage.size(message)) + calls * BYTES_PER_CALL;
  }

  static void writeAddress(FrameWriter out, ClientAddress client) {
    out.text(client.value());
  }

  /** Nothing but the address of a client: nobody shall have a server send to other addresses. */
  static ClientAddress readAddress(FrameReader in) {
    String address = in.text(ClientAddress.LONGEST);
    if (!Addresses.isClient(address)) {
      throw new MalformedException("an address that is no client's");
    }
    return new ClientAddress(address);
  }

  static void write(FrameWriter out, ClientMessage message) {
    if (message instanceof Requests requests) {
      out.kind(REQUESTS).session(requests.session()).number(requests.acknowledgedBelow());
      out.number(requests.after() - Requests.ANY_ORDER);
      out.list(requests.calls(), call -> out.number(call.sequence()).bytes(call.payload()));
    } else if (message instanceof Query query) {
      out.kind(QUERY).number(query.queryId()).bytes(query.payload());
    } else if (message instanceof StaleQuery query) {
      out.kind(STALE_QUERY).number(query.queryId()).bytes(query.payload());
    } else if (message instanceof ClientMessage.OpenSession open) {
      out.kind(OPEN_SESSION).word(open.nonce());
    } else {
      out.kind(WHO_IS_MASTER);
    }
  }

  static ClientMessage read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case OPEN_SESSION -> new ClientMessage.OpenSession(in.word());
      case REQUESTS -> requests(in);
      case QUERY -> new Query(in.number(), in.payload());
      case STALE_QUERY -> new StaleQuery(in.number(), in.payload());
      case WHO_IS_MASTER -> new WhoIsMaster();
      default -> throw FrameReader.unknownKind("client message", kind);
    };
  }

  private static Requests requests(FrameReader in) {
    SessionId session = in.session();
    long acknowledgedBelow = in.natural();
    long after = in.natural() + Requests.ANY_ORDER;
    int size = in.count(MOST_CALLS);
    List<Call> calls = new ArrayList<>(Math.min(size, 2_048));
    long before = -1;
    for (int i = 0; i < size; i++) {
      Call call = new Call(in.natural(), in.payload());
      if (call.sequence() <= before) {
        throw new MalformedException("sequences that do not ascend");
      }
      before = call.sequence();
      calls.add(call);
    }
    return new Requests(session, acknowledgedBelow, after, calls);
  }
}
