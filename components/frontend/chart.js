// Makes the chart of a card interactive once a reader reaches for it: until then it is a static image.

import { getPlot, showStatus, toggleTable, whileLoading } from "./card.js";
import { updateCard } from "./card_update.js";
import { isStatic, load, loadCardData, loadScript } from "./data.js";
import { findAll } from "./dom.js";
import { ignoreEmulatedMouse, restoreHighlight, selectPoint } from "./keyboard.js";

const NARROW = 560; // CSS pixels: below it, a chart is drawn for a phone
const WIDE = 1000; // CSS pixels: from it on, for a desktop
const OPTIONS = { displayModeBar: false, responsive: false, showTips: false, scrollZoom: false, doubleClick: false };
const THEME_DELAY = 500; // milliseconds in which a page takes on another theme
const PREFETCH_DELAY = 300; // milliseconds: the page is painted first, on any connection

const PLOTLY_URL = new URL(CONFIG.plotly, SCRIPT_URL).href;

/** @type {Set<Card>} */
const activeCards = new Set();

/** @type {WeakMap<Figure, Figure>} */
const darkFigures = new WeakMap();

/** @type {Promise<void> | undefined} */
let plotly;
let isThemeWatched = false;

function loadPlotly() {
  plotly ??= loadScript(PLOTLY_URL).catch((error) => { plotly = undefined; throw error; });
  return plotly;
}

/** Download plotly.js and data, but run nothing: a chart starts at once, and reading a page takes no more work. */
export function prefetchWhenIdle() {
  const { saveData = false, effectiveType = "" } = navigator.connection ?? {};
  if (saveData || effectiveType.includes("2g") || location.protocol === "file:") return;
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
  setTimeout(() => whenIdle(prefetch, { timeout: 5000 }), PREFETCH_DELAY);
}

async function prefetch() {
  if (!document.querySelector(".card-stage")) return;
  fetch(PLOTLY_URL, { priority: "low" }).then((response) => response.blob()).catch(console.info);
  if (isStatic()) return; // there the data are scripts
  for (const { dataset } of findAll(document, ".card[data-url]")) {
    await load(dataset.url ?? "", "low").promise.catch(console.info);
  }
}

/**
 * Make a chart interactive. Resolves once it is, or has failed to become so.
 * @param {Card} card
 * @returns {Promise<void>}
 */
export function activate(card) {
  if (isActive(card) || card.query(".card-empty")) return Promise.resolve();
  card.activation ??= loadAndDraw(card).finally(() => { card.activation = undefined; });
  return card.activation;
}

/** @param {Card} card */
export const isActive = (card) => activeCards.has(card);

/** @param {Card} card */
async function loadAndDraw(card) {
  try {
    await whileLoading(card, Promise.all([loadPlotly(), loadCardData(card)]));
    const { data } = card;
    if (!data || !card.root.isConnected) return;
    if (data.state !== card.root.dataset.state && data.html) updateCard(card, data.html); // newer data
    if (!data.figures) return;
    const drawing = draw(card);
    activeCards.add(card);
    await drawing;
    if (!isActive(card)) return; // emptied meanwhile
    const plot = getPlot(card);
    ignoreEmulatedMouse(card);
    plot.on("plotly_click", ({ event, points }) => selectPoint(card, event, points));
    card.resizeObserver = new ResizeObserver(() => requestAnimationFrame(() => redraw(card)));
    card.resizeObserver.observe(plot);
    watchTheme();
    if (card.pointer) hoverAt(card, card.pointer);
    card.queuedAction?.();
  } catch (error) {
    if (isActive(card)) deactivate(card);
    showFailure(card, error);
  } finally {
    card.queuedAction = undefined;
  }
}

/**
 * @param {Card} card
 * @param {unknown} error
 */
function showFailure(card, error) {
  console.warn(error);
  card.hasFailed = true; // until the next gesture
  showStatus(card, "not_drawn");
  toggleTable(card, true);
}

/**
 * @param {number} width CSS pixels
 * @returns {ScreenSize}
 */
function screenSize(width) {
  if (width < NARROW) return "narrow";
  return width < WIDE ? "medium" : "wide";
}

/**
 * Return whether the page is dark: the outline of the ring has its background colour, in any syntax of a theme's.
 * @param {Card} card
 */
function isDark(card) {
  const colour = getComputedStyle(card.find(".card-ring")).outlineColor;
  const [red = 0, green = 0, blue = 0] = colour.slice(colour.indexOf("(")).match(/[\d.]+/g)?.map(Number) ?? [];
  return (red + green + blue) / 3 < (colour.startsWith("rgb") ? 128 : 0.5);
}

/**
 * Return a figure in dark colours.
 * @param {Figure} figure
 * @returns {Figure}
 */
function toDark(figure) {
  let dark = darkFigures.get(figure);
  if (!dark) {
    const darkOf = (/** @type {string} */ light) => CONFIG.dark[light.toLowerCase()] ?? light;
    dark = /** @type {Figure} */ (JSON.parse(JSON.stringify(figure).replace(/#[0-9a-f]{6}\b/gi, darkOf)));
    darkFigures.set(figure, dark);
  }
  return dark;
}

/** @param {Card} card */
async function draw(card) {
  const plot = getPlot(card);
  const { width } = plot.getBoundingClientRect();
  const light = card.data?.figures?.[screenSize(width)];
  if (!width || !light) return;
  const figure = isDark(card) ? toDark(light) : light;
  if (card.drawn?.figure === figure && card.drawn.width === width) return;
  card.drawn = { figure, width };
  // All but the promise is done when this returns.
  const drawing = window.Plotly.react(plot, figure.data, { ...figure.layout, width }, OPTIONS);
  for (const svg of findAll(plot, ".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${figure.layout.height}`);
  card.find(".card-image").hidden = true;
  plot.dataset.drawn = card.data?.state;
  await drawing;
  if (card.drawn?.figure === figure) restoreHighlight(card);
}

/**
 * Draw an interactive chart anew, with the data of its card, in the width and theme of the page.
 * @param {Card} card
 */
export function redraw(card) {
  if (!isActive(card)) return;
  if (!card.data?.figures) deactivate(card);
  else draw(card).catch((error) => { deactivate(card); showFailure(card, error); });
}

/**
 * Show the static image again.
 * @param {Card} card
 */
export function deactivate(card) {
  activeCards.delete(card);
  card.resizeObserver?.disconnect();
  card.drawn = card.point = undefined;
  const plot = card.query(".card-plot");
  if (!plot) return;
  window.Plotly?.purge(plot);
  delete plot.dataset.drawn;
  card.find(".card-image").hidden = false;
}

export function deactivateRemoved() {
  for (const card of activeCards) if (!card.root.isConnected) deactivate(card);
}

export function redrawAll() {
  for (const card of activeCards) redraw(card);
}

function watchTheme() {
  if (isThemeWatched) return;
  isThemeWatched = true;
  const follow = () => {
    requestAnimationFrame(redrawAll);
    setTimeout(redrawAll, THEME_DELAY);
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow);
  new MutationObserver(follow).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

/**
 * Do as if the pointer had just moved to where it already is.
 * @param {Card} card
 * @param {Position} position
 */
function hoverAt(card, { x, y }) {
  const move = new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true });
  card.query(".card-plot .nsewdrag")?.dispatchEvent(move);
}

/**
 * Select the point under a click that plotly.js was not there to hear.
 * @param {Card} card
 * @param {MouseEvent} event
 */
export function clickAt(card, event) {
  const plot = getPlot(card);
  hoverAt(card, event);
  if (plot._hoverdata?.length) selectPoint(card, event, plot._hoverdata);
}
