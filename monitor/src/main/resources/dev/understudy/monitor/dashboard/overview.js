/** All groups at a glance: those that need somebody come first. */

import { Poller } from "./api.js";
import { attribute, clock, count, draw, drawCalmly, h, icon, millis, plural, rate, say } from "./dom.js";
import { EventStream } from "./stream.js";
import { CONCERNS, keyOf, sentence } from "./words.js";

const PAGE = 50;
const KEPT_EVENTS = 200;
const SHOWN_EVENTS = 12;
const POLL_MILLIS = 1_000;
const BUSY_POLL_MILLIS = 2_000;
const MANY_GROUPS = 200;
/** What is older than so many intervals is stale; besides, a server that does not answer takes its time. */
const STALE_INTERVALS = 3;
const SLOW_MILLIS = 3_000;

/** Everything but what healthy servers tell all the time. */
const TYPES = [
  "server-joined", "server-left", "master-elected", "master-stepped-down", "registration-expired", "duplicate-registration",
  "inconsistency-detected", "synchronization-completed", "synchronization-failed", "server-terminated", "takeover-completed",
  "diverged", "diverged-dropped", "digest-mismatch", "possible-loss", "duplicate-server", "configuration-refused",
];

const MODES = { available: "Available", consistent: "Consistent" };
const SEVERITY = { bad: 3, warn: 2, note: 1 };

const COLUMNS = [
  ["group", "Group", (g) => g.group, 1],
  ["mode", "Mode", (g) => g.mode, 1],
  ["master", "Master", (g) => g.master ?? -1, 1],
  ["epoch", "Epoch", (g) => Number.parseInt(g.epoch ?? "0", 10), -1],
  ["sync", "In sync", (g) => g.inSync / Math.max(1, wanted(g)), 1],
  ["rate", "Requests/s", (g) => g.requestsPerSecond ?? -1, -1],
  ["p99", "p99", (g) => g.p99Millis ?? -1, -1],
  ["alerts", "Alerts", severity, -1],
];

/** How many servers there are, or were within the last hour, or are configured. */
function wanted(group) {
  return group.servers + group.missing + group.absent;
}

function severity(group) {
  return Math.max(0, ...group.concerns.map((one) => SEVERITY[CONCERNS[one]?.[1] ?? "warn"]));
}

export class Overview {
  constructor(main, frame) {
    this.frame = frame;
    this.groups = [];
    this.unobserved = 0;
    this.events = [];
    this.hints = new Map();
    this.sort = { column: "alerts", direction: -1 };
    this.page = 0;
    this.wanted = "";
    this.troubledOnly = false;
    this.rows = [];
    this.build(main);
    this.drawEvents = drawCalmly(250, () => this.showEvents());
    this.poller = new Poller("/api/overview", POLL_MILLIS, (answer, askedAt) => this.take(answer, askedAt), (failure) => this.failed(failure));
    this.stream = new EventStream(`?from=first&types=${TYPES.join(",")}`, {
      event: (event, text, history) => this.happened(event, history),
      hello: (hello) => frame.liveness.gatewayTime(hello.time),
      beat: (beat) => frame.liveness.gatewayTime(beat.time),
      gap: () => this.poller.soon(),
      state: (state, why) => frame.liveness.streamIs(state, why),
    });
  }

  close() {
    this.poller.stop();
    this.stream.stop();
    this.drawEvents.cancel();
  }

  take(answer, askedAt) {
    this.groups = answer.groups;
    const begun = askedAt - answer.ageMillis;
    for (const [group, hint] of this.hints) {
      if (hint.at > begun) this.apply(group, hint);
      else this.hints.delete(group);
    }
    this.unobserved = answer.unobserved;
    this.poller.everyMillis = answer.groups.length > MANY_GROUPS ? BUSY_POLL_MILLIS : POLL_MILLIS;
    const stale = STALE_INTERVALS * Math.max(this.poller.everyMillis, answer.observationMillis) + SLOW_MILLIS;
    this.frame.liveness.answered(answer.ageMillis, stale);
    draw(this, () => this.show());
  }

  failed(failure) {
    this.frame.liveness.failed(failure.message);
    if (this.groups.length === 0) say(this.empty, `Nothing to show: ${failure.message}.`);
  }

