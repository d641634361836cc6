/** Elements, icons, batched drawing, and figures as people read them. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  star: "M8 1.6l1.9 4 4.4.6-3.2 3 .8 4.4L8 11.5l-3.9 2.1.8-4.4-3.2-3 4.4-.6z",
  copy: "M5 5V2h9v9h-3M2 5h9v9H2z",
  check: "M2.5 8.5l3.5 3.5 7.5-8",
  warn: "M8 1.8L15 14H1zM8 6v4M8 11.6v.8",
  cross: "M3 3l10 10M13 3L3 13",
  clock: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.5V8l2.5 1.8",
  repair: "M13.5 8a5.5 5.5 0 1 1-1.6-3.9M13.5 1.5v3.2h-3.2",
  split: "M8 14V9M8 9L3.5 4.5M8 9l4.5-4.5M3 8V4h4M13 8V4H9",
  server: "M2 3h12v4H2zM2 9h12v4H2zM4.5 5h.1M4.5 11h.1",
  search: "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM11 11l3.5 3.5",
  pause: "M5 3v10M11 3v10",
  play: "M4 2.5l9 5.5-9 5.5z",
  link: "M6.5 9.5l3-3M7 5l2-2a3 3 0 0 1 4 4l-2 2M9 11l-2 2a3 3 0 0 1-4-4l2-2",
  page: "M4 1.5h5l3 3v10H4zM6 8h4M6 11h4",
  drill: "M5 1.5h6M8 1.5v3M8 4.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM8 9.5l2.2-2.2",
  gap: "M1.5 8h3M11.5 8h3M6 8h.1M8 8h.1M10 8h.1",
};

/** An element: h("p", {class: "x", onclick: f, aria-label: "y"}, "text", child, ...). */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A small drawing that says nothing to a screen reader: the text beside it does. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name] ?? ICONS.gap);
  svg.append(path);
  return svg;
}

/** Sets a text, and touches the page only where it is another one. */
export function say(element, text) {
  const wanted = String(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, String(value));
  }
}

const waiting = new Map();
let frame = 0;

/** Draws in the next frame, once, however often it is asked for until then. */
export function draw(key, how) {
  waiting.set(key, how);
  if (frame === 0) {
    frame = requestAnimationFrame(() => {
      frame = 0;
      const now = [...waiting.values()];
      waiting.clear();
      now.forEach((one) => {
        try {
          one();
        } catch (failure) {
          reportError(failure); // the others are drawn all the same
        }
      });
    });
  }
}

/** As draw, but not more often than every so many milliseconds. */
export function drawCalmly(millis, how) {
  let timer = 0;
  let last = -Infinity;
  const key = {};
  const calm = () => {
    if (timer !== 0) return;
    timer = setTimeout(() => {
      timer = 0;
      last = performance.now();
      draw(key, how);
    }, Math.max(0, last + millis - performance.now()));
  };
  calm.cancel = () => { clearTimeout(timer); timer = 0; waiting.delete(key); };
  return calm;
}

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export function count(value) {
  return value === null || value === undefined ? "–" : whole.format(value);
}

export function rate(value) {
  if (value === null || value === undefined) return "–";
  return value > 0 && value < 10 ? fine.format(value) : whole.format(value);
}

export function millis(value) {
  if (value === null || value === undefined) return "–";
  if (value < 10) return `${fine.format(value)} ms`;
  if (value < 10_000) return `${whole.format(value)} ms`;
  return span(value);
}

/** How long: 850 ms, 12 s, 3 min 4 s, 2 h 5 min. */
export function span(value) {
  if (value < 1_000) return `${Math.max(0, Math.round(value))} ms`;
  const seconds = value / 1_000;
  if (seconds < 10) return `${fine.format(seconds)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export function bytes(value) {
  if (value < 1_024) return `${value} B`;
  if (value < 1_048_576) return `${fine.format(value / 1_024)} KiB`;
  return `${fine.format(value / 1_048_576)} MiB`;
}

const two = (value) => String(value).padStart(2, "0");

/** The time of day of this machine, which is what a person on call has on the wall. */
export function clock(time, withMillis = false) {
  const date = new Date(time);
  const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return withMillis ? `${text}.${String(date.getMilliseconds()).padStart(3, "0")}` : text;
}

export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

export function listed(values) {
  if (values.length < 2) return values.join("");
  return `${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;
}
