package dev.understudy.app.verb;

/** Shows that something was done. */
final class Done {

  private Done() {}

  /**
   * @param otherwise for people, where the gateway has no words of its own
   */
  static void show(Reply reply, String otherwise, Output output) {
    if (output.json()) {
      output.document(reply.jsonOrEmpty());
    } else {
      output.line(String.valueOf(reply.jsonOrEmpty().getValue("done", otherwise)));
    }
  }
}
