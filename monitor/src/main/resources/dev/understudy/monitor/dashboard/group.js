/** One group: its servers, what the name servers believe, what happened, and what may be pressed. */

import { Actions } from "./actions.js";
import { Poller } from "./api.js";
import { Charts } from "./charts.js";
import { Diverged } from "./diverged.js";
import { attribute, count, drawCalmly, h, icon, millis, plural, rate, say, span } from "./dom.js";
import { Drills } from "./drills.js";
import { NameServers, Servers } from "./servers.js";
import { Story } from "./story.js";
import { EventStream } from "./stream.js";
import { Timeline } from "./timeline.js";
import { sentence, servers } from "./words.js";

const POLL_MILLIS = 1_000;
const DRAW_MILLIS = 150;

/** After these the servers are asked at once, and not only when their time has come. */
const ASK_AFTER = new Set([
  "server-joined", "server-left", "server-terminated", "master-elected", "master-stepped-down", "registration-expired",
  "duplicate-registration", "synchronization-completed", "diverged", "diverged-replayed", "diverged-dropped",
]);

const SPOKEN = new Set(["master-elected", "duplicate-registration", "server-terminated", "possible-loss", "diverged", "synchronization-completed"]);

/** What is known of a server that is not registered any more. */
const NOTHING = { role: "gone", inSync: false, epoch: null, lastIndex: null, commitIndex: null, lastCheck: null };

export class GroupPage {
  constructor(main, frame, group, event) {
    this.frame = frame;
    this.group = group;
    this.path = `/api/groups/${encodeURIComponent(group)}`;
    this.status = null;
    this.gone = null;
    this.before = null;
    this.perSecond = null;
    this.hintedAt = 0;
    this.passedOver = false;
    this.servers = new Servers((id) => this.actions.transfer(id), frame.liveness);
    this.nameServers = new NameServers();
    this.charts = new Charts((key) => { location.hash = `#/groups/${encodeURIComponent(group)}?event=${encodeURIComponent(key)}`; });
    this.timeline = new Timeline(group, event);
    this.diverged = new Diverged(group);
    this.story = new Story();
    this.actions = new Actions(group, () => this.poller.soon());
    this.drills = new Drills(group, frame);
    this.redraw = drawCalmly(DRAW_MILLIS, () => this.show());
    this.build(main);
    this.poller = new Poller(this.path, POLL_MILLIS, (answer, askedAt) => this.take(answer, askedAt), (failure) => this.failed(failure));
    this.stream = new EventStream(`?from=first&group=${encodeURIComponent(group)}`, {
      event: (json, text, history) => this.happened(json, text, history),
      hello: (hello) => frame.liveness.gatewayTime(hello.time),
      beat: (beat) => frame.liveness.gatewayTime(beat.time),
      gap: (gap) => this.missed(gap),
      state: (state, why) => frame.liveness.streamIs(state, why),
    });
    this.ages = setInterval(() => this.servers.age(), 1_000);
  }

  close() {
    clearInterval(this.ages);
    this.redraw.cancel();
    this.poller.stop();
    this.drills.close();
    this.stream.stop();
    this.timeline.close();
    this.charts.close();
  }

  /** Shows one event of the timeline. */
  select(key) {
    if (key) this.timeline.select(key);
  }

  build(main) {
    this.state = h("p", { class: "state", role: "status" }, "Asking the servers…");
    this.mode = h("span", { class: "mode" });
    this.figures = {};
    const tiles = h("dl", { class: "tiles small" });
    for (const [name, label] of [
      ["masters", "Masters"], ["sync", "In sync"], ["rate", "Requests/s"], ["p99", "p99, this gateway"],
      ["several", "With several masters"], ["none", "With no master"], ["sessions", "Sessions"], ["diverged", "Diverged records"],
    ]) {
      this.figures[name] = h("dd", {}, "–");
      tiles.append(h("div", { class: `tile ${name}` }, h("dt", {}, label), this.figures[name]));
    }
    main.append(h("div", { class: "page group" },
      h("div", { class: "headline" },
        h("h1", {}, this.group, " ", this.mode),
        h("div", { class: "buttons" },
          h("button", { type: "button", id: "check", onclick: () => this.actions.check(this.status) }, icon("check"), "Check now"),
          h("button", { type: "button", id: "verify", onclick: () => this.actions.verify(this.status) }, icon("copy"), "Compare states"),
          h("button", { type: "button", id: "transfer", onclick: () => this.actions.transfer(null) }, icon("star"), "Hand mastership to…"),
          this.drills.button)),
      this.state,
      this.story.element,
      tiles,
      h("section", { "aria-label": "Servers" }, h("h2", {}, "Servers"), this.servers.element),
      h("section", { class: "panel", "aria-label": "Name servers" }, h("h2", {}, "What each name server believes"), this.nameServers.element),
      this.drills.element,
      this.charts.element,
      this.timeline.element,
      this.diverged.element));
  }

