/** Tells a double mastership and its repair as one story, while it happens and afterwards. */

import { clock, draw, h, icon, listed, plural, say, span } from "./dom.js";
import { criteria, numbers, sentence } from "./words.js";

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
    this.step(event);
    if (event.type === "master-stepped-down") {
      this.now.superseded.delete(event.server);
      this.now.steppedDown.add(event.server);
    }
    if (event.type === "diverged") this.now.records += event.records ?? 0;
    const back = event.type === "synchronization-completed" && this.now.steppedDown.has(event.server);
    if (back && this.now.superseded.size === 0) this.now.repairedAt = event.time;
    draw(this, () => this.show());
  }

  /** Of what a server does again and again until it holds, the last time counts; of what a name server sees, the first. */
  step(event) {
    const { steps } = this.now;
    const key = event.type === "duplicate-registration" ? event.type : `${event.server} ${event.type.replace(/-(completed|failed)$/, "-ended")}`;
    if (event.type === "duplicate-registration" && steps.has(key)) return;
    steps.delete(key);
    steps.set(key, event);
  }

  duplicate(event) {
    const known = this.now && (this.now.repairedAt === null || event.time < this.now.repairedAt + CLOSES_MILLIS);
    if (!known) {
      this.now = { at: event.time, superseded: new Set(), all: new Set(), steppedDown: new Set(), steps: new Map(), records: 0, repairedAt: null, over: false };
      this.element.hidden = false;
    }
    this.now.retained = event.retained;
    this.now.criteria = criteria(event.criteria);
    [event.retained, ...numbers(event.superseded)].forEach((id) => this.now.all.add(id));
    if (this.now.repairedAt === null) numbers(event.superseded).forEach((id) => this.now.superseded.add(id));
    this.now.superseded.delete(event.retained);
  }

  /** What the servers say now: one master and everybody in sync ends a story whose last events were not heard. */
  status(status, time) {
    if (!this.now || time - this.now.at < CLOSES_MILLIS) return;
    const acting = status.servers.filter((server) => server.role === "master");
    if (this.now.repairedAt !== null) {
      if (time - this.now.repairedAt > CLOSES_MILLIS) this.later(acting);
      return;
    }
    if (acting.length === 1 && status.servers.every((server) => server.inSync)) {
      this.now.retained = acting[0].serverId;
      this.now.repairedAt = Math.max(...[...this.now.steps.values()].map((one) => one.time));
      draw(this, () => this.show());
    }
  }

  /** Long after a repair: what it says of the master is not true for ever. */
  later(acting) {
    if (acting.length > 1) {
      this.dismiss();
      return;
    }
    const over = acting.length === 1 && acting[0].serverId !== this.now.retained;
    if (over === this.now.over) return;
    this.now.over = over;
    draw(this, () => this.show());
  }

  show() {
    const { now } = this;
    if (!now) return;
    const done = now.repairedAt !== null;
    const all = listed([...now.all].sort((a, b) => a - b));
    this.element.dataset.state = done ? "repaired" : "now";
    this.image.replaceChildren(icon(done ? "repair" : "split"));
    say(this.title, done ? `Repaired: server ${now.retained} ${now.over ? "became" : "is"} the one master again` : `${now.all.size} masters: servers ${all}`);
    const kept = `A name server saw at ${clock(now.at)} that servers ${all} were masters at once, and kept server ${now.retained}: ${now.criteria}.`;
    say(this.summary, done ? `${kept} ${this.repair()}` : `${kept} The others step down as soon as they reach it, fetch its state, and go on as backups. Nothing needs to be pressed.`);
    this.steps.replaceChildren(...[...now.steps.values()].sort((a, b) => a.time - b.time).map((event) => {
      const told = sentence(event);
      return h("li", { class: `tone-${told.tone}` }, h("span", { class: "after" }, `+${((event.time - now.at) / 1_000).toFixed(3)} s`),
        h("span", {}, `${told.who} ${told.text}`, told.why ? h("span", { class: "fine" }, ` (${told.why})`) : null));
    }));
  }

  repair() {
    const { now } = this;
    const who = [...now.steppedDown].filter((id) => id !== now.retained).sort((a, b) => a - b);
    const down = who.length > 0 ? `${who.length === 1 ? "Server" : "Servers"} ${listed(who)} stepped down, fetched its state and followed as ${who.length === 1 ? "a backup" : "backups"} in sync, ` : "All servers were in sync again ";
    const records = now.records > 0 ? `${plural(now.records, "request")} that only the other side had answered became diverged records: see below.` : "No request of the other side was left over.";
    return `${down}${span(now.repairedAt - now.at)} after that. ${records}`;
  }
}
