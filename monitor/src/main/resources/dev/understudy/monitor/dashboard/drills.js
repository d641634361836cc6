/** Rehearsals: something is done to a server on purpose; what was expected stands beside what is seen. */

import { confirm } from "./actions.js";
import { Poller, call } from "./api.js";
import { attribute, clock, draw, h, icon, say, span } from "./dom.js";
import { sentence } from "./words.js";

const RUNNING_MILLIS = 400;
const IDLE_MILLIS = 5_000;
const LONGEST_SECONDS = 60;
const MOST_ROWS = 60;

const KINDS = {
  pause: ["Pause it", (id, long) => `Nothing reaches server ${id} and nothing leaves it for ${long}. What was held goes on afterwards, late.`],
  isolate: ["Isolate it", (id, long) => `Server ${id} and the others do not hear each other for ${long}. Name servers and clients reach it all the while.`],
  crash: ["Crash it", (id, long) => `Server ${id} is gone for ${long} without a good-bye, and comes back without its memory.`],
};

const NAMES = { pause: "Pause", isolate: "Isolation", crash: "Crash" };

/** The button and the panel; neither is there where no node of the group takes part in drills. */
export class Drills {
  constructor(group, frame) {
    this.path = `/api/groups/${encodeURIComponent(group)}/drills`;
    this.frame = frame;
    this.status = null;
    this.open = [];
    this.drills = [];
    this.shown = null;
    this.button = h("button", { type: "button", id: "drill", hidden: true, onclick: () => this.ask() }, icon("drill"), "Drill…");
    this.build();
    this.poller = new Poller(this.path, IDLE_MILLIS, (answer) => this.take(answer), () => {});
  }

  close() {
    this.poller.stop();
  }

  know(status) {
    this.status = status;
  }

  build() {
    this.title = h("h3", {});
    this.verdict = h("p", { class: "verdict", role: "status" });
    this.figures = h("p", { class: "fine" });
    this.progress = h("progress", { max: 1, "aria-label": "How much of the drill is over" });
    this.stop = h("button", { type: "button", class: "danger-quiet", onclick: () => this.end() }, icon("cross"), "Stop it now");
    this.failure = h("p", { class: "failed", role: "alert" });
    this.body = h("tbody");
    this.choice = h("select", { id: "which-drill", onchange: () => { this.shown = Number(this.choice.value); this.show(); } });
    this.earlier = h("span", {}, h("label", { for: "which-drill", class: "unseen" }, "Which drill"), this.choice);
    this.element = h("section", { class: "panel drill", "aria-labelledby": "drill-title", hidden: true },
      h("div", { class: "tools" }, h("h2", { id: "drill-title" }, "Drill"), h("span", { class: "grow" }), this.earlier, this.stop),
      this.failure, this.title, this.progress, this.verdict,
      h("table", { class: "course" },
        h("thead", {}, h("tr", {}, ...["After", "Expected", "Seen"].map((label) => h("th", { scope: "col" }, label)))), this.body),
      this.figures);
  }

  take({ open, drills }) {
    const before = this.drills[0];
    this.open = open;
    this.drills = drills;
    const [latest] = drills;
    if (latest && latest.startedAt !== before?.startedAt) this.shown = latest.startedAt;
    this.poller.everyMillis = latest && latest.phase !== "over" ? RUNNING_MILLIS : IDLE_MILLIS;
    if (latest?.phase === "over" && before?.startedAt === latest.startedAt && before.phase !== "over") this.frame.announce(`The drill is over. ${verdict(latest, 0)}`);
    draw(this, () => this.show());
  }

  show() {
    this.button.hidden = this.open.length === 0;
    const drill = this.drills.find((one) => one.startedAt === this.shown) ?? this.drills[0];
    this.element.hidden = drill === undefined;
    if (drill === undefined) return;
    const running = drill.phase === "running";
    const gone = Math.max(0, this.frame.liveness.now() - drill.startedAt);
    attribute(this.element, "data-phase", drill.phase);
    attribute(this.element, "data-expected", drill.asExpected === null ? null : String(drill.asExpected));
    say(this.title, `${NAMES[drill.drill] ?? drill.drill} of server ${drill.serverId}, ${drill.wasMaster ? "the master" : "a backup"}, for ${span(drill.millis)}`);
    this.stop.hidden = !running;
    this.progress.hidden = !running;
    this.progress.value = Math.min(1, gone / drill.millis);
    say(this.verdict, verdict(drill, Math.max(0, drill.millis - gone)));
    say(this.figures, `No master for ${span(drill.millisWithoutMaster)}, several for ${span(drill.millisWithSeveralMasters)}, as this gateway saw it ten times a second. More than ${span(drill.mostMillisWithoutMaster)} without a master ends a drill at once.`);
    this.showChoice(drill);
    this.body.replaceChildren(...rows(drill).slice(0, MOST_ROWS).map(row));
  }

  showChoice(drill) {
    this.earlier.hidden = this.drills.length < 2;
    const known = this.drills.map((one) => one.startedAt).join();
    if (this.choice.dataset.known !== known) {
      this.choice.dataset.known = known;
      this.choice.replaceChildren(...this.drills.map((one) => h("option", { value: one.startedAt }, `${clock(one.startedAt)} ${NAMES[one.drill] ?? one.drill} of server ${one.serverId}`)));
    }
    this.choice.value = String(drill.startedAt);
  }

