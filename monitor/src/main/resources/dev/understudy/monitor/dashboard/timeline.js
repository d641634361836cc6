/** What happened, newest first, in plain words. Bounded: what is older than the bound is forgotten. */

import { attribute, clock, drawCalmly, h, icon, plural, say } from "./dom.js";
import { CATEGORIES, keyOf, sentence } from "./words.js";

const KEPT = 2_000;
/** Routine checks are kept apart, so that they do not push out what matters. */
const KEPT_ROUTINE = 500;
const PAGE = 40;
const DRAW_MILLIS = 250;

/** What servers and name servers say again and again until it is over takes one line, if it comes again within so long. */
const SAME_MILLIS = 5_000;
const SAME_WITHIN = 16;
const MOST_SAME = 500;
const REPEATED = new Set(["duplicate-registration", "inconsistency-detected", "check-completed", "server-aligned", "synchronization-started", "synchronization-failed"]);

export class Timeline {
  constructor(group, wantedKey) {
    this.group = group;
    this.notable = [];
    this.routine = [];
    this.known = new Map();
    this.forgotten = new Map([[this.notable, -1], [this.routine, -1]]);
    this.number = 0;
    this.chosen = new Set(CATEGORIES.map(([name]) => name).filter((name) => name !== "routine"));
    this.text = "";
    this.paused = null;
    this.shownMost = PAGE;
    this.rows = new Map();
    this.key = wantedKey;
    this.scrollTo = wantedKey;
    this.build();
    this.redraw = drawCalmly(DRAW_MILLIS, () => this.show());
    this.redraw();
  }

  close() {
    this.redraw.cancel();
  }

  /** Takes an event; false if it is here already, or may have been. Text is the event as it was sent. */
  add(event, text) {
    if (this.known.has(text)) return false;
    const told = sentence(event);
    const ring = told.category === "routine" ? this.routine : this.notable;
    if (event.time <= this.forgotten.get(ring)) return false;
    const key = keyOf(event);
    const one = { number: ++this.number, keys: new Set([key]), times: 1, last: event.time, event, told, texts: [text], find: `${told.who} ${told.text} ${told.why} ${event.type} ${event.epoch ?? ""}`.toLowerCase() };
    const same = REPEATED.has(event.type) && ring !== this.routine && this.same(one);
    if (same) {
      same.keys.add(key);
      same.times++;
      same.last = event.time;
      same.texts.push(text);
      this.known.set(text, same);
      this.redraw();
      return true;
    }
    ring.push(one);
    this.known.set(text, one);
    if (ring.length > (ring === this.routine ? KEPT_ROUTINE : KEPT)) this.forget(ring);
    this.redraw();
    return true;
  }

  /** The oldest goes; what is not younger is not taken again when a gateway tells it anew. */
  forget(ring) {
    const oldest = ring.shift();
    oldest.texts.forEach((text) => this.known.delete(text));
    if (oldest.event.type !== "gap") this.forgotten.set(ring, Math.max(this.forgotten.get(ring), oldest.last));
  }

  /** One of the latest that says the same, a moment before; none of those that stand still. */
  same(one) {
    for (let i = this.notable.length - 1; i >= Math.max(0, this.notable.length - SAME_WITHIN); i--) {
      const other = this.notable[i];
      if (this.paused !== null && other.number <= this.paused) return null;
      if (other.find === one.find && one.last - other.last < SAME_MILLIS && other.keys.size < MOST_SAME) return other;
    }
    return null;
  }

  gap(text) {
    const event = { type: "gap", time: Date.now(), server: null };
    const key = keyOf(event);
    const one = { number: ++this.number, keys: new Set([key]), times: 1, last: event.time, event, told: { who: "", text, why: "", category: "gap", tone: "warn", icon: "gap" }, texts: [], find: text.toLowerCase() };
    this.notable.push(one);
    this.redraw();
  }

  /** Shows this one, wherever it is. */
  select(key) {
    this.key = key;
    this.scrollTo = key;
    this.askedFrom = document.activeElement;
    const found = [...this.notable, ...this.routine].find((one) => one.keys.has(key));
    if (found && !this.admits(found)) {
      if (found.told.category !== "gap") this.toggle(found.told.category, true);
      this.search.value = "";
      this.text = "";
    }
    this.redraw();
  }

  build() {
    this.filters = new Map();
    const filters = h("div", { class: "filters", role: "group", "aria-label": "What is shown" });
    for (const [name, label, image] of CATEGORIES) {
      const button = h("button", { type: "button", class: "filter", "aria-pressed": String(this.chosen.has(name)), "data-category": name, onclick: () => this.toggle(name, !this.chosen.has(name)) }, icon(image), label);
      this.filters.set(name, button);
      filters.append(button);
    }
    this.search = h("input", { type: "search", id: "search", placeholder: "Search", autocomplete: "off", spellcheck: "false", oninput: () => { this.text = this.search.value.trim().toLowerCase(); this.shownMost = PAGE; this.redraw(); } });
    this.pauseText = h("span", {}, "Pause");
    this.pauseImage = h("span", { class: "image" }, icon("pause"));
    this.pause = h("button", { type: "button", id: "pause", "aria-pressed": "false", onclick: () => this.togglePause() }, this.pauseImage, this.pauseText);
    this.list = h("ol", { class: "events" });
    this.empty = h("p", { class: "empty" });
    this.more = h("button", { type: "button", class: "quiet", onclick: () => { this.shownMost += PAGE; this.redraw(); } }, "Show older");
    this.element = h("section", { class: "panel timeline", "aria-labelledby": "timeline-title" },
      h("div", { class: "tools" }, h("h2", { id: "timeline-title" }, "What happened"),
        h("span", { class: "grow" }), h("label", { for: "search", class: "unseen" }, "Search what happened"),
        h("span", { class: "search" }, icon("search"), this.search), this.pause),
      filters, this.list, this.empty, this.more);
  }

