// Draws the chart of a card live, once a reader reaches for it: until then its still picture is all there is.

import { say, toggleTable, whileLoading } from "./card.js";
import { cardData, isStatic, load, loadScript } from "./data.js";
import { hearFingersOnce, pressPoint, restoreHighlight } from "./keyboard.js";
import { swap } from "./swap.js";

const NARROW = 560; // CSS pixels: below it, a chart is drawn for a phone
const WIDE = 1000; // CSS pixels: from it on, for a desk
const OPTIONS = { displayModeBar: false, responsive: false, showTips: false, scrollZoom: false, doubleClick: false };
const AFTER_THEME = 500; // milliseconds in which a page takes on another theme

const PLOTLY = new URL(CONFIG.plotly, SCRIPT_URL).href;
const live = new Set(); // cards
const darkFigures = new WeakMap();

let plotly;
let isWatching = false;

function loadPlotly() {
  plotly ??= loadScript(PLOTLY).then(
    () => window.Plotly,
    (error) => { plotly = undefined; throw error; },
  );
  return plotly;
}

const AFTER_LOAD = 300; // milliseconds: the page is painted first, on any line

export function prefetchWhenIdle() {
  // Downloaded, not run: so a chart starts at once, and a page that is only read does no more work.
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  if (saveData || effectiveType.includes("2g") || location.protocol === "file:") return;
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
  setTimeout(() => whenIdle(prefetch, { timeout: 5000 }), AFTER_LOAD);
}

async function prefetch() {
  if (!document.querySelector(".card-stage")) return;
  fetch(PLOTLY, { priority: "low" }).then((response) => response.blob()).catch(console.info);
  if (isStatic()) return; // there the data are scripts
  for (const { dataset } of document.querySelectorAll(".card[data-url]")) await load(dataset.url, "low").answer.catch(console.info);
}

export function start(card) {
  // Resolves once the chart is live, or has failed to be.
  if (live.has(card) || card.find(".card-empty")) return Promise.resolve();
  card.starting ??= begin(card).finally(() => { card.starting = undefined; });
  return card.starting;
}

export const isLive = (card) => live.has(card);

async function begin(card) {
  try {
    await whileLoading(card, Promise.all([loadPlotly(), cardData(card)]));
    if (!card.root.isConnected) return;
    if (card.data.state !== card.root.dataset.state && card.data.html) swap(card, card.data.html); // newer data
    if (!card.data.figures) return;
    const drawing = draw(card);
    live.add(card);
    await drawing;
    if (!live.has(card)) return; // emptied meanwhile
    hearFingersOnce(card);
    card.find(".card-plot").on("plotly_click", ({ event, points }) => pressPoint(card, event, points));
    card.observer = new ResizeObserver(() => requestAnimationFrame(() => redraw(card)));
    card.observer.observe(card.find(".card-plot"));
    watchTheme();
    if (card.pointer) hoverAt(card, card.pointer);
    card.queue?.();
  } catch (error) {
    if (live.has(card)) stop(card);
    fail(card, error);
  } finally {
    card.queue = undefined;
  }
}

function fail(card, error) {
  console.warn(error);
  card.hasFailed = true; // until the next gesture
  say(card, "not_drawn");
  toggleTable(card, true);
}

function sizeOf(width) {
  if (width < NARROW) return "narrow";
  return width < WIDE ? "medium" : "wide";
}

function isDark(card) {
  // The ring's outline has the page's background colour, in whatever syntax a theme names it.
  const colour = getComputedStyle(card.find(".card-ring")).outlineColor;
  const [red, green, blue] = colour.slice(colour.indexOf("(")).match(/[\d.]+/g).map(Number);
  return (red + green + blue) / 3 < (colour.startsWith("rgb") ? 128 : 0.5);
}

function inTheme(figure, dark) {
  // A dark figure is the light one in other colours.
  if (!dark) return figure;
  if (!darkFigures.has(figure)) {
    const text = JSON.stringify(figure).replace(/#[0-9a-f]{6}\b/gi, (light) => CONFIG.dark[light.toLowerCase()] ?? light);
    darkFigures.set(figure, JSON.parse(text));
  }
  return darkFigures.get(figure);
}

async function draw(card) {
  const plot = card.find(".card-plot");
  const { width } = plot.getBoundingClientRect();
  const figure = inTheme(card.data.figures[sizeOf(width)], isDark(card));
  if (!width || (card.drawn?.figure === figure && card.drawn.width === width)) return;
  card.drawn = { figure, width };
  // All but the promise is done when this returns.
  const drawing = window.Plotly.react(plot, figure.data, { ...figure.layout, width }, OPTIONS);
  for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${figure.layout.height}`);
  card.find(".card-still").hidden = true;
  plot.dataset.drawn = card.data.state;
  await drawing;
  if (card.drawn?.figure === figure) restoreHighlight(card);
}

export function redraw(card) {
  // Of a live chart: with the data that the card has now, in the width and theme that the page has now.
  if (!live.has(card)) return;
  if (!card.data.figures) stop(card);
  else draw(card).catch((error) => { stop(card); fail(card, error); });
}

export function stop(card) {
  // Back to the still picture.
  live.delete(card);
  card.observer?.disconnect();
  card.drawn = card.point = undefined;
  const plot = card.find(".card-plot");
  if (!plot) return;
  window.Plotly?.purge(plot);
  delete plot.dataset.drawn;
  card.find(".card-still").hidden = false;
}

export function stopRemoved() {
  for (const card of live) if (!card.root.isConnected) stop(card);
}

export function redrawAll() {
  for (const card of live) redraw(card);
}

function watchTheme() {
  if (isWatching) return;
  isWatching = true;
  const follow = () => {
    requestAnimationFrame(redrawAll);
    setTimeout(redrawAll, AFTER_THEME);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
  new MutationObserver(follow).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

function hoverAt(card, { x, y }) {
  // As if the pointer had just moved to where it already is.
  card.find(".card-plot .nsewdrag")?.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true }));
}

export function pressAt(card, { x, y }) {
  const plot = card.find(".card-plot");
  hoverAt(card, { x, y });
  if (plot._hoverdata?.length) pressPoint(card, { type: "click", clientX: x, clientY: y, timeStamp: performance.now() }, plot._hoverdata);
}
