package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientReply;
import dev.understudy.group.ServerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the effects of one step; replies to one client become one effect, at the end. */
final class Outbox {

  private List<Effect> effects = new ArrayList<>();
  private final Map<ClientAddress, List<ClientReply>> replies = new LinkedHashMap<>();

  void add(Effect effect) {
    effects.add(effect);
  }

  void send(ServerId to, Message message) {
    effects.add(new Effect.Send(to, message));
  }

  void reply(ClientAddress client, ClientReply reply) {
    replies.computeIfAbsent(client, ignored -> new ArrayList<>()).add(reply);
  }

  List<Effect> drain() {
    if (!replies.isEmpty()) {
      replies.forEach((client, list) -> effects.add(new Effect.Reply(client, list)));
      replies.clear();
    }
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> drained = effects;
    effects = new ArrayList<>();
    return drained;
  }
}
