/** Events and concerns in plain words. */

import { count, listed, plural, span } from "./dom.js";

/** What the timeline can be narrowed down to. "routine" are checks that found everything as it should be. */
export const CATEGORIES = [
  ["mastership", "Masterships", "star"],
  ["duplicate", "Duplicates", "split"],
  ["recovery", "Recoveries", "repair"],
  ["check", "Checks that found something", "warn"],
  ["routine", "Routine checks", "check"],
  ["server", "Servers", "server"],
  ["diverged", "Diverged records", "copy"],
  ["trouble", "Trouble", "cross"],
];

const ICON_OF = new Map(CATEGORIES.map(([name, , icon]) => [name, icon]));

export const CONCERNS = {
  "group-gone": ["Group gone", "bad", "No server of it is registered any more; within the last hour there were some, and they did not leave on purpose. Without a server in memory the group has lost its state: start nothing before you know where its processes are."],
  "not-observed": ["Not observed", "warn", "Its servers or name servers could not be asked a moment ago; what is shown is what they told before."],
  "no-master": ["No master", "bad", "No server answers clients. An election takes less than a second as a rule; if this stays, see which servers are missing."],
  "several-masters": ["Several masters", "bad", "More than one server says that it is master. The servers repair it by themselves once they reach each other."],
  "unreachable-server": ["Unreachable server", "warn", "A server is registered and does not answer: it hangs, was killed a moment ago, or the network is cut."],
  "missing-server": ["Missing voter", "warn", "A configured voter is not registered. Start it: the group survives one failure less."],
  "fewer-servers": ["Fewer servers", "warn", "Servers that were there within the last hour are not registered, and did not leave on purpose. Start them: the group survives less than it did."],
  "not-in-sync": ["Not in sync", "warn", "A server is behind or fetches the state. Until it has it, the group survives one failure less."],
  "diverged-records": ["Diverged records", "note", "Requests that a master answered which did not survive as one. Look at them, then replay or drop them."],
  "name-servers-disagree": ["Name servers disagree", "warn", "Name servers name different masters, or another than the one that acts."],
  "name-server-silent": ["Name server silent", "warn", "A name server that answered within the last ten minutes does not: it ended, hangs, or is cut off. If it does not come back, start another one."],
};

const TRIGGERS = {
  start: "after its start",
  timer: "by its timer",
  "duplicate-registration": "because a name server sees several masters",
  "original-master": "because it learnt that another master is registered",
  "other-master": "because another master spoke to it",
  "cluster-change": "because a node joined or left",
  operator: "because somebody asked for it",
  conflict: "because its log does not fit its master's",
};

const CRITERIA = {
  MOST_IN_SYNC: "the most servers in sync",
  LOWEST_SERVER_ID: "the lowest number",
  HIGHEST_EPOCH: "the highest epoch",
  HIGHEST_PRIORITY: "the highest priority",
};

const BY = {
  election: "was elected master",
  handover: "takes over the mastership that was handed to it",
  renewal: "goes on as master under a higher epoch",
  operator: "begins a new generation as master, by order of an operator",
};

export function trigger(name) {
  return TRIGGERS[name] ?? (name ? `because of ${name}` : "");
}

/** The numbers in "[2, 3]", or in a list. */
export function numbers(value) {
  if (Array.isArray(value)) return value;
  return (String(value ?? "").match(/\d+/g) ?? []).map(Number);
}

export function servers(list) {
  return list.length === 1 ? `server ${list[0]}` : `servers ${listed(list)}`;
}

/** By what the one that is kept was chosen, in words. */
export function criteria(value) {
  return (String(value ?? "").match(/[A-Z_]+/g) ?? []).map((name) => CRITERIA[name] ?? name.toLowerCase()).join(", then ");
}

/** The same event has the same key at every gateway, and so has a link to it. */
export function keyOf(event) {
  return `${event.time}-${event.server ?? "x"}-${event.type}`;
}

/** {who, text, why, category, tone: good|bad|warn|plain, icon} of an event. */
export function sentence(event) {
  const server = event.server === null || event.server === undefined ? "A server" : `Server ${event.server}`;
  const told = (SENTENCES[event.type] ?? unknown)(event, server);
  const category = told.category;
  return { who: server, why: "", tone: "plain", icon: ICON_OF.get(category) ?? "gap", ...told };
}

const epoch = (event) => (event.epoch ? `epoch ${event.epoch}` : "");

