// Loads what cards show: JSON over HTTP, a script where the site is opened from disk, or JSON that stands in the page.

const LIMIT = 40; // answers in memory

const cache = new Map(); // address → { answer, text or data once it is there }
const scripts = new Map(); // name of a data script → what to call with its data

export const isStatic = () => "static" in document.documentElement.dataset;

export function loadScript(url) {
  // A classic script, not a module: browsers store its compiled code between visits.
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: url });
    script.onload = resolve;
    script.onerror = () => { script.remove(); reject(new Error(`cannot load ${url}`)); };
    document.head.append(script);
  });
}

window.chartData = (name, data) => scripts.get(name)?.(data);

async function loadDataScript(url, entry) {
  const name = decodeURIComponent(url.split("/").pop()).replace(/\.js$/, "");
  scripts.set(name, (data) => { entry.data = data; });
  await loadScript(url);
  scripts.delete(name);
  if (!entry.data) throw new Error(`no data in ${url}`);
}

async function loadJson(url, priority, entry) {
  const response = await fetch(url, { priority });
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  entry.text = await response.text();
}

export function load(url, priority = "auto") {
  // The entry of the cache for an address; what fails is forgotten, so that the next time tries again.
  let entry = cache.get(url);
  if (entry) cache.delete(url); // and set again below: the latest comes last
  else {
    entry = {};
    entry.answer = url.endsWith(".js") ? loadDataScript(url, entry) : loadJson(url, priority, entry);
    entry.answer.catch(() => { if (cache.get(url) === entry) cache.delete(url); });
  }
  cache.set(url, entry);
  if (cache.size > LIMIT) cache.delete(cache.keys().next().value);
  return entry;
}

export function dataOf(entry) {
  // Parsed when it is needed, not when it arrives.
  if (!entry.data && entry.text) entry.data = JSON.parse(entry.text);
  return entry.data;
}

export async function cardData(card) {
  // The data of what the card shows, also when that changes meanwhile.
  const { dataset } = card.root;
  while (card.source !== (dataset.payload ?? dataset.url)) {
    const source = dataset.payload ?? dataset.url;
    if (dataset.payload) setData(card, JSON.parse(source), source);
    else {
      const entry = load(source);
      await entry.answer;
      if (dataset.url === source) setData(card, dataOf(entry), source);
    }
  }
  return card.data;
}

export function setData(card, data, source) {
  Object.assign(card, { data, source });
}
