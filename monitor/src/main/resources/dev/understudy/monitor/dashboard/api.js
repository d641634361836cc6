/** Calls of the gateway. Where tokens are set, asks for one; it stays in this tab and ends with it. */

import { h, icon } from "./dom.js";

const TOKEN = "understudy-token";
const PATIENCE_MILLIS = 15_000;

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

let asking = null;

export function authorization() {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export function hasToken() {
  return sessionStorage.getItem(TOKEN) !== null;
}

export function forgetToken() {
  sessionStorage.removeItem(TOKEN);
}

/** Has somebody enter a token; all who need one wait for the same answer. Resolves when there is one. */
export function askForToken(why) {
  asking ??= new Promise((resolve) => {
    const field = h("input", {
      type: "password", id: "token", autocomplete: "off", spellcheck: "false", required: true, minlength: 16,
    });
    const keep = (event) => {
      event.preventDefault();
      sessionStorage.setItem(TOKEN, field.value.trim());
      dialog.remove();
      asking = null;
      resolve();
    };
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "token-title", oncancel: (event) => event.preventDefault() },
      h("form", { onsubmit: keep },
        h("h2", { id: "token-title" }, icon("link"), "This gateway wants a token"),
        h("p", {}, why),
        h("label", { for: "token" }, "Bearer token"),
        field,
        h("p", { class: "fine" }, "It is kept in this tab only, and forgotten when the tab is closed. A token of the role ",
          h("b", {}, "read"), " shows everything, one of the role ", h("b", {}, "operate"), " may also press the buttons."),
        h("div", { class: "buttons" }, h("button", { class: "primary", type: "submit" }, "Use this token"))));
    dialog.addEventListener("close", () => {
      // browsers let Escape close it the second time, whatever the page says
      if (dialog.isConnected) dialog.showModal();
    });
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  });
  return asking;
}

/** Rejects with an ApiError that says what to do: also where nobody answers (status 0). */
export async function call(method, path, body) {
  const used = authorization();
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? used : { ...used, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
      cache: "no-store",
    });
    text = await response.text();
  } catch (failure) {
    const late = failure instanceof DOMException && failure.name === "TimeoutError";
    throw new ApiError(0, "unreachable", late ? "the gateway did not answer in time" : "the gateway cannot be reached");
  }
  const json = parsed(text);
  if (response.ok) return json;
  const failure = new ApiError(response.status, json?.code ?? "internal", json?.message ?? `status ${response.status}`);
  if (asksForToken(failure.status, used) && (failure.status === 401 || method === "GET")) {
    await anotherToken(used, failure.status);
    return call(method, path, body);
  }
  throw failure;
}

/** Whether who asked to be told something has to show a token, or another one. */
export function asksForToken(status, used) {
  return status === 401 || (status === 403 && Boolean(used.Authorization));
}

/** Forgets the token that was refused, and has somebody enter another one, unless that was done meanwhile. */
export async function anotherToken(used, status) {
  if (used.Authorization === authorization().Authorization) {
    forgetToken();
    await askForToken(reason(status, used));
  }
}

/** Why a token is asked for. */
function reason(status, used) {
  if (status === 403) return "The token that was used may not read.";
  return used.Authorization ? "It does not know the token that was used." : "Without one it tells nothing.";
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Asks the same again and again, while the page can be seen; sooner when it is told to. */
export class Poller {
  constructor(path, everyMillis, onAnswer, onFailure) {
    Object.assign(this, { path, everyMillis, onAnswer, onFailure });
    this.stopped = false;
    this.wake = () => {};
    this.asked = false;
    this.seen = () => { if (!document.hidden) this.soon(); };
    document.addEventListener("visibilitychange", this.seen);
    this.run();
  }

  soon() {
    this.asked = true;
    this.wake();
  }

  stop() {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.seen);
    this.wake();
  }

  async run() {
    while (!this.stopped) {
      this.asked = false;
      const askedAt = performance.now();
      try {
        const answer = await call("GET", this.path);
        if (!this.stopped) this.onAnswer(answer, askedAt);
      } catch (failure) {
        if (!this.stopped) this.onFailure(failure);
      }
      await this.pause();
    }
  }

  /** At least a fifth of the interval, so that a flood of events does not become one of questions. */
  async pause() {
    await sleep(this.everyMillis / 5);
    if (this.asked || this.stopped) return;
    const ends = performance.now() + this.everyMillis * 0.8;
    do {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, document.hidden ? 60_000 : Math.max(0, ends - performance.now()));
        this.wake = () => { clearTimeout(timer); resolve(); };
      });
    } while (document.hidden && !this.stopped && !this.asked);
  }
}

export function sleep(wait) {
  return new Promise((resolve) => setTimeout(resolve, wait));
}
