// The points of a chart: stepped through by keyboard, pressed by finger or mouse, explained under the chart.

import { toggleTable } from "./card.js";

const AFTER_TOUCH = 1000; // milliseconds
const ECHOES = ["mouseover", "mousemove", "mousedown", "mouseup", "click", "mouseout"];
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export function needsChart(event) {
  return event.key in STEPS || event.key === "Enter" || event.key === " ";
}

export function handleKey(card, event) {
  // Whether the key means something on a chart.
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in STEPS) step(card, STEPS[event.key]);
  else if (event.key === "Enter" || event.key === " ") showDetail(card, card.point?.id);
  else if (event.code === "KeyT") toggleTable(card); // wherever the layout has its letter
  else return false;
  return true;
}

function pointsOf(card) {
  // In the order that they are read in: from left to right, or from top to bottom where the chart is drawn so.
  const plot = card.find(".card-plot");
  const axes = plot._fullLayout;
  if (!axes) return [];
  const points = plot.data.flatMap((trace, curveNumber) => (trace.customdata ?? []).map((text, pointNumber) => ({
    curveNumber,
    pointNumber,
    id: trace.ids?.[pointNumber],
    text,
    x: axes.xaxis._offset + axes.xaxis.d2p(trace.x[pointNumber]),
    y: axes.yaxis._offset + axes.yaxis.d2p(trace.y[pointNumber]),
  })));
  const bars = plot.data.find(({ type }) => type === "bar");
  const along = (bars ? bars.orientation === "h" : axes.height > axes.width) ? "y" : "x";
  const across = along === "x" ? "y" : "x";
  // A column of points, as the stops of a visit, is read downwards.
  const isSpread = new Set(points.map((point) => Math.round(point[along]))).size > 1;
  const order = isSpread ? [along, across] : [across, along];
  return points.sort((one, other) => one[order[0]] - other[order[0]] || one[order[1]] - other[order[1]]);
}

const isSamePoint = (one, other) => one.curveNumber === other.curveNumber && one.pointNumber === other.pointNumber;

function step(card, by) {
  const points = pointsOf(card);
  if (!points.length) return;
  const now = card.point ? points.findIndex((point) => isSamePoint(point, card.point)) : -1;
  const next = card.point || by !== -1 ? now + by : points.length - 1;
  card.find(".card-detail").hidden = true; // it was about the point before
  highlight(card, points[Math.min(Math.max(next, 0), points.length - 1)]);
  card.find(".card-spoken").textContent = spokenText(card);
}

export function restoreHighlight(card) {
  // The chart is drawn anew, in another size or theme: the point is where it is now.
  if (card.point) highlight(card, pointsOf(card).find((point) => isSamePoint(point, card.point)), { scroll: false });
}

function spokenText(card) {
  // What is known of the point, a sentence a line; its label where no more is known.
  const detail = card.data.details?.[card.point.id];
  const lines = detail?.lines.map((parts) => parts.map(({ text }) => text).join(""));
  return lines ? lines.map((line) => line.replace(/[.:]$/, "")).join(". ") : plainText(card.point.text);
}

export function plainText(label) {
  // A line that begins small, or is in bold with the one before, goes on with it; else it is a sentence of its own.
  const sentences = label
    .replace(/<b>.*?<\/b>/g, (bold) => bold.replaceAll("<br>", " "))
    .replace(/(<|&lt;)extra(>|&gt;).*?(<|&lt;)\/extra(>|&gt;)/g, "")
    .replace(/<br>(?=\p{Ll})/gu, " ")
    .replace(/([.:])?<br>/g, (_, end) => `${end ?? "."} `);
  return new DOMParser().parseFromString(sentences, "text/html").body.textContent;
}

export function highlight(card, point, { scroll = true } = {}) {
  // Shows the label of a point, or of none, and a ring around it.
  const plot = card.find(".card-plot");
  const ring = card.find(".card-ring");
  card.point = point;
  ring.hidden = !point;
  if (point) {
    ring.style.left = `${plot.offsetLeft + point.x}px`;
    ring.style.top = `${plot.offsetTop + point.y}px`;
    if (scroll) ring.scrollIntoView({ block: "nearest", inline: "nearest" });
    window.Plotly.Fx.hover(plot, [{ curveNumber: point.curveNumber, pointNumber: point.pointNumber }]);
  } else if (plot._fullLayout) window.Plotly.Fx.unhover(plot);
}

export function hearFingersOnce(card) {
  // Browsers tell of a finger a second time, as of a mouse where it was, when the page may have moved under it.
  const plot = card.find(".card-plot");
  const ignore = (event) => {
    if (event.sourceCapabilities?.firesTouchEvents || event.timeStamp - card.touched < AFTER_TOUCH) event.stopImmediatePropagation();
  };
  plot.addEventListener("touchstart", (event) => { card.touched = event.timeStamp; }, { capture: true, passive: true });
  for (const type of ECHOES) plot.addEventListener(type, ignore, { capture: true });
}

export function pressPoint(card, event, pressed) {
  // Where points overlap, the one that is nearest to the finger; of bars, the one that is under it.
  const plot = card.find(".card-plot");
  const { left, top } = plot.getBoundingClientRect();
  const distance = ({ x, y }) => Math.hypot(x - (event.clientX - left), y - (event.clientY - top));
  const isBar = plot.data[pressed[0].curveNumber].type === "bar";
  const nearest = isBar ? undefined : pointsOf(card).sort((one, other) => distance(one) - distance(other))[0];
  if (nearest) window.Plotly.Fx.hover(plot, [{ curveNumber: nearest.curveNumber, pointNumber: nearest.pointNumber }]);
  showDetail(card, nearest?.id ?? pressed[0].id);
}

function showDetail(card, id) {
  // What is known of a point, with the way to its source: a phone has no pointer to hover with.
  const detail = card.data.details?.[id];
  const box = card.find(".card-detail");
  box.hidden = !detail;
  if (!detail) return;
  const lines = detail.lines.map((parts, index) => line(index ? "p" : "h3", parts));
  if (detail.link) lines.push(line("p", [{ text: `${detail.open}\u00a0↗`, link: detail.link }]));
  box.replaceChildren(...lines);
  box.scrollIntoView({ block: "nearest" });
}

function line(name, parts) {
  const element = document.createElement(name);
  element.append(...parts.map(textPart));
  return element;
}

function textPart({ text, language, link }) {
  if (!link && !language) return text;
  const element = Object.assign(document.createElement(link ? "a" : "span"), { textContent: text });
  if (link) Object.assign(element, { href: link, target: "_blank", rel: "noopener" });
  if (language) element.lang = language;
  return element;
}

export function closeDetail(card) {
  const box = card.find(".card-detail");
  if (box.contains(document.activeElement)) card.find(".card-stage").focus();
  box.hidden = true;
  card.find(".card-spoken").textContent = "";
  highlight(card, undefined);
}
