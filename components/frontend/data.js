// Chart data: JSON over HTTP, a script where the site is opened from disk, or JSON in an attribute of the card.

import { createElement } from "./dom.js";

const CACHE_SIZE = 40; // responses

/**
 * A response: `promise` resolves once `text` or `data` is there.
 * @typedef {{ promise: Promise<void>, text?: string, data?: ChartData }} CachedResponse
 */

/** @type {Map<string, CachedResponse>} */
const cache = new Map(); // by URL

/** @type {Map<string, (data: ChartData) => void>} */
const callbacks = new Map(); // by the name of a data script

/** Return whether this is the static site, which has files in place of a server. */
export const isStatic = () => "static" in document.documentElement.dataset;

/**
 * Load a classic script, not a module: browsers store its compiled code between visits.
 * @param {string} url
 * @returns {Promise<void>}
 */
export function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = createElement("script", { src: url });
    script.onload = () => resolve();
    script.onerror = () => { script.remove(); reject(new Error(`cannot load ${url}`)); };
    document.head.append(script);
  });
}

window.chartData = (name, data) => callbacks.get(name)?.(data);

/**
 * @param {string} url
 * @param {CachedResponse} response
 */
async function loadDataScript(url, response) {
  const name = decodeURIComponent(url.slice(url.lastIndexOf("/") + 1)).replace(/\.js$/, "");
  callbacks.set(name, (data) => { response.data = data; });
  await loadScript(url);
  callbacks.delete(name);
  if (!response.data) throw new Error(`no data in ${url}`);
}

/**
 * Fetch a URL. Throws an Error if the answer is none of 200 to 299.
 * @param {string} url
 * @param {RequestInit} [options]
 */
export async function fetchOk(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response;
}

/**
 * Return the cached response for a URL. What fails is not cached: the next time tries again.
 * @param {string} url
 * @param {RequestPriority} [priority]
 */
export function load(url, priority = "auto") {
  let response = cache.get(url);
  if (response) cache.delete(url); // and set again below: the latest comes last
  else {
    /** @type {CachedResponse} */
    const added = { promise: Promise.resolve() };
    added.promise = url.endsWith(".js") ? loadDataScript(url, added) : loadJson(url, priority, added);
    added.promise.catch(() => { if (cache.get(url) === added) cache.delete(url); });
    response = added;
  }
  cache.set(url, response);
  const [oldest] = cache.keys();
  if (cache.size > CACHE_SIZE) cache.delete(oldest);
  return response;
}

/**
 * @param {string} url
 * @param {RequestPriority} priority
 * @param {CachedResponse} response
 */
async function loadJson(url, priority, response) {
  response.text = await (await fetchOk(url, { priority })).text();
}

/**
 * Return the data of a response, parsed when they are needed, not when they arrive; undefined until then.
 * @param {CachedResponse} response
 */
export function parseData(response) {
  if (!response.data && response.text) response.data = JSON.parse(response.text);
  return response.data;
}

/**
 * Load the data of what a card shows, also when that changes meanwhile.
 * @param {Card} card
 */
export async function loadCardData(card) {
  const { dataset } = card.root;
  while (card.source !== (dataset.payload ?? dataset.url)) {
    if (dataset.payload !== undefined) setData(card, JSON.parse(dataset.payload), dataset.payload);
    else await loadFromUrl(card, dataset.url ?? "");
  }
}

/**
 * @param {Card} card
 * @param {string} url
 */
async function loadFromUrl(card, url) {
  const response = load(url);
  await response.promise;
  if (card.root.dataset.url === url) setData(card, parseData(response), url);
}

/**
 * @param {Card} card
 * @param {ChartData | undefined} data
 * @param {string} source
 */
export function setData(card, data, source) {
  Object.assign(card, { data, source });
}
