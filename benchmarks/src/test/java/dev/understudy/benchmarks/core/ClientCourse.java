package dev.understudy.benchmarks.core;

import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientSession;
import dev.understudy.client.ClientSettings;
import java.util.List;
import java.util.function.Consumer;

/** As {@link MemberCourse}, of the client. */
record ClientCourse(ClientSettings settings, List<ClientInput> before, List<ClientInput> measured) {

  ClientCourse {
    before = List.copyOf(before);
    measured = List.copyOf(measured);
  }

  ClientSession begin() {
    ClientSession client = new ClientSession(settings);
    before.forEach(client::step);
    return client;
  }

  void run(ClientSession client, Consumer<List<ClientEffect>> effects) {
    for (ClientInput input : measured) {
      effects.accept(client.step(input));
    }
  }
}
