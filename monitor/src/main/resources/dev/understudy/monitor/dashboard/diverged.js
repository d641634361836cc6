/** Requests that were answered by a master which did not survive as one: browse, export, replay, drop. */

import { confirm } from "./actions.js";
import { call } from "./api.js";
import { count, draw, h, icon, plural, say } from "./dom.js";

const PAGE = 25;
const EXPORT_PAGE = 1_000;
const LONGEST_CELL = 160;

export class Diverged {
  constructor(group) {
    this.group = group;
    this.path = `/api/groups/${encodeURIComponent(group)}/diverged`;
    this.records = [];
    this.next = null;
    this.starts = [0];
    this.known = null;
    this.loaded = -1;
    this.body = h("tbody");
    this.explanation = h("p", {});
    this.failure = h("p", { class: "failed", role: "alert" });
    this.range = h("p", { class: "range", role: "status" });
    this.before = h("button", { type: "button", onclick: () => { this.starts.pop(); this.load(); } }, "Previous");
    this.after = h("button", { type: "button", onclick: () => { this.starts.push(this.next); this.load(); } }, "Next");
    this.table = h("table", { class: "records" },
      h("thead", {}, h("tr", {}, ...["Entry", "Session", "Answered by", "Request", "Result given", "Do"].map((label) => h("th", { scope: "col" }, label)))), this.body);
    this.tools = h("div", { class: "buttons" },
      h("button", { type: "button", id: "export", onclick: () => this.export() }, icon("page"), "Export all"),
      h("button", { type: "button", id: "replay", onclick: () => this.replay(null) }, icon("play"), "Replay all…"),
      h("button", { type: "button", id: "drop", class: "danger-quiet", onclick: () => this.drop(null) }, icon("cross"), "Drop all…"));
    this.pager = h("div", { class: "pager" }, this.range, this.before, this.after);
    this.element = h("section", { class: "panel diverged", "aria-labelledby": "diverged-title" },
      h("div", { class: "tools" }, h("h2", { id: "diverged-title" }, "Diverged records"), h("span", { class: "grow" }), this.tools),
      this.failure, this.explanation, this.table, this.pager);
    this.show();
  }

  /** How many there are, as the master says; null where none does, and what was shown before stays. */
  know(records, mode) {
    this.mode = mode;
    if (records === null) return;
    this.known = records;
    if (records !== this.loaded) {
      this.loaded = records;
      if (records > 0) {
        this.load();
      } else {
        say(this.failure, "");
        this.records = [];
        this.next = null;
        this.starts = [0];
        this.show();
      }
    }
  }

  async load() {
    try {
      const answer = await call("GET", `${this.path}?from=${this.starts.at(-1)}&most=${PAGE}`);
      this.records = answer.records;
      this.next = answer.next;
      if (this.records.length === 0 && this.starts.length > 1) {
        this.starts = [0];
        await this.load();
        return;
      }
      say(this.failure, "");
    } catch (failure) {
      this.loaded = -1; // the next status has it tried again
      say(this.failure, `The records could not be fetched: ${failure.message}.`);
    }
    draw(this, () => this.show());
  }

  show() {
    const none = this.records.length === 0;
    this.table.hidden = none;
    this.tools.hidden = none;
    this.pager.hidden = none || (this.starts.length === 1 && this.next === null);
    say(this.explanation, none ? this.absence()
      : "These requests were answered by a master which did not survive as one, and are not in the group's state. Replay executes them in the state of now; drop forgets them for ever.");
    say(this.range, `${count(this.starts.at(-1) + 1)} to ${count(this.starts.at(-1) + this.records.length)} of ${count(this.known)}`);
    this.before.disabled = this.starts.length === 1;
    this.after.disabled = this.next === null;
    this.body.replaceChildren(...this.records.map((record) => this.row(record)));
  }

