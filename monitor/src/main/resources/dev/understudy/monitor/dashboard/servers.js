/** One card for each server, and a table of what the name servers believe. */

import { attribute, bytes, count, h, icon, plural, say, span } from "./dom.js";
import { finding, trigger } from "./words.js";

/** The bar shows so many of the master's last entries, or more if a server is further behind. */
const LEAST_SPAN = 100;

const ROLES = {
  master: ["Master", "star"], backup: ["Backup", "copy"], newcomer: ["Newcomer", "clock"],
  gone: ["Gone", "cross"], unreachable: ["Unreachable", "warn"], missing: ["Missing", "gap"], unconfirmed: ["Was master, asking…", "clock"],
};

export class Servers {
  constructor(onTransfer, time) {
    this.onTransfer = onTransfer;
    this.time = time;
    this.cards = new Map();
    this.element = h("div", { class: "cards" });
  }

  show(status, missing) {
    const servers = [...status.servers, ...missing.map((serverId) => ({ serverId, role: "missing", inSync: false, priority: null, lastCheck: null, epoch: null }))]
      .sort((a, b) => a.serverId - b.serverId);
    if (status !== this.status) {
      this.status = status;
      this.toldAt = this.time.now();
    }
    const heads = new Map(servers.map((server) => [server, headFor(server, servers)]));
    const furthest = Math.max(0, ...servers.map((server) => (heads.get(server) ?? server.lastIndex ?? 0) - (server.commitIndex ?? 0)));
    const length = Math.max(LEAST_SPAN, 2 * furthest);
    const seen = new Set(servers.map((server) => server.serverId));
    for (const [id, card] of this.cards) {
      if (!seen.has(id)) {
        card.element.remove();
        this.cards.delete(id);
      }
    }
    for (const server of servers) {
      let card = this.cards.get(server.serverId);
      if (!card) {
        card = new Card(server.serverId, this.onTransfer);
        this.cards.set(server.serverId, card);
        const after = [...this.cards.keys()].filter((id) => id > server.serverId).sort((a, b) => a - b)[0];
        this.element.insertBefore(card.element, after === undefined ? null : this.cards.get(after).element);
      }
      card.show(server, status, heads.get(server), length);
    }
    this.age();
  }

  /** What was a moment ago is longer ago now. */
  age() {
    const since = this.time.now() - this.toldAt;
    this.cards.forEach((card) => card.age(since));
  }
}

/** The last entry of the master that a server follows; null where there is none, or where several masters have each a history of their own. */
function headFor(server, servers) {
  const masters = servers.filter((one) => one.role === "master");
  return masters.length === 1 && masters[0].epoch === server.epoch ? masters[0].lastIndex : null;
}

class Card {
  constructor(id, onTransfer) {
    this.title = h("h3", {}, `Server ${id}`);
    this.role = h("span", { class: "role" });
    this.sync = h("span", { class: "chip" });
    this.log = h("span", { class: "log" });
    this.commit = h("span", { class: "commit" });
    this.bar = h("div", { class: "bar", role: "img" }, this.log, this.commit);
    this.position = h("p", { class: "position" });
    this.transfer = h("p", { class: "transfer" });
    this.facts = {};
    const facts = h("dl", { class: "facts" });
    for (const [name, label] of [["epoch", "Epoch"], ["follows", "Follows"], ["digest", "Digest"], ["priority", "Priority"], ["up", "Running for"], ["address", "Address"]]) {
      this.facts[name] = h("dd", {});
      facts.append(h("dt", {}, label), this.facts[name]);
    }
    this.check = h("p", { class: "last-check" });
    this.checkWords = h("span", {});
    this.checkAge = h("span", { class: "fine" });
    this.check.append(this.checkWords, " ", this.checkAge);
    this.why = h("p", { class: "fine why" });
    this.button = h("button", { type: "button", class: "quiet", onclick: () => onTransfer(id) }, `Make server ${id} master…`);
    this.element = h("article", { class: "card", "data-server": id },
      h("header", {}, this.title, this.role, this.sync), this.bar, this.position, this.transfer, facts,
      h("h4", {}, "Last check"), this.check, this.why, this.button);
    this.lastCheck = null;
    this.upMillis = null;
  }

  show(server, status, head, length) {
    const [label, image] = ROLES[server.role] ?? [server.role, "gap"];
    if (this.element.dataset.role !== server.role) {
      this.element.dataset.role = server.role;
      this.role.replaceChildren(icon(image), label);
    }
    const sync = server.inSync ? "in sync" : server.synchronizing ? "synchronizing" : "not in sync";
    say(this.sync, sync);
    attribute(this.sync, "class", `chip ${server.inSync ? "good" : "warn"}`);
    this.showPosition(server, head, length);
    this.showTransfer(server);
    say(this.facts.epoch, server.epoch ?? "–");
    say(this.facts.follows, server.role === "master" ? "itself" : server.master === null || server.master === undefined ? "nobody" : `server ${server.master}`);
    say(this.facts.digest, server.digest ? server.digest.slice(0, 8) : "–");
    attribute(this.facts.digest, "title", server.digest ? `${server.digest}, after entry ${server.executedIndex}` : null);
    say(this.facts.priority, server.priority ? server.priority.join(", ") : "–");
    say(this.facts.address, server.address ?? "–");
    this.upMillis = server.upMillis ?? null;
    this.lastCheck = server.lastCheck ?? null;
    say(this.checkWords, this.lastCheck ? finding(this.lastCheck.result) : "not known");
    attribute(this.check, "data-result", this.lastCheck?.result ?? "unknown");
    say(this.why, this.lastCheck ? `${trigger(this.lastCheck.trigger)}: ${this.lastCheck.explanation}` : "");
    this.button.hidden = server.role !== "backup" || status.master === null;
  }

