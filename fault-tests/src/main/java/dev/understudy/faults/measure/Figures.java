package dev.understudy.faults.measure;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What was measured.
 *
 * @param sheets for people
 * @param json the same for programs
 * @param doubts why figures are missing or do not count; empty if they do
 */
record Figures(List<Sheet> sheets, JsonObject json, List<String> doubts) {

  Figures {
    sheets = List.copyOf(sheets);
    doubts = List.copyOf(doubts);
  }
}