const SENTENCES = {
  "server-joined": (e) => ({ category: "server", tone: "good", text: "has joined the group and is in sync", why: epoch(e) }),
  "server-left": (e) => ({ category: "server", text: "has left the group on purpose", why: e.reason ?? "" }),
  "server-terminated": (e) => ({ category: "trouble", tone: "bad", text: "has given up and terminated", why: e.reason ?? "" }),
  "registration-expired": (e) => ({
    category: "server", tone: "warn", who: "A name server",
    text: `has not heard of server ${e.server} for ${span(e.silentMillis ?? 0)} and forgets it`,
    why: e.role ? `it was ${String(e.role).toLowerCase()}, ${epoch(e)}` : "",
  }),
  "master-elected": (e) => ({ category: "mastership", tone: "good", text: BY[e.by] ?? "is master", why: epoch(e) }),
  "master-stepped-down": (e) => ({ category: "mastership", tone: "warn", text: "is master no more", why: e.reason ?? "" }),
  "mastership-registered": (e) => ({
    category: "mastership", who: "A name server", text: `registers server ${e.server} as master`,
    why: [epoch(e), e.inSync > 0 ? `${plural(e.inSync, "server")} in sync` : ""].filter(Boolean).join(", "),
  }),
  "takeover-completed": () => ({ category: "mastership", tone: "good", text: "has taken over; no request failed for it" }),
  "duplicate-registration": (e) => ({
    category: "duplicate", tone: "bad", who: "A name server",
    text: `sees ${1 + numbers(e.superseded).length} masters: keeps server ${e.retained} against ${servers(numbers(e.superseded))} and has every server check itself`,
    why: `kept by ${criteria(e.criteria)}`,
  }),
  "check-completed": (e) => check(e),
  "inconsistency-detected": (e) => ({
    category: "recovery", tone: "warn",
    text: `finds itself inconsistent: ${e.found ?? "not what the name servers say"}`,
    why: [trigger(e.trigger), e.expected > 0 ? `expected: server ${e.expected} as master` : "", e.done ?? ""].filter(Boolean).join("; "),
  }),
  "server-aligned": (e) => ({ category: "recovery", text: `follows server ${e.master} from now on`, why: "recovery, step 1 of 3: alignment" }),
  "synchronization-started": (e) => ({ category: "recovery", text: `fetches from server ${e.from} what it lacks`, why: "recovery, step 2 of 3: synchronization" }),
  "synchronization-completed": (e) => ({
    category: "recovery", tone: "good", text: `has the state of server ${e.from} and is a backup in sync`, why: "recovery, step 3 of 3: state assignment",
  }),
  "synchronization-failed": (e) => ({
    category: "recovery", tone: "warn", text: `could not fetch the state from server ${e.from}${e.counts ? ", although it was served" : " yet"}`, why: e.reason ?? "",
  }),
  diverged: (e) => ({
    category: "diverged", tone: "warn",
    text: `hands ${plural(e.records, "request")} to server ${e.to} that it had answered while there were two masters`,
    why: `kept as diverged records: everything after entry ${count(e.fork)}`,
  }),
  "diverged-replayed": (e) => ({ category: "diverged", tone: "good", text: `executed the diverged record ${e.key}` }),
  "diverged-dropped": (e) => ({
    category: "diverged", tone: "bad",
    text: e.key ? `dropped the diverged record ${e.key}: this event is its last copy` : `could not hand over ${plural(e.entries ?? 0, "entry", "entries")}`,
    why: e.reason ?? (e.payload ? `payload ${e.payload}` : "there were too many"),
  }),
  "digest-mismatch": (e) => ({
    category: "trouble", tone: "bad", text: `finds that server ${e.differs} has another state at entry ${count(e.index)}`,
    why: e.nonDeterministic ? "for the second time: the service is not deterministic" : "it synchronizes again",
  }),
  "possible-loss": (e) => ({ category: "trouble", tone: "bad", text: "reports that something acknowledged may be lost", why: e.reason ?? "" }),
  "duplicate-server": (e) => ({ category: "trouble", tone: "bad", text: `runs twice: two processes say that they are server ${e.number}`, why: "the older one terminates" }),
  "configuration-refused": (e) => ({
    category: "trouble", tone: "bad", text: e.from === undefined ? "was refused" : `refuses server ${e.from}`, why: e.reason ?? "",
  }),
};

function check(event) {
  const why = [trigger(event.trigger), event.found ?? ""].filter(Boolean).join(": ");
  switch (event.result) {
    case "agreement":
      return { category: "routine", tone: "plain", text: `checked itself: all as it should be`, why };
    case "inconsistency":
      return { category: "check", tone: "warn", text: `checked itself and found an inconsistency`, why };
    case "nameserverbehind":
      return { category: "check", tone: "warn", text: `checked itself: the name server does not know yet`, why };
    default:
      return { category: "check", tone: "warn", text: `checked itself and cannot tell`, why };
  }
}

function unknown(event) {
  return { category: "trouble", text: String(event.type).replaceAll("-", " "), why: "an event that this page does not know" };
}

/** Result of a check on a card. */
export function finding(result) {
  return { agreement: "all as it should be", inconsistency: "inconsistent", nameserverbehind: "name server behind", unknown: "no name server answered", none: "not checked yet" }[result] ?? result;
}
