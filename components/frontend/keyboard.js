// The points of a chart: stepped through by keyboard, selected by finger or mouse, explained under the chart.

import { getPlot, toggleTable } from "./card.js";
import { createElement, parseHtml } from "./dom.js";

const TOUCH_TIME = 1000; // milliseconds in which mouse events after a touch are emulated
const MOUSE_EVENTS = ["mouseover", "mousemove", "mousedown", "mouseup", "click", "mouseout"];

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/**
 * Return whether a key needs an interactive chart.
 * @param {KeyboardEvent} event
 */
export function needsChart(event) {
  return event.key in STEPS || event.key === "Enter" || event.key === " ";
}

/**
 * Do what a key means on a chart. Returns whether it means anything.
 * @param {Card} card
 * @param {KeyboardEvent} event
 */
export function handleKey(card, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in STEPS) step(card, STEPS[event.key]);
  else if (event.key === "Enter" || event.key === " ") showDetail(card, card.point?.id);
  else if (event.code === "KeyT") toggleTable(card); // wherever the layout has its letter
  else return false;
  return true;
}

/**
 * Return where a point lies on an axis: a bar may begin elsewhere than at zero.
 * @param {Trace} trace
 * @param {number} number
 * @param {"x" | "y"} axis
 */
function placeOf(trace, number, axis) {
  const isAlong = trace.base && axis === (trace.orientation === "h" ? "x" : "y");
  return isAlong && trace.base ? trace.base[number] + Number(trace[axis][number]) : trace[axis][number];
}

/**
 * Return the points in reading order: from left to right, or from top to bottom where the chart is drawn so.
 * @param {Card} card
 * @returns {ChartPoint[]}
 */
function pointsOf(card) {
  const plot = getPlot(card);
  const axes = plot._fullLayout;
  if (!axes) return [];
  const points = plot.data.flatMap((trace, curveNumber) => (trace.customdata ?? []).map((text, pointNumber) => ({
    curveNumber,
    pointNumber,
    id: trace.ids?.[pointNumber],
    text,
    x: axes.xaxis._offset + axes.xaxis.d2p(placeOf(trace, pointNumber, "x")),
    y: axes.yaxis._offset + axes.yaxis.d2p(placeOf(trace, pointNumber, "y")),
  })));
  const bars = plot.data.find(({ type }) => type === "bar");
  const isDownwards = bars ? bars.orientation === "h" : axes.height > axes.width;
  /** @type {["x" | "y", "x" | "y"]} */
  const [along, across] = isDownwards ? ["y", "x"] : ["x", "y"];
  // A column of points, as the stops of a visit, is read downwards.
  const isSpread = new Set(points.map((point) => Math.round(point[along]))).size > 1;
  const [first, second] = isSpread ? [along, across] : [across, along];
  return points.sort((one, other) => one[first] - other[first] || one[second] - other[second]);
}

/**
 * @param {PlotlyPoint} one
 * @param {PlotlyPoint} other
 */
const isSamePoint = (one, other) => one.curveNumber === other.curveNumber && one.pointNumber === other.pointNumber;

/**
 * @param {Card} card
 * @param {number} by points forward
 */
function step(card, by) {
  const points = pointsOf(card);
  if (!points.length) return;
  const { point: before } = card;
  const now = before ? points.findIndex((point) => isSamePoint(point, before)) : -1;
  const next = before || by !== -1 ? now + by : points.length - 1;
  const point = points[Math.min(Math.max(next, 0), points.length - 1)];
  card.find(".card-detail").hidden = true; // it was about the point before
  highlight(card, point);
  card.find(".card-announcement").textContent = describe(card, point);
}

/**
 * Highlight the point where it is now: the chart was drawn anew, in another size or theme.
 * @param {Card} card
 */
export function restoreHighlight(card) {
  const { point: before } = card;
  if (before) highlight(card, pointsOf(card).find((point) => isSamePoint(point, before)), { scroll: false });
}

/**
 * Return what is known of a point, as sentences; its label where no more is known.
 * @param {Card} card
 * @param {ChartPoint} point
 */
function describe(card, point) {
  const lines = detailOf(card, point.id)?.lines.map((parts) => parts.map(({ text }) => text).join(""));
  if (lines) return lines.map((line) => line.replace(/[.:]$/, "")).join(". ");
  return parseHtml(splitSentences(point.text)).textContent;
}

/**
 * @param {Card} card
 * @param {string | undefined} id
 */
function detailOf(card, id) {
  return id === undefined ? undefined : card.data?.details?.[id];
}

