// Draws the plots of the report: latency over time, and below it who was master. All data is in the page.
(function () {
  "use strict";

  const GUTTER = 64;
  const PLOT_HEIGHT = 230;
  const LANE_HEIGHT = 18;
  const LANE_GAP = 4;
  const FONT = "12px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  const report = JSON.parse(document.getElementById("report").textContent);

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function millis(value) {
    if (value >= 1000) return (value / 1000).toFixed(value >= 10000 ? 1 : 2) + " s";
    return (value >= 10 ? value.toFixed(0) : value.toFixed(1)) + " ms";
  }

  function decade(value) {
    if (value == null || Math.abs(Math.log10(value) - Math.round(Math.log10(value))) > 1e-6) return "";
    return value >= 1000 ? value / 1000 + " s" : (value >= 1 ? value : value.toPrecision(1)) + " ms";
  }

  function zoomed(plot) {
    return [plot.scales.x.min, plot.scales.x.max];
  }

  // Seconds from the begin of the run to pixels of the canvas.
  function at(plot, millisFromBegin) {
    return plot.valToPos(millisFromBegin / 1000, "x", true);
  }

  // What is seen of a span between the left and the right end of the plot; at least a line.
  function seen(plot, span) {
    const left = plot.bbox.left;
    const right = left + plot.bbox.width;
    const from = Math.max(left, at(plot, span.fromMillis));
    const to = Math.min(right, at(plot, span.toMillis));
    return from > right || to < left ? null : { from: from, width: Math.max(1.5, to - from) };
  }

  function drawFaults(plot, run) {
    const c = plot.ctx;
    const ratio = devicePixelRatio;
    let lastLabel = -Infinity;
    c.save();
    c.font = 600 + " " + 11 * ratio + "px system-ui, sans-serif";
    c.textAlign = "center";
    run.faults.forEach(function (fault, index) {
      const band = seen(plot, fault);
      if (!band) return;
      c.fillStyle = color("fault");
      c.fillRect(band.from, plot.bbox.top, band.width, plot.bbox.height);
      c.fillStyle = color("fault-edge");
      c.fillRect(band.from, plot.bbox.top, ratio, plot.bbox.height);
      const middle = band.from + band.width / 2;
      if (middle - lastLabel >= 16 * ratio) {
        c.fillStyle = color("fault-ink");
        c.fillText(String(index + 1), middle, plot.bbox.top - 5 * ratio);
        lastLabel = middle;
      }
    });
    c.restore();
  }

  // The lanes: what was not answered, the group, each server, consistent moments.
  function lanesOf(run) {
    const servers = Array.from(new Set(run.masters.map(function (one) { return one.server; })));
    servers.sort(function (a, b) { return a.localeCompare(b, "en", { numeric: true }); });
    return [{ name: "not ok", draw: drawRefused }, { name: "group", draw: drawGroup }]
      .concat(servers.map(function (server) {
        return { name: /^\d+$/.test(server) ? "server " + server : server, server: server, draw: drawServer };
      }))
      .concat([{ name: "in sync", draw: drawConsistent }]);
  }

  function drawRefused(view) {
    const bucket = view.run.timeline.bucketMillis;
    const worst = Math.max(1, ...view.run.timeline.failed, ...view.run.timeline.unknown);
    ["failed", "unknown"].forEach(function (name, row) {
      view.c.fillStyle = color(name);
      view.run.timeline[name].forEach(function (count, index) {
        const span = count && seen(view.plot, { fromMillis: index * bucket, toMillis: (index + 1) * bucket });
        if (!span) return;
        const most = view.height / 2 - view.ratio / 2;
        const height = Math.max(2 * view.ratio, most * Math.log(1 + count) / Math.log(1 + worst));
        const top = row === 0 ? view.top + view.height / 2 - height : view.top + view.height - height;
        view.c.fillRect(span.from, top, Math.max(span.width, 1.5 * view.ratio), height);
      });
    });
  }

  function drawGroup(view) {
    bars(view, view.run.withoutMaster, "none");
    bars(view, view.run.severalMasters, "several");
  }

  function bars(view, spans, name) {
    view.c.fillStyle = color(name);
    spans.forEach(function (one) {
      const span = seen(view.plot, one);
      if (span) view.c.fillRect(span.from, view.top, span.width, view.height);
    });
  }

  function drawServer(view) {
    const mine = view.run.masters.filter(function (one) { return one.server === view.lane.server; });
    mine.forEach(function (one) {
      const span = seen(view.plot, one);
      if (!span) return;
      view.c.fillStyle = color("master");
      view.c.fillRect(span.from, view.top, Math.max(span.width - view.ratio, view.ratio), view.height);
      const words = ["epoch " + one.epoch, String(one.epoch)].find(function (text) {
        return view.c.measureText(text).width + 10 * view.ratio < span.width;
      });
      if (words) {
        view.c.fillStyle = color("on-master");
        view.c.fillText(words, span.from + 5 * view.ratio, view.top + view.height / 2);
      }
    });
  }

  function drawConsistent(view) {
    view.c.fillStyle = color("consistent");
    view.run.consistentAtMillis.forEach(function (moment) {
      const span = seen(view.plot, { fromMillis: moment, toMillis: moment });
      if (span) view.c.fillRect(span.from, view.top + view.height / 4, 1.5 * view.ratio, view.height / 2);
    });
  }

  function drawLanes(canvas, plot, run, lanes) {
    const ratio = devicePixelRatio;
    const height = lanes.length * (LANE_HEIGHT + LANE_GAP);
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.height = height + "px";
    const c = canvas.getContext("2d");
    c.fillStyle = color("fault");
    run.faults.forEach(function (fault) {
      const band = seen(plot, fault);
      if (band) c.fillRect(band.from, 0, band.width, canvas.height);
    });
    c.textBaseline = "middle";
    c.font = FONT.replace("12px", 11.5 * ratio + "px");
    lanes.forEach(function (lane, index) {
      const top = (index * (LANE_HEIGHT + LANE_GAP) + LANE_GAP / 2) * ratio;
      const view = { c, plot, run, lane, ratio, top, height: LANE_HEIGHT * ratio };
      c.fillStyle = color("line");
      c.fillRect(plot.bbox.left, top + view.height / 2, plot.bbox.width, ratio);
      c.fillStyle = color("dim");
      c.textAlign = "right";
      c.fillText(lane.name, plot.bbox.left - 8 * ratio, top + view.height / 2, plot.bbox.left - 10 * ratio);
      c.textAlign = "left";
      lane.draw(view);
    });
  }

  function keys() {
    const list = element("div", "keys");
    [["p50", "p50"], ["worst", "worst"], ["fault", "fault"], ["failed", "failed"],
      ["unknown", "unknown"], ["none", "no master"], ["several", "several masters"], ["master", "master"],
      ["consistent", "all in sync"]].forEach(function (key) {
      const one = element("span");
      const mark = element("i");
      mark.style.background = "var(--" + key[0] + ")";
      one.append(mark, key[1]);
      list.append(one);
    });
    return list;
  }

  function covering(spans, moment) {
    return spans.filter(function (one) { return one.fromMillis <= moment && moment < one.toMillis; });
  }

  function words(run, index) {
    const t = run.timeline;
    const from = index * t.bucketMillis;
    const parts = [(from / 1000).toFixed(2) + " s"];
    if (t.p50[index] !== null) {
      parts.push("p50 " + millis(t.p50[index]), "p99 " + millis(t.p99[index]), "worst " + millis(t.worst[index]));
    }
    parts.push(t.ok[index] + " ok");
    if (t.failed[index]) parts.push(t.failed[index] + " failed");
    if (t.unknown[index]) parts.push(t.unknown[index] + " unknown");
    const masters = covering(run.masters, from).map(function (one) { return one.server + " (epoch " + one.epoch + ")"; });
    parts.push(masters.length ? "master " + masters.join(" and ") : "no master");
    run.faults.forEach(function (fault, number) {
      if (fault.fromMillis < from + t.bucketMillis && fault.toMillis >= from) parts.push(number + 1 + " " + fault.what);
    });
    return parts.join(" \u00b7 ");
  }

  function series(run) {
    const filled = run.timeline.ok.filter(Boolean).length;
    const sparse = filled < 0.6 * run.timeline.ok.length;
    function line(name, width) {
      return { stroke: function () { return color(name); }, width, spanGaps: sparse, points: { show: false } };
    }
    return [{}, line("p50", 1.5), line("worst", 1)];
  }

  function axes() {
    const dim = function () { return color("dim"); };
    const grid = { stroke: function () { return color("line"); }, width: 1 };
    return [
      { stroke: dim, font: FONT, grid, ticks: grid, size: 30,
        values: function (plot, splits) { return splits.map(function (one) { return one + " s"; }); } },
      { stroke: dim, font: FONT, size: GUTTER, ticks: { show: false },
        grid: { stroke: grid.stroke, width: 1 },
        filter: function (plot, splits) { return splits.map(function (one) { return decade(one) ? one : null; }); },
        values: function (plot, splits) { return splits.map(decade); } },
    ];
  }

  function latencies(run) {
    const known = run.timeline.p50.concat(run.timeline.worst).filter(function (one) { return one !== null && one > 0; });
    const least = known.reduce(function (a, b) { return Math.min(a, b); }, Infinity);
    const most = known.reduce(function (a, b) { return Math.max(a, b); }, 0);
    if (!known.length) return [1, 1000];
    return [Math.pow(10, Math.floor(Math.log10(least))), Math.pow(10, Math.ceil(Math.log10(most) + 0.02))];
  }

  function draw(box) {
    const run = report.runs[Number(box.dataset.run)];
    const whole = [0, run.durationMillis / 1000];
    const lanes = lanesOf(run);
    const readout = box.parentElement.querySelector(".readout");
    const hint = matchMedia("(hover: hover)").matches
      ? "Point at the plot to read it; drag to zoom in."
      : "Tap the plot to read it; tap the number of a fault to see it closer.";
    const canvas = element("canvas", "lanes");
    const hair = element("div", "hair");
    const yRange = latencies(run);
    const t = run.timeline;
    const floor = function (value) { return value === null ? null : Math.max(value, yRange[0]); };
    const data = [t.ok.map(function (_, i) { return i * t.bucketMillis / 1000; }),
      t.p50.map(floor), t.worst.map(floor)];

    function showAll(plot) {
      plot.setScale("x", { min: whole[0], max: whole[1] });
    }

    function follow(plot) {
      const inside = plot.cursor.left >= 0 && plot.cursor.idx !== null && plot.cursor.idx !== undefined;
      hair.style.display = inside ? "block" : "none";
      readout.textContent = inside ? words(run, plot.cursor.idx) : hint;
      if (inside) hair.style.left = plot.bbox.left / devicePixelRatio + plot.cursor.left + "px";
    }

    const options = {
      width: box.clientWidth, height: PLOT_HEIGHT, legend: { show: false }, padding: [18, 20, 0, 0],
      scales: {
        x: { time: false, range: function (plot, min, max) { return min === null ? whole : [min, max]; } },
        y: { distr: 3, range: function () { return yRange; } },
      },
      series: series(run), axes: axes(),
      bands: [{ series: [2, 1], fill: function () { return color("between"); } }],
      cursor: {
        y: false, points: { show: false }, drag: { x: true, y: false },
        bind: { dblclick: function (plot) { return function () { showAll(plot); return null; }; } },
      },
      hooks: {
        drawClear: [function (plot) { drawFaults(plot, run); }],
        draw: [function (plot) { drawLanes(canvas, plot, run, lanes); }],
        setCursor: [follow],
        setScale: [function (plot, key) {
          if (key === "x") box.parentElement.classList.toggle("zoomed", zoomed(plot)[1] - zoomed(plot)[0] < whole[1]);
        }],
      },
    };
    box.append(canvas, hair);
    const plot = new uPlot(options, data, function (made, start) { canvas.before(made.root); start(); });
    showAll(plot);
    const list = keys();
    const reset = element("button", "reset", "whole run");
    reset.type = "button";
    reset.addEventListener("click", function () { showAll(plot); });
    list.append(reset);
    box.after(list);
    readout.textContent = hint;
    hair.style.top = PLOT_HEIGHT + "px";
    hair.style.bottom = "0";
    new ResizeObserver(function () {
      const range = zoomed(plot);
      if (box.clientWidth > 0 && box.clientWidth !== plot.width) {
        plot.setSize({ width: box.clientWidth, height: PLOT_HEIGHT });
        plot.setScale("x", { min: range[0], max: range[1] });
      }
    }).observe(box);
    return { box, run, plot, whole };
  }

  const drawn = new Map();

  function drawOnce(box) {
    if (!drawn.has(box) && box.clientWidth > 0) drawn.set(box, draw(box));
    return drawn.get(box);
  }

  // A button of a fault shows its window, with a third of its length on both sides.
  function zoom(button) {
    const box = button.closest(".run").querySelector(".plot");
    const view = drawOnce(box);
    const span = view.run.faults[Number(button.dataset.fault)].window;
    const margin = Math.max(200, (span.toMillis - span.fromMillis) / 3);
    view.plot.setScale("x", {
      min: Math.max(view.whole[0], (span.fromMillis - margin) / 1000),
      max: Math.min(view.whole[1], (span.toMillis + margin) / 1000),
    });
    box.scrollIntoView({ block: "nearest" });
  }

  const observer = new IntersectionObserver(function (entries) {
    entries.filter(function (entry) { return entry.isIntersecting; })
      .forEach(function (entry) { drawOnce(entry.target); });
  }, { rootMargin: "600px" });
  document.querySelectorAll(".plot").forEach(function (box) { observer.observe(box); });
  document.querySelectorAll("button[data-fault]").forEach(function (button) {
    button.addEventListener("click", function () { zoom(button); });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
    drawn.forEach(function (view) { view.plot.redraw(false); });
  });
})();
