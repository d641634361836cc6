/** The frame of the page: which view is shown, and whether what it shows is live. */

import { clock, h, say } from "./dom.js";
import { Overview } from "./overview.js";

const main = document.getElementById("main");
const trail = document.getElementById("trail");
const link = document.getElementById("link");
const linkText = document.getElementById("link-text");
const stale = document.getElementById("stale");
const spoken = document.getElementById("spoken");

/** Says how live the page is. A view has two sources: the event stream, and the answers to its questions. */
class Liveness {
  constructor() {
    this.reset();
    setInterval(() => this.show(), 500);
  }

  reset() {
    this.stream = { state: "connecting", why: "", since: Date.now() };
    this.answers = { failing: false, why: "", at: null, staleAt: Infinity };
    this.offset = 0;
    this.show();
  }

  streamIs(state, why) {
    if (state !== this.stream.state || why !== this.stream.why) {
      const since = state === this.stream.state ? this.stream.since : Date.now();
      this.stream = { state, why, since };
    }
    this.show();
  }

  /** How much the gateway's clock is ahead of this one's. */
  gatewayTime(time) {
    this.offset = time - Date.now();
  }

  now() {
    return Date.now() + this.offset;
  }

  /** An answer came that was so old, and is stale when it is older than that. */
  answered(ageMillis = 0, staleMillis = Infinity) {
    const at = Date.now() - ageMillis;
    this.answers = { failing: false, why: "", at, staleAt: at + staleMillis };
    this.show();
  }

  failed(why) {
    if (!this.answers.failing || this.answers.why !== why) {
      this.answers = { ...this.answers, failing: true, why };
    }
    this.show();
  }

  show() {
    const broken = this.stream.state === "stale" || this.answers.failing || this.isOld();
    const state = broken ? "stale" : this.stream.state;
    if (link.dataset.state !== state) link.dataset.state = state;
    say(linkText, { live: "Live", connecting: "Connecting", stale: "Not live" }[state]);
    stale.hidden = !broken;
    document.body.classList.toggle("is-stale", broken);
    if (broken) say(stale, this.explanation());
  }

  isOld() {
    return Date.now() > this.answers.staleAt;
  }

  explanation() {
    const why = this.stream.state === "stale" ? this.stream.why : this.answers.failing ? this.answers.why : "the gateway takes long to ask all groups";
    const shown = this.answers.at === null ? "Nothing has been shown yet." : `What you see is from ${clock(this.answers.at)}.`;
    return `Not live: ${why}. ${shown} Trying again by itself.`;
  }
}

const liveness = new Liveness();
let view = null;
let shown = "";

/** What views may use of the frame. */
const frame = {
  liveness,
  /** Tells those who do not see the page; one thing at a time. */
  announce(text) {
    spoken.textContent = text;
  },
  title(text) {
    document.title = text === "" ? "Understudy" : `${text} · Understudy`;
  },
};

async function show() {
  const [path, event] = decoded(location.hash);
  if (path === shown) {
    view?.select?.(event);
    return;
  }
  const first = shown === "";
  shown = path;
  view?.close();
  view = null;
  liveness.reset();
  main.replaceChildren();
  const group = path.startsWith("/groups/") ? path.slice(8) : null;
  trail.replaceChildren(...crumbs(group));
  if (group === null) {
    frame.title("");
    view = new Overview(main, frame);
  } else {
    frame.title(group);
    const { GroupPage } = await import("./group.js");
    if (shown !== path) return;
    view = new GroupPage(main, frame, group, event);
  }
  if (!first) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

/** #/groups/kv?event=KEY */
function decoded(hash) {
  const [path, query] = hash.replace(/^#/, "").split("?", 2);
  try {
    return [decodeURIComponent(path || "/"), new URLSearchParams(query ?? "").get("event")];
  } catch {
    return ["/", null];
  }
}

function crumbs(group) {
  const all = h("a", { href: "#/", "aria-current": group === null ? "page" : null }, "All groups");
  return group === null ? [all] : [all, h("span", { "aria-hidden": "true", class: "slash" }, "/"), h("span", { "aria-current": "page" }, group)];
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", show);
show();

