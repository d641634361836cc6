package dev.understudy.manual;

import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.nameserver.NameServerVerticle;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import dev.understudy.server.MemberOptions;
import dev.understudy.server.MemberVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** How the README deploys {@link Tickets}, and sells one. */
final class TicketOffice {

  private TicketOffice() {}

  static Future<String> nameServer(Vertx vertx) {
    return vertx.deployVerticle(new NameServerVerticle(new NameServerOptions()));
  }

  static Future<String> member(Vertx vertx, int id) {
    MemberOptions options =
        new MemberOptions().setGroup("tickets").setServerId(id).setVoters(List.of(1, 2, 3));
    return vertx.deployVerticle(new MemberVerticle(new Tickets(), options));
  }

  static GroupClient client(Vertx vertx) {
    return GroupClient.create(vertx, new GroupClientOptions().setGroup("tickets"));
  }

  static Future<Buffer> sell(GroupClient client, int tickets) {
    return client.execute(Buffer.buffer(String.valueOf(tickets)));
  }
}
