/** The event stream of the gateway: goes on where it was, by itself, and says when it is not live. */

import { anotherToken, asksForToken, authorization, sleep } from "./api.js";

const FIRST_WAIT_MILLIS = 300;
const LONGEST_WAIT_MILLIS = 3_000;
const TURN_MILLIS = 12;

/** Told are: event(json, id, isHistory), hello(json), gap(json), state("connecting"|"live"|"stale", why). */
export class EventStream {
  constructor(query, told) {
    this.query = query;
    this.told = told;
    this.lastId = null;
    this.heartbeatMillis = 5_000;
    this.heardAt = performance.now();
    this.historyEnds = 0;
    this.stopped = false;
    this.abort = new AbortController();
    this.watch = setInterval(() => this.watchOver(), 500);
    this.run();
  }

  stop() {
    this.stopped = true;
    clearInterval(this.watch);
    this.abort.abort();
  }

  async run() {
    let wait = FIRST_WAIT_MILLIS;
    this.told.state("connecting", "");
    while (!this.stopped) {
      const began = performance.now();
      const why = await this.read();
      if (this.stopped) return;
      if (why !== "again") this.told.state("stale", why);
      if (performance.now() - began > 10_000) wait = FIRST_WAIT_MILLIS;
      await sleep(wait * (0.75 + Math.random() / 2));
      wait = Math.min(LONGEST_WAIT_MILLIS, wait * 1.6);
    }
  }

  /** One connection, to its end; resolves with why it ended. */
  async read() {
    this.abort = new AbortController();
    this.heardAt = performance.now();
    const used = authorization();
    try {
      const headers = { ...used, Accept: "text/event-stream" };
      if (this.lastId !== null) headers["Last-Event-ID"] = this.lastId;
      const response = await fetch(`/api/events${this.query}`, { headers, signal: this.abort.signal, cache: "no-store" });
      if (asksForToken(response.status, used)) {
        await anotherToken(used, response.status);
        return "again";
      }
      if (response.status === 400 && this.lastId !== null) this.lastId = null;
      if (!response.ok) return `the gateway refused the event stream (status ${response.status})`;
      await this.take(response.body.getReader());
      return "the gateway ended the event stream";
    } catch {
      return this.silent ? "nothing has come from the gateway" : "the gateway cannot be reached";
    } finally {
      this.silent = false;
    }
  }

  async take(reader) {
    const decoder = new TextDecoder();
    let rest = "";
    let turn = performance.now();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.stopped) return;
      this.heardAt = performance.now();
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        this.block(block);
        if (performance.now() - turn > TURN_MILLIS) {
          await sleep(0); // a long history must not hold up the page
          turn = performance.now();
        }
        if (this.stopped) return;
      }
    }
  }

  block(text) {
    let name = "message";
    let data = "";
    for (const line of text.split("\n")) {
      if (line.startsWith("data: ")) data += line.slice(6);
      else if (line.startsWith("id: ")) this.lastId = line.slice(4);
      else if (line.startsWith("event: ")) name = line.slice(7);
    }
    if (data === "") return;
    if (name === "message") {
      const number = Number(this.lastId.slice(this.lastId.lastIndexOf("-") + 1));
      this.told.event(JSON.parse(data), data, number <= this.historyEnds);
    } else if (name === "hello") {
      const hello = JSON.parse(data);
      this.heartbeatMillis = hello.heartbeatMillis;
      this.historyEnds = hello.last;
      this.told.hello(hello);
      this.told.state("live", "");
    } else if (name === "heartbeat") {
      this.told.beat?.(JSON.parse(data));
    } else if (name === "gap") {
      this.told.gap(JSON.parse(data));
    }
  }

  watchOver() {
    if (performance.now() - this.heardAt > 3 * this.heartbeatMillis) {
      this.silent = true;
      this.heardAt = performance.now();
      this.abort.abort();
    }
  }
}