  take(status, askedAt) {
    this.frame.liveness.answered();
    if (askedAt < this.hintedAt && !this.passedOver) {
      this.passedOver = true; // it tells of a time before the event; the next one counts, whatever happens
      this.poller.soon();
      return;
    }
    this.passedOver = false;
    this.gone = null;
    this.status = status;
    const now = this.frame.liveness.now();
    const commit = Math.max(0, ...status.servers.map((server) => server.commitIndex ?? 0));
    const answered = status.servers.some((server) => server.commitIndex !== null);
    let perSecond = null;
    if (answered && this.before && now > this.before.at) {
      perSecond = Math.max(0, commit - this.before.commit) * 1_000 / (now - this.before.at);
    }
    if (answered) this.before = { at: now, commit };
    this.perSecond = perSecond;
    this.actions.know(status);
    this.drills.know(status);
    this.charts.sample(now, { rate: perSecond, p99: status.p99Millis ?? null, masters: masters(status) });
    this.story.status(status, this.frame.liveness.now());
    this.redraw();
  }

  failed(failure) {
    if (failure.code === "unknown-group") {
      this.lost(failure.message);
      return;
    }
    this.frame.liveness.failed(failure.message);
    if (this.status === null) {
      say(this.state, `Nothing to show: ${failure.message}.`);
      attribute(this.state, "data-tone", "bad");
    }
  }

  /** That no server is registered is an answer too, and says that what is shown of them is over. */
  lost(message) {
    this.frame.liveness.answered();
    const told = message.replace(/^no server of group /, "No server of ");
    const were = this.status !== null || told.includes(" any more");
    this.gone = `${told}. ${were ? "All of its processes have ended, or no name server hears them." : "Either there is no such group, or all of its processes have ended."}`;
    if (this.status === null) {
      say(this.state, this.gone);
      attribute(this.state, "data-tone", "bad");
      return;
    }
    this.status = { ...this.status, master: null, nameServers: [], silentNameServers: [], servers: this.status.servers.map(({ serverId, priority, address }) => ({ ...NOTHING, serverId, priority, address })) };
    this.before = null;
    this.perSecond = null;
    this.charts.sample(this.frame.liveness.now(), { rate: null, p99: null, masters: 0 });
    this.redraw();
  }

  happened(event, text, history) {
    if (!this.timeline.add(event, text)) return;
    this.story.event(event);
    if (event.type !== "check-completed") this.charts.mark(event);
    if (history) return;
    if (SPOKEN.has(event.type)) {
      const { who, text: words } = sentence(event);
      this.frame.announce(`${who} ${words}`);
    }
    this.hint(event);
    if (ASK_AFTER.has(event.type)) this.poller.soon();
  }

  missed(gap) {
    const missed = gap.missed === null ? "It is not known how many events are missing" : `${plural(gap.missed, "event is", "events are")} missing`;
    this.timeline.gap(`${missed}: ${gap.reason}.`);
    this.poller.soon();
  }