  toggle(category, on) {
    if (on) this.chosen.add(category);
    else this.chosen.delete(category);
    attribute(this.filters.get(category), "aria-pressed", String(on));
    this.shownMost = PAGE;
    this.redraw();
  }

  /** Paused, what is shown stands still; what happens meanwhile is kept and counted. */
  togglePause() {
    this.paused = this.paused === null ? this.number : null;
    attribute(this.pause, "aria-pressed", String(this.paused !== null));
    this.pauseImage.replaceChildren(icon(this.paused === null ? "pause" : "play"));
    this.redraw();
  }

  admits(one) {
    const category = one.told.category === "gap" || this.chosen.has(one.told.category);
    return category && (this.text === "" || one.find.includes(this.text));
  }

  /** The newest that are wanted, newest first. */
  wanted() {
    const found = [];
    let a = this.notable.length - 1;
    let b = this.routine.length - 1;
    while ((a >= 0 || b >= 0) && found.length <= this.shownMost) {
      const one = b < 0 || (a >= 0 && this.notable[a].number > this.routine[b].number) ? this.notable[a--] : this.routine[b--];
      if ((this.paused === null || one.number <= this.paused) && this.admits(one)) found.push(one);
    }
    return found;
  }

  show() {
    if (this.scrollTo) this.reach();
    const wanted = this.wanted();
    this.more.hidden = wanted.length <= this.shownMost;
    wanted.length = Math.min(wanted.length, this.shownMost);
    say(this.pauseText, this.paused === null ? "Pause" : `Go on (${plural(this.number - this.paused, "new event")})`);
    this.empty.hidden = wanted.length > 0;
    say(this.empty, this.number === 0 ? "This gateway has heard of nothing yet." : "Nothing of what is kept matches.");
    const seen = new Set(wanted);
    for (const [one, row] of this.rows) {
      if (!seen.has(one)) {
        row.remove();
        this.rows.delete(one);
      }
    }
    let place = this.list.firstChild;
    for (const one of wanted) {
      let row = this.rows.get(one);
      if (!row) {
        row = this.row(one);
        this.rows.set(one, row);
      }
      if (row === place) place = place.nextSibling;
      else this.list.insertBefore(row, place);
      attribute(row, "aria-current", one.keys.has(this.key) ? "true" : null);
      if (one.times > 1) say(row.querySelector(".again"), ` × ${one.times}, until ${clock(one.last, true)}`);
    }
    this.goThere();
  }

  /** Has so many shown that the one which is looked for is among them. */
  reach() {
    const sought = [...this.notable, ...this.routine].find((one) => one.keys.has(this.scrollTo));
    if (!sought) return;
    if (!this.admits(sought) && sought.told.category === "routine") this.toggle("routine", true);
    if (this.paused !== null && sought.number > this.paused) this.togglePause();
    const before = this.wanted().length;
    const position = [...this.notable, ...this.routine].filter((one) => one.number >= sought.number && this.admits(one)).length;
    if (position > before || position > this.shownMost) this.shownMost = Math.ceil(position / PAGE) * PAGE;
  }

  goThere() {
    if (!this.scrollTo) return;
    for (const [one, row] of this.rows) {
      if (one.keys.has(this.scrollTo)) {
        this.scrollTo = null;
        if (!this.stillWaitedFor()) return;
        row.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
        row.querySelector("a").focus({ preventScroll: true });
        return;
      }
    }
  }

  /** Whoever has gone on to something else meanwhile is not fetched back from there. */
  stillWaitedFor() {
    const at = document.activeElement;
    return at === null || at === document.body || at.id === "main" || at === this.askedFrom;
  }

  row(one) {
    const { event, told } = one;
    const [key] = one.keys;
    const details = event.type === "gap" ? null : h("details", {}, h("summary", {}, event.type));
    details?.addEventListener("toggle", () => details.append(facts(event)), { once: true });
    return h("li", { class: `event tone-${told.tone}`, "data-type": event.type, "data-category": told.category, "data-time": event.time },
      icon(told.icon),
      h("time", { datetime: new Date(event.time).toISOString() }, clock(event.time, true)),
      h("div", { class: "words" },
        h("p", {}, told.who ? h("b", {}, told.who) : null, told.who ? " " : null, told.text, h("span", { class: "again fine" })),
        told.why ? h("p", { class: "fine" }, told.why) : null,
        details),
      h("a", { class: "deep", href: `#/groups/${encodeURIComponent(this.group)}?event=${encodeURIComponent(key)}`, "aria-label": `Link to this event of ${clock(event.time, true)}`, title: "Link to this event" }, icon("link")));
  }
}

/** All that an event carries, as it was sent. */
function facts(event) {
  const pairs = Object.entries(event).filter(([name]) => !["group", "type"].includes(name));
  return h("dl", { class: "facts" }, pairs.flatMap(([name, value]) =>
    [h("dt", {}, name), h("dd", {}, value !== null && typeof value === "object" ? JSON.stringify(value) : String(value))]));
}