  happened(event, history) {
    this.events.unshift(event);
    if (this.events.length > KEPT_EVENTS) this.events.length = KEPT_EVENTS;
    this.drawEvents();
    if (history) return;
    this.hint(event);
    if (event.type === "duplicate-registration" || event.type === "master-elected") {
      const { who, text } = sentence(event);
      this.frame.announce(`${event.group}: ${who} ${text}`);
    }
    this.poller.soon();
  }

  /** What an event says is shown until an answer tells of the time after it. */
  hint(event) {
    if (event.type !== "master-elected") return;
    const hint = { at: performance.now(), master: event.server, epoch: event.epoch };
    if (this.apply(event.group, hint)) {
      this.hints.set(event.group, hint);
      draw(this, () => this.show());
    }
  }

  apply(name, { master, epoch }) {
    const group = this.groups.find((one) => one.group === name);
    if (group) Object.assign(group, { master, epoch });
    return group !== undefined;
  }

  build(main) {
    this.tiles = h("dl", { class: "tiles" });
    this.figures = {};
    for (const [name, label] of [["groups", "Groups"], ["well", "All well"], ["troubled", "Need somebody"], ["rate", "Requests/s"]]) {
      const value = h("dd", {}, "–");
      this.figures[name] = value;
      this.tiles.append(h("div", { class: `tile ${name}` }, h("dt", {}, label), value));
    }
    const search = h("input", { type: "search", id: "find", placeholder: "Find a group", autocomplete: "off", spellcheck: "false", oninput: () => this.narrow(search.value) });
    const troubled = h("input", { type: "checkbox", id: "troubled", onchange: () => { this.troubledOnly = troubled.checked; this.page = 0; this.show(); } });
    this.body = h("tbody");
    this.heads = new Map();
    const headRow = h("tr");
    for (const [name, label, , first] of COLUMNS) {
      const head = h("th", { scope: "col", class: name }, h("button", { type: "button", onclick: () => this.sortBy(name, first) }, label));
      this.heads.set(name, head);
      headRow.append(head);
    }
    this.table = h("table", { class: "groups" }, h("caption", { class: "unseen" }, "All groups"), h("thead", {}, headRow), this.body);
    this.empty = h("p", { class: "empty" }, "Looking for groups…");
    this.range = h("p", { class: "range", role: "status" });
    this.before = h("button", { type: "button", onclick: () => this.turn(-1) }, "Previous");
    this.after = h("button", { type: "button", onclick: () => this.turn(1) }, "Next");
    this.pager = h("div", { class: "pager" }, this.range, this.before, this.after);
    this.list = h("ol", { class: "lately" });
    main.append(
      h("div", { class: "page overview" },
        h("h1", {}, "All groups"),
        this.tiles,
        h("section", { "aria-label": "Groups", class: "panel" },
          h("div", { class: "tools" },
            h("label", { for: "find", class: "unseen" }, "Find a group"), h("span", { class: "search" }, icon("search"), search),
            h("label", { class: "switch", for: "troubled" }, troubled, "Only those that need somebody")),
          this.table, this.empty, this.pager),
        h("section", { class: "panel", "aria-labelledby": "lately-title" },
          h("h2", { id: "lately-title" }, "Lately, in all groups"), this.list)));
    this.showEvents();
  }

  narrow(text) {
    this.wanted = text.trim().toLowerCase();
    this.page = 0;
    this.show();
  }

  sortBy(column, first) {
    const same = this.sort.column === column;
    this.sort = { column, direction: same ? -this.sort.direction : first };
    this.show();
  }

  turn(by) {
    this.page += by;
    this.show();
  }

  show() {
    const chosen = this.chosen();
    const pages = Math.max(1, Math.ceil(chosen.length / PAGE));
    this.page = Math.min(Math.max(0, this.page), pages - 1);
    const visible = chosen.slice(this.page * PAGE, (this.page + 1) * PAGE);
    this.showFigures();
    this.heads.forEach((head, name) => attribute(head, "aria-sort", name === this.sort.column ? (this.sort.direction > 0 ? "ascending" : "descending") : null));
    while (this.rows.length < visible.length) this.rows.push(new Row());
    visible.forEach((group, i) => {
      this.rows[i].show(group);
      if (this.rows[i].element.parentNode === null) this.body.append(this.rows[i].element);
    });
    for (let i = visible.length; i < this.rows.length; i++) this.rows[i].element.remove();
    this.table.hidden = visible.length === 0;
    this.empty.hidden = visible.length > 0;
    say(this.empty, this.groups.length === 0 ? "No group has a registered server yet." : "No group matches.");
    this.pager.hidden = chosen.length <= PAGE && this.unobserved === 0;
    const more = this.unobserved > 0 ? `; ${plural(this.unobserved, "further group is", "further groups are")} not observed` : "";
    say(this.range, `${count(this.page * PAGE + 1)} to ${count(this.page * PAGE + visible.length)} of ${count(chosen.length)}${more}`);
    this.before.disabled = this.page === 0;
    this.after.disabled = this.page === pages - 1;
  }