  /** What an event says of a server is shown at once; the next answer confirms it. */
  hint(event) {
    const server = this.status?.servers.find((one) => one.serverId === event.server);
    if (!server) return;
    if (event.type === "master-elected") {
      for (const other of this.status.servers) if (other.role === "master") other.role = "unconfirmed";
      server.role = "master";
      server.epoch = event.epoch;
      server.master = event.server;
      this.status.master = { ...this.status.master, serverId: event.server, epoch: event.epoch };
    } else if (event.type === "master-stepped-down" && server.role === "master") {
      server.role = "backup";
    } else if (event.type === "registration-expired") {
      server.role = "unreachable";
      server.inSync = false;
    } else {
      return;
    }
    this.hintedAt = performance.now();
    this.charts.sample(this.frame.liveness.now(), { rate: this.perSecond, p99: this.status.p99Millis ?? null, masters: masters(this.status) });
    this.redraw();
  }

  show() {
    const { status } = this;
    const acting = masters(status);
    const inSync = status.servers.filter((server) => server.inSync && follows(server, status)).length;
    const missing = status.voters.filter((voter) => !status.servers.some((server) => server.serverId === voter));
    const all = status.servers.length + missing.length + status.absentServers.length;
    const master = status.servers.find((server) => server.serverId === status.master?.serverId);
    say(this.mode, status.mode === "available" ? "Available" : "Consistent");
    const [text, tone] = this.gone === null ? standing(status, acting, inSync, missing) : [this.gone, "bad"];
    say(this.state, text);
    attribute(this.state, "data-tone", tone);
    say(this.figures.masters, count(acting));
    this.figures.masters.parentNode.classList.toggle("alarm", acting !== 1);
    say(this.figures.sync, `${inSync} of ${all}`);
    this.figures.sync.parentNode.classList.toggle("alarm", inSync < all);
    say(this.figures.rate, rate(this.perSecond));
    say(this.figures.p99, millis(status.p99Millis));
    say(this.figures.several, span(status.millisWithSeveralMasters));
    say(this.figures.none, span(status.millisWithNoMaster));
    say(this.figures.sessions, count(master?.sessions));
    say(this.figures.diverged, count(master?.divergedRecords));
    this.servers.show(status, missing);
    this.nameServers.show(status);
    this.diverged.know(master?.divergedRecords ?? null, status.mode);
  }
}

function masters(status) {
  return status.servers.filter((server) => server.role === "master").length;
}

/** Where there are several masters, those in sync with another than the one that counts are not. */
function follows(server, status) {
  return status.master == null || server.master == null || server.master === status.master.serverId;
}

/** The one sentence that a person on call wants first, and how bad it is. */
function standing(status, acting, inSync, missing) {
  const all = status.servers.length + missing.length;
  if (acting === 0) return ["No server is master: nobody answers requests. An election takes less than a second as a rule.", "bad"];
  if (acting > 1) {
    const which = status.servers.filter((server) => server.role === "master").map((server) => server.serverId).sort((a, b) => a - b);
    return [`${acting} masters: servers ${which.join(" and ")} both answer. They become one by themselves once they reach each other.`, "bad"];
  }
  const begin = `Server ${status.master?.serverId} is master under epoch ${status.master?.epoch}`;
  const named = new Set(status.nameServers.filter((one) => !one.warmingUp).map((one) => one.retained));
  if (missing.length > 0) return [`${begin}; ${plural(missing.length, "voter is", "voters are")} missing: ${missing.join(", ")}.`, "warn"];
  const absent = status.absentServers;
  if (absent.length > 0) return [`${begin}; ${all + absent.length} servers within the last hour, ${all} now: ${servers(absent)} went without leaving on purpose.`, "warn"];
  if (inSync < all) return [`${begin}; ${inSync} of ${all} servers are in sync.`, "warn"];
  if (status.nameServers.length === 0) return [`${begin}, all ${all} servers are in sync; no name server told what it believes.`, "warn"];
  if (status.silentNameServers.length > 0) return [`${begin}, all ${all} servers are in sync; ${plural(status.silentNameServers.length, "name server does", "name servers do")} not answer.`, "warn"];
  if (named.size > 1 || (named.size === 1 && !named.has(status.master?.serverId))) return [`${begin}, all ${all} servers are in sync; the name servers do not all say so.`, "warn"];
  return [`${begin}, all ${all} servers are in sync, and ${status.nameServers.length === 1 ? "the name server agrees" : `all ${status.nameServers.length} name servers agree`}.`, "good"];
}
