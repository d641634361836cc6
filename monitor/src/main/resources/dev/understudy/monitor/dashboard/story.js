/** Tells a double mastership and its repair as one story, while it happens and afterwards. */

import { clock, draw, h, icon, listed, say, span } from "./dom.js";
import { criteria, numbers, sentence } from "./words.js";

const MOST_STEPS = 24;
const STEPS = new Set([
  "duplicate-registration", "inconsistency-detected", "master-stepped-down", "master-elected", "server-aligned", "synchronization-started",
  "synchronization-completed", "synchronization-failed", "diverged", "diverged-dropped", "possible-loss", "server-terminated",
]);
/** What comes so long after a repair is another story. */
const CLOSES_MILLIS = 3_000;

export class Story {
  constructor() {
    this.title = h("h2", {});
    this.summary = h("p", {});
    this.steps = h("ol", {});
    this.image = h("span", { class: "image" });
    this.element = h("section", { class: "story", "aria-label": "Several masters", hidden: true },
      h("header", {}, this.image, this.title,
        h("button", { type: "button", class: "quiet", "aria-label": "Put this story away", onclick: () => this.dismiss() }, icon("cross"))),
      this.summary,
      h("details", {}, h("summary", {}, "Step by step"), this.steps));
    this.now = null;
  }

  dismiss() {
    this.now = null;
    this.element.hidden = true;
  }

  event(event) {
    if (event.type === "duplicate-registration") this.duplicate(event);
    if (!this.now || !STEPS.has(event.type) || event.time < this.now.at) return;
    if (this.now.repairedAt !== null && event.time > this.now.repairedAt + CLOSES_MILLIS) return;
    const { steps } = this.now;
    // every name server tells of a duplicate, and again and again: once is enough
    const again = event.type === "duplicate-registration" && steps.some((one) => one.type === event.type);
    if (!again && steps.length < MOST_STEPS) steps.push(event);
    if (event.type === "master-stepped-down") this.now.superseded.delete(event.server) && this.now.steppedDown.push(event);
    if (event.type === "diverged") this.now.records += event.records ?? 0;
    if (event.type === "synchronization-completed" && this.now.superseded.size === 0) this.repaired(event.time);
    draw(this, () => this.show());
  }

  duplicate(event) {
    const known = this.now && (this.now.repairedAt === null || event.time < this.now.repairedAt + CLOSES_MILLIS);
    if (!known) {
      this.now = { at: event.time, superseded: new Set(), all: new Set(), steppedDown: [], steps: [], records: 0, repairedAt: null };
      this.element.hidden = false;
    }
    this.now.retained = event.retained;
    this.now.criteria = criteria(event.criteria);
    [event.retained, ...numbers(event.superseded)].forEach((id) => this.now.all.add(id));
    if (this.now.repairedAt === null) numbers(event.superseded).forEach((id) => this.now.superseded.add(id));
  }

  /** What the servers say now: one master and everybody in sync ends a story whose last events were not heard. */
  status(status, time) {
    if (!this.now || this.now.repairedAt !== null || time - this.now.at < CLOSES_MILLIS) return;
    const acting = status.servers.filter((server) => server.role === "master");
    if (acting.length === 1 && status.servers.every((server) => server.inSync)) {
      this.now.retained = acting[0].serverId;
      this.repaired(Math.max(...this.now.steps.map((one) => one.time)));
      draw(this, () => this.show());
    }
  }

  repaired(time) {
    this.now.repairedAt = time;
  }

  show() {
    const { now } = this;
    if (!now) return;
    const done = now.repairedAt !== null;
    const all = listed([...now.all].sort((a, b) => a - b));
    this.element.dataset.state = done ? "repaired" : "now";
    this.image.replaceChildren(icon(done ? "repair" : "split"));
    say(this.title, done ? `Repaired: server ${now.retained} is the one master again` : `${now.all.size} masters: servers ${all}`);
    const kept = `A name server saw at ${clock(now.at)} that servers ${all} were masters at once, and kept server ${now.retained}: ${now.criteria}.`;
    say(this.summary, done ? `${kept} ${this.repair()}` : `${kept} The others step down as soon as they reach it, fetch its state, and go on as backups. Nothing needs to be pressed.`);
    this.steps.replaceChildren(...now.steps.map((event) => {
      const told = sentence(event);
      return h("li", { class: `tone-${told.tone}` }, h("span", { class: "after" }, event.time === now.at ? "0 ms" : `+${span(event.time - now.at)}`),
        h("span", {}, `${told.who} ${told.text}`, told.why ? h("span", { class: "fine" }, ` (${told.why})`) : null));
    }));
  }

  repair() {
    const { now } = this;
    const who = now.steppedDown.map((event) => event.server);
    const down = who.length > 0 ? `Server ${listed(who)} stepped down, took over its state and is a backup in sync again, ` : "All servers are in sync again ";
    const records = now.records > 0 ? `${now.records} requests that only it had answered are kept as diverged records below.` : "Nothing that it had answered was left over.";
    return `${down}${span(now.repairedAt - now.at)} after that. ${records}`;
  }
}
