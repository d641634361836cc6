/** Throughput, latency and masters over the last minutes, with what happened marked on them. */

import { clock, count, draw, drawCalmly, h, millis, rate, say } from "./dom.js";
import uPlot from "./uPlot.js";
import { keyOf, sentence } from "./words.js";

const KEPT_SAMPLES = 900;
const KEPT_MARKS = 60;
/** The same of the same server again within so long is not marked anew: name servers repeat themselves. */
const SAME_SECONDS = 10;
const LONGEST_SECONDS = 600;
const SHORTEST_SECONDS = 60;
const TABLE_ROWS = 30;
/** How much later than the last sample a mark may be; one that is later by far comes of a clock that is wrong. */
const MOST_AHEAD_SECONDS = 10;
/** Three canvases are drawn anew: often enough for the eye, and no more. */
const DRAW_MILLIS = 400;

/** What is marked; the rest is in the timeline. */
const MARKED = new Set([
  "master-elected", "master-stepped-down", "registration-expired", "duplicate-registration", "server-terminated", "server-left",
  "synchronization-completed", "synchronization-failed", "diverged", "possible-loss", "digest-mismatch",
]);

const FIGURES = [
  ["rate", "Requests per second, by all clients", rate, 116],
  ["p99", "Slowest of 99 in 100 requests through this gateway", millis, 116],
  ["masters", "Masters, and what happened", count, 104],
];

export class Charts {
  constructor(onMark) {
    this.onMark = onMark;
    this.times = [];
    this.values = { rate: [], p99: [], masters: [] };
    this.marks = [];
    this.plots = new Map();
    this.captions = new Map();
    this.colours = {};
    this.redraw = drawCalmly(DRAW_MILLIS, () => this.show());
    this.element = h("section", { class: "panel charts", "aria-label": "Charts" }, h("h2", {}, "The last minutes"));
    for (const [name, label] of FIGURES) {
      const value = h("b", {}, "–");
      const place = h("div", { class: "plot", role: "img", "aria-label": label });
      this.captions.set(name, { value, place, label });
      this.element.append(h("figure", { "data-chart": name }, h("figcaption", {}, label, " ", value), place));
    }
    this.marksLayer = h("div", { class: "marks", "aria-hidden": "true" });
    this.table = h("tbody");
    this.details = h("details", { ontoggle: () => this.showTable() }, h("summary", {}, "The same as figures"),
      h("table", {}, h("thead", {}, h("tr", {}, ...["Time", "Requests/s", "p99", "Masters"].map((label) => h("th", { scope: "col" }, label)))), this.table));
    this.element.append(this.details);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.recolour = () => { this.readColours(); this.plots.forEach((plot) => plot.redraw(false, true)); };
    this.scheme.addEventListener("change", this.recolour);
    this.resized = new ResizeObserver(() => draw(this.resized, () => this.fit()));
    this.resized.observe(this.element);
  }

  close() {
    this.redraw.cancel();
    this.resized.disconnect();
    this.scheme.removeEventListener("change", this.recolour);
    this.plots.forEach((plot) => plot.destroy());
  }

  sample(time, values) {
    const last = this.times.length - 1;
    const since = last < 0 ? Infinity : time - this.times[last] * 1_000;
    if (since <= 0 || (since < DRAW_MILLIS && values.masters === this.values.masters[last])) return;
    this.times.push(time / 1_000);
    for (const [name] of FIGURES) this.values[name].push(values[name]);
    if (this.times.length > KEPT_SAMPLES) {
      this.times.shift();
      for (const [name] of FIGURES) this.values[name].shift();
    }
    this.redraw();
  }

  mark(event) {
    if (!MARKED.has(event.type)) return;
    const told = sentence(event);
    const at = event.time / 1_000;
    const same = this.marks.findLast((one) => one.type === event.type && (one.server === event.server || event.type === "duplicate-registration"));
    if (event.type !== "master-elected" && same && Math.abs(at - same.last) < SAME_SECONDS) {
      same.last = at;
      return;
    }
    this.marks.push({ at, last: at, server: event.server, key: keyOf(event), tone: told.tone, type: event.type, label: `${clock(event.time, true)}: ${told.who} ${told.text}` });
    if (this.marks.length > KEPT_MARKS) this.marks.shift();
    this.redraw();
  }

  show() {
    if (this.times.length === 0 || !this.element.isConnected) return;
    if (this.plots.size === 0) this.plot();
    for (const [name, , format] of FIGURES) {
      const values = this.values[name];
      const { value, place, label } = this.captions.get(name);
      say(value, format(values.at(-1)));
      const known = values.filter((one) => one !== null);
      const most = known.length > 0 ? known.reduce((a, b) => Math.max(a, b)) : null;
      place.setAttribute("aria-label", `${label}: now ${format(values.at(-1))}, at most ${format(most)} in the last minutes`);
      this.plots.get(name).setData([this.times, values]);
    }
    this.showMarks();
    if (this.details.open) this.showTable();
  }

