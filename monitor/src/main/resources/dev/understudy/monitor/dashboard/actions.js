/** What may be pressed. Each button first says what will happen, and afterwards what did. */

import { ApiError, askForToken, call, forgetToken } from "./api.js";
import { h, icon } from "./dom.js";

/** Done in part: what is asked for next is something else. */
const UNFINISHED = "unfinished";

/** A dialog that says what will happen, and, unless the page itself tells, what came of it; resolves with that, or null if nobody wanted it. */
export function confirm({ title, image, paragraphs, choice, action, dangerous, run, done }) {
  return new Promise((resolve) => {
    let outcome = null;
    const status = h("div", { class: "outcome", role: "status" });
    const cancel = h("button", { type: "button", onclick: () => dialog.close() }, "Cancel");
    const go = h("button", { type: "submit", class: dangerous ? "danger" : "primary" }, action);
    const submit = async (event) => {
      event.preventDefault();
      go.disabled = true;
      status.replaceChildren(h("p", {}, "Asking the group…"));
      try {
        outcome = await run();
        if (!done) {
          dialog.close();
          return;
        }
        status.replaceChildren(...done(outcome));
        go.remove();
        cancel.textContent = "Close";
        cancel.focus();
      } catch (failure) {
        go.disabled = false;
        if (failure.code === UNFINISHED) go.remove();
        status.replaceChildren(h("p", { class: "failed" }, icon("cross"), explain(failure)));
        if (failure instanceof ApiError && failure.status === 403) status.append(anotherToken());
      }
    };
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title" },
      h("form", { onsubmit: submit },
        h("h2", { id: "dialog-title" }, icon(image), title),
        paragraphs.map((text) => h("p", {}, text)), choice ?? null, status,
        h("div", { class: "buttons" }, cancel, go)));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(outcome); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A failure in words, with what it means for what was asked. */
function explain(failure) {
  if (failure.status === 403) return "This token may not do that: a token of the role operate is needed.";
  if (failure.status === 504 || failure.status === 0) return `Not known whether it was done: ${failure.message}. See what happened before you press again.`;
  if (failure.code === UNFINISHED) return `Not done to the end: ${failure.message}.`;
  return `Not done: ${failure.message}.`;
}

function anotherToken() {
  return h("button", { type: "button", class: "quiet", onclick: () => { forgetToken(); askForToken("Enter one of the role operate."); } }, "Use another token");
}

/** Whether a check found that all is as it should be; "unknown" and "inconsistency" are no such thing. */
function agrees(result) {
  return /^agreement\b/.test(result ?? "");
}

function checked(image, id, text) {
  return h("li", { "data-found": image }, icon(image), h("b", {}, `Server ${id}`), ` ${text}`);
}

export class Actions {
  constructor(group, changed) {
    this.path = `/api/groups/${encodeURIComponent(group)}`;
    this.changed = changed;
    this.status = null;
  }

  know(status) {
    this.status = status;
  }

  async check() {
    const servers = this.status?.servers.length ?? 0;
    const missing = (this.status?.voters ?? []).filter((voter) => !this.status.servers.some((server) => server.serverId === voter));
    await confirm({
      title: "Check now?", image: "check", action: "Check now",
      paragraphs: [
        `Every server of the group (${servers} now) asks a name server whom it takes for the master, and compares. It changes nothing where all is as it should be.`,
        "A server that finds itself inconsistent repairs itself, as it would have done at its next timed check.",
      ],
      run: () => call("POST", `${this.path}/checks`),
      done: (answer) => [h("ul", { class: "results" }, answer.checks.map((one) =>
        checked(one.error ? "cross" : agrees(one.result) ? "check" : "warn", one.serverId, one.error ?? one.result)),
      missing.map((id) => checked("gap", id, "was not asked: a configured voter that is not registered")))],
    });
    this.changed();
  }

  async verify() {
    await confirm({
      title: "Compare the states?", image: "copy", action: "Compare",
      paragraphs: ["Every server tells the digest of its state after the same entry. It costs a message to each, and changes nothing. In a busy group it may take a few tries."],
      run: () => call("POST", `${this.path}/verifications`),
      done: (answer) => [
        h("p", { class: answer.consistent ? "passed" : "failed" }, icon(answer.consistent ? "check" : "cross"),
          answer.consistent ? `All servers had the same state after entry ${answer.index}.` : `Not all servers are known to have had the same state after entry ${answer.index}.`),
        h("ul", { class: "results" }, answer.servers.map((one) => h("li", {}, h("b", {}, `Server ${one.serverId}`), ` ${one.digest ?? "does not tell"}`))),
      ],
    });
  }

  /** To that server, or to one that is chosen. */
  async transfer(serverId) {
    const backups = (this.status?.servers ?? []).filter((server) => server.role === "backup").sort((a, b) => b.inSync - a.inSync || a.serverId - b.serverId);
    const master = this.status?.master?.serverId;
    if (serverId === null && backups.length === 0) {
      await confirm({
        title: "There is no backup", image: "warn", action: "Try all the same", paragraphs: ["Nobody could take the mastership over: no server of the group is a backup now."],
        run: () => Promise.reject(new ApiError(409, "refused", "there is no backup")), done: () => [],
      });
      return;
    }
    const select = h("select", { id: "target" }, backups.map((server) =>
      h("option", { value: server.serverId, selected: server.serverId === serverId }, `Server ${server.serverId}${server.inSync ? "" : " (not in sync: it would be refused)"}`)));
    await confirm({
      title: "Hand the mastership over?", image: "star", action: "Hand it over",
      paragraphs: [
        `${master === undefined ? "The master" : `Server ${master}, the master now,`} stops taking requests, commits what is under way, and has the chosen server stand for election. Requests wait meanwhile, as a rule for some milliseconds; none fails for it.`,
        "If the chosen server is not elected in time, the old master goes on as if nothing had been pressed.",
      ],
      choice: h("p", { class: "choice" }, h("label", { for: "target" }, "New master"), select),
      run: () => call("POST", `${this.path}/transfers`, { serverId: Number(select.value) }),
      done: (answer) => [h("p", { class: "passed" }, icon("check"), `The group answers: ${answer.done}.`)],
    });
    this.changed();
  }
}