  async ask() {
    const server = h("select", { id: "drill-server" }, this.open.map((id) => h("option", { value: id }, `Server ${id}${this.role(id)}`)));
    const kind = h("select", { id: "drill-kind" }, Object.entries(KINDS).map(([name, [label]]) => h("option", { value: name, selected: name === "isolate" }, label)));
    const length = seconds("drill-seconds", 1);
    const bound = seconds("drill-bound", 0.1);
    const words = h("p", { role: "status" });
    const explain = () => say(words, this.explanation(server.value, kind.value, length.value, bound.value));
    const fields = h("div", { class: "fields", oninput: explain },
      field("Server", server), field("What", kind), field("Seconds", length), field("Seconds without a master, at most", bound));
    explain();
    const begun = await confirm({
      title: "Rehearse a fault?", image: "drill", action: "Begin", dangerous: true, paragraphs: [], choice: h("div", { class: "order" }, fields, words),
      run: () => call("POST", this.path, {
        drill: kind.value, serverId: Number(server.value),
        millis: Math.round(Number(length.value) * 1_000), mostMillisWithoutMaster: Math.round(Number(bound.value) * 1_000),
      }),
    });
    if (begun === null) return;
    say(this.failure, "");
    this.poller.soon();
    this.element.hidden = false;
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** What will happen. */
  explanation(id, kind, length, bound) {
    const told = [KINDS[kind][1](id, `${length} s`)];
    const master = this.status?.master?.serverId === Number(id);
    if (master) told.push("It is the master: another server is elected, and requests wait until one is.");
    if (kind !== "crash" && this.status?.mode === "available") told.push("In this group both sides go on, so that there are two masters; afterwards they become one, and what only the other had answered is kept as diverged records.");
    told.push(`It ends by itself, and at once when no server is master for longer than ${bound} s.`);
    return told.join(" ");
  }

  role(id) {
    return this.status?.master?.serverId === id ? ", the master" : "";
  }

  async end() {
    try {
      await call("DELETE", this.path);
      say(this.failure, "");
    } catch (failure) {
      say(this.failure, failure.status === 403 ? "This token may not do that: a token of the role operate is needed." : `It could not be stopped: ${failure.message}. It ends by itself.`);
    }
    this.poller.soon();
  }
}

function seconds(id, least) {
  return h("input", { type: "number", id, min: least, max: LONGEST_SECONDS, step: "any", value: 5, required: true });
}

function field(label, input) {
  return h("p", {}, h("label", { for: input.id }, label), input);
}

function verdict(drill, left) {
  if (drill.phase === "running") return `It goes on for ${Math.ceil(left / 1_000)} s more.`;
  const ended = drill.stopped ? `Stopped after ${span(drill.endedAfterMillis)}: ${drill.stopped}.` : `Ended after ${span(drill.endedAfterMillis)}.`;
  if (drill.phase === "recovering") return `${ended} Not all is well yet.`;
  const well = drill.wellAfterMillis === null ? "The group was not well again in time." : `All was well again ${span(drill.wellAfterMillis)} later.`;
  return `${drill.asExpected ? "As expected." : "Not as expected."} ${ended} ${well}`;
}

/** Both time lines as one, by time: [{at, until, expected: [{text, met}], told, times}]. */
function rows(drill) {
  const all = drill.seen.map(({ atMillis, event }) => ({
    at: atMillis, told: sentence(event), times: 1,
    expected: drill.expected.filter((one) => one.seenAtMillis === atMillis && one.seen?.type === event.type && one.seen.server === event.server),
  }));
  for (const one of drill.expected) {
    if (one.seen === null) all.push({ at: one.withinMillis, until: true, told: null, times: 1, expected: [one] });
  }
  return joined(all.sort((a, b) => a.at - b.at));
}

/** What is said again and again takes one row. */
function joined(all) {
  const kept = [];
  for (const one of all) {
    const same = one.told && one.expected.length === 0 && kept.find((other) => other.told?.who === one.told.who && other.told.text === one.told.text);
    if (same) same.times++;
    else kept.push(one);
  }
  return kept;
}

function row({ at, until, expected, told, times }) {
  return h("tr", {},
    h("th", { scope: "row" }, `${until ? "by " : ""}${(at / 1_000).toFixed(3)} s`),
    h("td", { "data-label": "Expected" }, expected.map(expectation)),
    h("td", { "data-label": "Seen", class: told ? `tone-${told.tone}` : null }, told
      ? [icon(told.icon), " ", h("b", {}, told.who), ` ${told.text}`, times > 1 ? h("span", { class: "fine" }, ` × ${times}`) : null]
      : h("span", { class: "fine" }, expected[0].met === null ? "not yet" : "nothing of the kind")));
}

function expectation(one) {
  const [image, word] = one.met === null ? ["clock", "open"] : one.met ? ["check", "as expected"] : ["cross", "not as expected"];
  return h("p", { class: `expectation met-${one.met}` }, icon(image), h("span", { class: "unseen" }, `${word}: `), one.expected,
    one.seen === null ? null : h("span", { class: "fine" }, `, within ${span(one.withinMillis)}`));
}