  plot() {
    this.readColours();
    const sync = uPlot.sync("charts").key;
    for (const [name, , format, height] of FIGURES) {
      const { place } = this.captions.get(name);
      const counts = name === "masters";
      const options = {
        width: Math.max(200, place.clientWidth), height, legend: { show: false }, padding: [8, 10, 0, 0],
        cursor: { sync: { key: sync }, drag: { x: false, y: false }, points: { size: 6 } },
        scales: {
          x: { time: true, range: (u, least, most) => this.span(least, most) },
          y: { range: (u, least, most) => [0, counts ? Math.max(2, most ?? 0) + 0.4 : Math.max(1, most ?? 0) * 1.15] },
        },
        axes: [
          { stroke: () => this.colours.text, grid: { stroke: () => this.colours.grid, width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif", size: 26, values: (u, splits) => splits.map((one) => clock(one * 1_000)), space: 84 },
          { stroke: () => this.colours.text, grid: { stroke: () => this.colours.grid, width: 1 }, ticks: { show: false }, font: "11px system-ui, sans-serif", size: 58, space: 28, values: (u, splits) => splits.map((one) => format(one)), ...(counts ? { incrs: [1] } : {}) },
        ],
        series: [{}, {
          stroke: () => this.colours[name], width: 2, fill: () => this.colours[`${name}Fill`], points: { show: false },
          ...(counts ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
        }],
        hooks: {
          drawClear: [(u) => { if (counts) this.shade(u); }],
          draw: [(u) => this.lines(u)],
        },
      };
      this.plots.set(name, new uPlot(options, [this.times, this.values[name]], place));
    }
    this.plots.get("masters").over.append(this.marksLayer);
  }

  /** The times that are drawn: a mark is not kept back until the sample after it is there. */
  span(least, most) {
    const newest = this.marks.reduce((a, mark) => Math.max(a, mark.at), most);
    const end = Math.min(newest, most + MOST_AHEAD_SECONDS);
    return [Math.max(end - LONGEST_SECONDS, Math.min(least, end - SHORTEST_SECONDS)), end + 1];
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    this.colours = {
      text: read("--muted"), grid: read("--line"), rate: read("--accent"), rateFill: read("--accent-soft"),
      p99: read("--second"), p99Fill: read("--second-soft"), masters: read("--star"), mastersFill: "transparent",
      good: read("--good"), bad: read("--bad"), warn: read("--warn"), plain: read("--muted"), badSoft: read("--bad-soft"),
    };
  }

  /** Times with no master, or with several. */
  shade(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.fillStyle = this.colours.badSoft;
    this.values.masters.forEach((masters, i) => {
      if (masters === 1 || masters === null) return;
      const from = Math.max(bbox.left, Math.round(u.valToPos(this.times[i], "x", true)));
      const to = i + 1 < this.times.length ? Math.round(u.valToPos(this.times[i + 1], "x", true)) : bbox.left + bbox.width;
      if (to > from) ctx.fillRect(from, bbox.top, to - from, bbox.height);
    });
    ctx.restore();
  }

  lines(u) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const mark of this.marks) {
      const x = Math.round(u.valToPos(mark.at, "x", true));
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = this.colours[mark.tone] ?? this.colours.plain;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }

  /** For the mouse; the timeline has the same for everybody. */
  showMarks() {
    const plot = this.plots.get("masters");
    const width = plot.over.clientWidth;
    const shown = [];
    for (const mark of this.marks) {
      const x = plot.valToPos(mark.at, "x");
      if (x < 0 || x > width) {
        mark.element?.remove();
        continue;
      }
      mark.element ??= h("span", { class: `mark tone-${mark.tone}`, title: mark.label, "data-type": mark.type, "data-time": Math.round(mark.at * 1_000), onclick: () => this.onMark(mark.key) });
      mark.element.style.left = `${x}px`;
      shown.push(mark.element);
    }
    const there = new Set(shown);
    for (const old of [...this.marksLayer.children]) if (!there.has(old)) old.remove();
    for (const one of shown) if (one.parentNode === null) this.marksLayer.append(one);
  }

  showTable() {
    if (!this.details.open) return;
    const rows = [];
    for (let i = this.times.length - 1; i >= Math.max(0, this.times.length - TABLE_ROWS); i--) {
      rows.push(h("tr", {}, h("th", { scope: "row" }, clock(this.times[i] * 1_000)), ...FIGURES.map(([name, , format]) => h("td", {}, format(this.values[name][i])))));
    }
    this.table.replaceChildren(...rows);
  }

  fit() {
    for (const [name, , , height] of FIGURES) {
      const plot = this.plots.get(name);
      const width = Math.max(200, this.captions.get(name).place.clientWidth);
      if (plot && plot.width !== width) plot.setSize({ width, height });
    }
    if (this.plots.size > 0) this.showMarks();
  }
}