  showPosition(server, head, length) {
    const known = server.lastIndex !== null && server.lastIndex !== undefined;
    this.bar.hidden = !known;
    if (!known) {
      say(this.position, server.role === "missing" ? "A configured voter that is not registered." : "It does not answer.");
      return;
    }
    const end = Math.max(head ?? 0, server.lastIndex);
    const start = Math.max(0, end - length);
    const share = (index) => `${Math.max(0, Math.min(100, (index - start) * 100 / Math.max(1, end - start)))}%`;
    this.log.style.width = share(server.lastIndex);
    this.commit.style.width = share(server.commitIndex);
    const text = `Log ${count(server.lastIndex)}, committed ${count(server.commitIndex)}${behind(head, server.lastIndex)}`;
    say(this.position, text);
    attribute(this.bar, "aria-label", `${text}. The bar is the newest ${plural(Math.min(length, end), "entry", "entries")} of ${head === null ? "its log" : "the group"}.`);
    attribute(this.bar, "title", `the newest ${plural(Math.min(length, end), "entry", "entries")} of ${head === null ? "its log" : "the group"}`);
  }

  showTransfer(server) {
    const fetching = server.synchronizing && server.totalStateBytes > 0;
    const flight = server.role === "master" && server.inFlightBytes > 0;
    this.transfer.hidden = !fetching && !flight;
    if (fetching) say(this.transfer, `Fetches the state: ${bytes(server.receivedStateBytes)} of ${bytes(server.totalStateBytes)}`);
    else if (flight) say(this.transfer, `${bytes(server.inFlightBytes)} on their way to the backups`);
  }

  /** By the server's own clock until it told, and by this page's since then: clocks differ. */
  age(since) {
    const ago = this.lastCheck && this.lastCheck.result !== "none" ? this.lastCheck.agoMillis ?? null : null;
    say(this.checkAge, ago === null ? "" : `${span(Math.max(0, ago + since))} ago`);
    say(this.facts.up, this.upMillis === null ? "–" : span(Math.max(0, this.upMillis + since)));
  }
}

/** Nothing is said where there is nothing to compare with. */
function behind(head, last) {
  if (head === null) return "";
  return head <= last ? ", no lag" : `, ${plural(head - last, "entry", "entries")} behind`;
}

export class NameServers {
  constructor() {
    this.body = h("tbody");
    this.table = h("table", { class: "name-servers" },
      h("thead", {}, h("tr", {}, ...["Name server", "Takes for master", "Epoch", "Knows", "Saw several masters"].map((label) => h("th", { scope: "col" }, label)))),
      this.body);
    this.empty = h("p", { class: "empty" }, "No name server told what it believes. Groups go on and fail over without one, but several masters are not noticed.");
    this.element = h("div", {}, this.table, this.empty);
    this.rows = new Map();
  }

  show(status) {
    const all = [...status.nameServers, ...status.silentNameServers.map((id) => ({ id, silent: true }))];
    this.table.hidden = all.length === 0;
    this.empty.hidden = all.length > 0;
    const seen = new Set(all.map((one) => one.id));
    for (const [id, row] of this.rows) {
      if (!seen.has(id)) {
        row.element.remove();
        this.rows.delete(id);
      }
    }
    for (const one of all) {
      let row = this.rows.get(one.id);
      if (!row) {
        const cells = ["Takes for master", "Epoch", "Knows", "Saw several masters"].map((label) => h("td", { "data-label": label }));
        row = { cells, element: h("tr", {}, h("th", { scope: "row", title: one.id }, one.id), ...cells) };
        this.rows.set(one.id, row);
        this.body.append(row.element);
      }
      if (one.silent) {
        row.cells.forEach((cell, i) => say(cell, i === 0 ? "did not answer" : "–"));
        attribute(row.element, "data-differs", true);
        continue;
      }
      const none = one.retained === null || one.retained === undefined || one.retained < 0;
      const differs = !one.warmingUp && status.master !== null && one.retained !== status.master.serverId;
      say(row.cells[0], one.warmingUp ? "is warming up" : none ? "nobody" : `server ${one.retained}${differs ? " – the servers say otherwise" : ""}`);
      attribute(row.element, "data-differs", differs || null);
      say(row.cells[1], one.epoch ?? "–");
      say(row.cells[2], plural(one.registrations ?? 0, "server"));
      say(row.cells[3], one.duplicates === 1 ? "once" : `${count(one.duplicates ?? 0)} times`);
    }
  }
}