  chosen() {
    const value = COLUMNS.find(([name]) => name === this.sort.column)[2];
    const keyed = this.groups
      .filter((group) => (this.wanted === "" || group.group.toLowerCase().includes(this.wanted)) && (!this.troubledOnly || severity(group) > 0))
      .map((group) => [value(group), group]);
    const { direction } = this.sort;
    // the answer is ordered by name, and sorting keeps the order of equals
    keyed.sort(([a], [b]) => (a < b ? -direction : a > b ? direction : 0));
    return keyed.map(([, group]) => group);
  }

  showFigures() {
    const troubled = this.groups.filter((group) => severity(group) > 0).length;
    const rates = this.groups.map((group) => group.requestsPerSecond).filter((one) => one !== null);
    say(this.figures.groups, count(this.groups.length + this.unobserved));
    say(this.figures.well, count(this.groups.length - troubled));
    say(this.figures.troubled, count(troubled));
    this.figures.troubled.parentNode.classList.toggle("alarm", troubled > 0);
    say(this.figures.rate, rates.length === 0 ? "–" : rate(rates.reduce((sum, one) => sum + one, 0)));
  }

  showEvents() {
    // what is said again and again takes one line
    const lines = new Map();
    for (const event of this.events) {
      const told = sentence(event);
      const words = `${event.group} ${told.who} ${told.text}`;
      const line = lines.get(words);
      if (line) line.times++;
      else if (lines.size < SHOWN_EVENTS) lines.set(words, { event, told, times: 1 });
    }
    const rows = [...lines.values()].map(({ event, told, times }) => h("li", { class: `tone-${told.tone}` }, icon(told.icon),
        h("time", { datetime: new Date(event.time).toISOString() }, clock(event.time)),
        h("a", { href: `#/groups/${encodeURIComponent(event.group)}?event=${encodeURIComponent(keyOf(event))}` }, event.group),
        h("span", {}, `${told.who} ${told.text}`, times > 1 ? h("span", { class: "fine" }, ` × ${times}`) : null)));
    this.list.replaceChildren(...(rows.length > 0 ? rows : [h("li", { class: "empty" }, "Nothing has happened since this gateway started, but routine checks.")]));
  }
}

/** A line of the table, which shows one group after another. */
class Row {
  constructor() {
    this.link = h("a", {});
    this.cells = {};
    this.element = h("tr", {}, h("th", { scope: "row", class: "group" }, this.link));
    for (const [name, label] of COLUMNS.slice(1)) {
      this.cells[name] = h("td", { class: name, "data-label": label });
      this.element.append(this.cells[name]);
    }
    this.concerns = "?";
  }

  show(group) {
    say(this.link, group.group);
    attribute(this.link, "href", `#/groups/${encodeURIComponent(group.group)}`);
    say(this.cells.mode, MODES[group.mode] ?? "–");
    say(this.cells.master, group.masters > 1 ? `${group.masters} masters` : group.master === null ? "none" : `server ${group.master}`);
    say(this.cells.epoch, group.epoch ?? "–");
    say(this.cells.sync, `${group.inSync} of ${wanted(group)}`);
    say(this.cells.rate, rate(group.requestsPerSecond));
    say(this.cells.p99, millis(group.p99Millis));
    attribute(this.element, "data-severity", severity(group) || null);
    const concerns = group.concerns.join();
    if (concerns !== this.concerns) {
      this.concerns = concerns;
      this.cells.alerts.replaceChildren(...chips(group.concerns));
    }
  }
}

/** Concerns as marks; without any, that all is well. */
export function chips(concerns) {
  if (concerns.length === 0) return [h("span", { class: "chip good" }, icon("check"), "all well")];
  return concerns.map((one) => {
    const [label, tone, what] = CONCERNS[one] ?? [one.replaceAll("-", " "), "warn", ""];
    return h("span", { class: `chip ${tone}`, title: what }, icon(tone === "bad" ? "cross" : "warn"), label);
  });
}