/**
 * Return a label with its lines as sentences; other tags and entities stay. A line that begins in lower case, or is in
 * bold with the one before, continues that one.
 * @param {string} label
 */
export function splitSentences(label) {
  return label
    .replace(/<b>.*?<\/b>/g, (bold) => bold.replaceAll("<br>", " "))
    .replace(/(<|&lt;)extra(>|&gt;).*?(<|&lt;)\/extra(>|&gt;)/g, "")
    .replace(/<br>(?=\p{Ll})/gu, " ")
    .replace(/([.:])?<br>/g, (_, end) => `${end ?? "."} `);
}

/**
 * Show the label of a point and a ring around it; without a point, hide them.
 * @param {Card} card
 * @param {ChartPoint} [point]
 */
export function highlight(card, point, { scroll = true } = {}) {
  const plot = getPlot(card);
  const ring = card.find(".card-ring");
  card.point = point;
  ring.hidden = !point;
  if (point) {
    ring.style.left = `${plot.offsetLeft + point.x}px`;
    ring.style.top = `${plot.offsetTop + point.y}px`;
    if (scroll) ring.scrollIntoView({ block: "nearest", inline: "nearest" });
    showLabel(plot, point);
  } else if (plot._fullLayout) window.Plotly.Fx.unhover(plot);
}

/**
 * @param {PlotElement} plot
 * @param {PlotlyPoint} point
 */
function showLabel(plot, { curveNumber, pointNumber }) {
  window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }]);
}

/**
 * Keep from plotly.js the mouse events that browsers emulate after a touch: the page may have moved under the finger.
 * @param {Card} card
 */
export function ignoreEmulatedMouse(card) {
  const plot = getPlot(card);
  /** @param {Event} event */
  const ignore = (event) => {
    const isOfTouch = event instanceof UIEvent && event.sourceCapabilities?.firesTouchEvents;
    const sinceTouch = event.timeStamp - (card.touchTime ?? -Infinity);
    if (isOfTouch || sinceTouch < TOUCH_TIME) event.stopImmediatePropagation();
  };
  const noteTouch = (/** @type {Event} */ event) => { card.touchTime = event.timeStamp; };
  plot.addEventListener("touchstart", noteTouch, { capture: true, passive: true });
  for (const type of MOUSE_EVENTS) plot.addEventListener(type, ignore, { capture: true });
}

/**
 * Explain a clicked point: where points overlap, the nearest to the click; of bars, the one under it.
 * @param {Card} card
 * @param {MouseEvent} event
 * @param {PlotlyPoint[]} clicked
 */
export function selectPoint(card, event, [clicked]) {
  const plot = getPlot(card);
  const { left, top } = plot.getBoundingClientRect();
  /** @param {Position} position */
  const distance = ({ x, y }) => Math.hypot(x - (event.clientX - left), y - (event.clientY - top));
  const isBar = plot.data[clicked.curveNumber].type === "bar";
  const nearest = isBar ? undefined : pointsOf(card).sort((one, other) => distance(one) - distance(other))[0];
  if (nearest) showLabel(plot, nearest);
  showDetail(card, nearest?.id ?? clicked.id);
}

/**
 * Show what is known of a point, with the way to its source: a phone has no pointer to hover with.
 * @param {Card} card
 * @param {string | undefined} id
 */
function showDetail(card, id) {
  const detail = detailOf(card, id);
  const box = card.find(".card-detail");
  box.hidden = !detail;
  if (!detail) return;
  const lines = detail.lines.map((parts, index) => createLine(index ? "p" : "h3", parts));
  if (detail.link) lines.push(createLine("p", [{ text: `${detail.open}\u00a0↗`, link: detail.link }]));
  box.replaceChildren(...lines);
  box.scrollIntoView({ block: "nearest" });
}

/**
 * @param {"p" | "h3"} name
 * @param {TextPart[]} parts
 * @returns {HTMLElement}
 */
function createLine(name, parts) {
  const line = createElement(name);
  line.append(...parts.map(createPart));
  return line;
}

/** @param {TextPart} part */
function createPart({ text, language, link }) {
  if (!link && !language) return text;
  const part = createElement(link ? "a" : "span", { textContent: text });
  if (language) part.lang = language;
  return link ? Object.assign(part, { href: link, target: "_blank", rel: "noopener" }) : part;
}

/** @param {Card} card */
export function closeDetail(card) {
  const box = card.find(".card-detail");
  if (box.contains(document.activeElement)) card.find(".card-stage").focus();
  box.hidden = true;
  card.find(".card-announcement").textContent = "";
  highlight(card);
}