  /** Why none is shown: that there is none is said only when a master has said so. */
  absence() {
    if (this.known === null) return "No master has told whether there are any.";
    if (this.known > 0) return `Fetching ${plural(this.known, "record")}…`;
    return this.mode === "consistent" ? "None. In a consistent group there are some only after an operator began a new generation." : "None: every request that was answered is in the one history.";
  }

  row(record) {
    const name = `entry ${record.index} of epoch ${record.epoch}`;
    return h("tr", {},
      h("th", { scope: "row" }, `${record.index}`, h("span", { class: "fine" }, ` epoch ${record.epoch}`)),
      h("td", { "data-label": "Session" }, `${record.session} #${record.sequence}`),
      h("td", { "data-label": "Answered by" }, `server ${record.server}`),
      h("td", { "data-label": "Request" }, value(record.payload)),
      h("td", { "data-label": "Result given" }, record.failure ? `failed: ${record.failure.message}` : value(record.result)),
      h("td", { class: "do" },
        h("button", { type: "button", class: "quiet", "aria-label": `Replay ${name}`, onclick: () => this.replay(record) }, "Replay…"),
        h("button", { type: "button", class: "quiet", "aria-label": `Drop ${name}`, onclick: () => this.drop(record) }, "Drop…")));
  }

  async replay(record) {
    const expected = this.known;
    const what = record === null ? `all ${plural(expected, "record")}` : `entry ${record.index} of epoch ${record.epoch}`;
    const answer = await confirm({
      title: `Replay ${what}?`, image: "play", action: "Replay",
      paragraphs: [
        "The group executes the request now, in its present state and in the order in which the records stand, and the record is gone. The client that was answered then is not told of the new result.",
        "What the client has repeated meanwhile is not executed a second time.",
      ],
      run: () => call("POST", `${this.path}/replays`, names(record, expected)),
      done: (answer) => [h("p", { class: "passed" }, icon("check"), `The group answers: ${answer.done}.`)],
    });
    this.settled(answer, record);
  }

  async drop(record) {
    const expected = this.known;
    const what = record === null ? `all ${plural(expected, "record")}` : `entry ${record.index} of epoch ${record.epoch}`;
    const answer = await confirm({
      title: `Drop ${what}?`, image: "cross", action: "Drop for ever", dangerous: true,
      paragraphs: ["What was answered to a client then is forgotten for ever, on all servers. Nothing brings it back: export first if anybody may ask for it."],
      run: () => call("DELETE", this.path, names(record, expected)),
      done: (answer) => [h("p", { class: "passed" }, icon("check"), `The group answers: ${answer.done}.`)],
    });
    this.settled(answer, record);
  }

  /** Reckons with what was done at once, and has the next status tell all the same. */
  settled(answer, record) {
    if (answer !== null) this.known = record === null ? 0 : this.known - 1;
    this.loaded = -1;
  }

  /** All of them as one JSON file, as the gateway tells them; what clients sent, byte for byte, is in payloadBase64. */
  async export() {
    try {
      const file = JSON.stringify({ group: this.group, records: await this.all() }, null, 2);
      const url = URL.createObjectURL(new Blob([file], { type: "application/json" }));
      h("a", { href: url, download: `${this.group}-diverged.json` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      say(this.failure, "");
    } catch (failure) {
      say(this.failure, `The records could not be exported: ${failure.message}.`);
    }
  }

  async all() {
    const records = [];
    let from = 0;
    do {
      const answer = await call("GET", `${this.path}?from=${from}&most=${EXPORT_PAGE}`);
      records.push(...answer.records);
      from = answer.next;
    } while (from !== null);
    return records;
  }
}

/** All, as many as the person was told of: if more have come since, nothing is done. */
function names(record, expected) {
  return record === null ? { expected } : { records: [{ epoch: record.epoch, index: record.index }] };
}

function value(json) {
  const text = JSON.stringify(json) ?? "";
  return h("code", text.length > LONGEST_CELL ? { title: text } : {}, text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text);
}
