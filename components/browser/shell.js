// What Streamlit says of its own accord (a skip link, the field for files, a lost connection) it says in English only;
// here it is said in the page's language. Also marks the site's links as navigation and the page that is open.
// WORDS: by language, pairs of Streamlit's text, with its parts in braces, and ours.

// Read by Streamlit's script, which first.js has wait for this one.
window.__streamlit = { BACKEND_BASE_URL: location.origin + BASE };

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
// Ours or an article's own: never Streamlit's words.
const OTHERS = '[lang]:not(html), svg, script, style, textarea, .card, .article, .st-key-navigation, [data-testid="stHtml"], [data-testid="stText"]';
const LONGEST = 100;

const patterns = Object.fromEntries(Object.entries(WORDS).map(([language, pairs]) => [language, pairs.map(([theirs, ours]) => {
  const names = [];
  const escaped = theirs.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name) => { names.push(name); return name === "n" ? "([\\d.]+)" : "(.+)"; });
  return { form: new RegExp(`^${escaped}$`), names, ours };
})]));
const said = new WeakMap(); // node → by attribute ("" for text): what Streamlit said there and what stands there now

const spoken = () => document.documentElement.lang;

function translated(text) {
  if (!text || text.length > LONGEST) return text;
  for (const { form, names, ours } of patterns[spoken()] ?? []) {
    const found = form.exec(text.trim());
    if (!found) continue;
    const parts = names.map((name, at) => [name, name === "n" ? Number(found[at + 1]).toLocaleString(spoken()) : found[at + 1]]);
    return parts.reduce((whole, [name, part]) => whole.replace(`{${name}}`, () => part), ours);
  }
  return text;
}

function say(node, where, now, put) {
  if (!now) return;
  const told = said.get(node)?.[where];
  const theirs = told && told.now === now ? told.theirs : now;
  const ours = translated(theirs);
  if (ours !== theirs || told) said.set(node, { ...said.get(node), [where]: { theirs, now: ours } });
  if (ours !== now) put(ours);
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.parentElement?.closest(OTHERS)) say(node, "", node.data, (text) => { node.data = text; });
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(OTHERS)) return;
  for (const name of ATTRIBUTES) say(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
  for (const child of node.childNodes) visit(child);
}

function mark(element, name, value) {
  // Only what changes: each change is heard again.
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function guide() {
  const pages = document.querySelector(".st-key-pages");
  if (!pages) return;
  mark(pages, "role", "navigation");
  mark(pages, "aria-label", PAGES[spoken()]);
  for (const link of pages.querySelectorAll("a")) {
    // The overview's own link is empty: it is the site's root.
    const open = new URL(link.getAttribute("href"), location.origin + BASE).pathname === location.pathname;
    mark(link, "aria-current", open ? "page" : null);
  }
  document.querySelectorAll(".st-key-language-switch button").forEach((button, at) => mark(button, "lang", SWITCH[at]));
}

let language = spoken();
new MutationObserver((changes) => {
  // The site's name bears the language that the page was drawn in: the first response knew only the link's.
  mark(document.documentElement, "lang", document.querySelector(".brand")?.lang || spoken());
  if (spoken() !== language) {
    language = spoken();
    visit(document.body);
  }
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(visit);
    else if (target !== document.documentElement) visit(target);
  }
  guide();
}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["lang", ...ATTRIBUTES] });

// Past the navigation is the page's heading; the place that Streamlit's link leads to holds the navigation too.
addEventListener("click", (event) => {
  const heading = event.target.closest?.('[data-testid="stSkipToContent"]') && document.querySelector("h1");
  if (!heading) return;
  event.preventDefault();
  event.stopPropagation();
  heading.tabIndex = -1;
  heading.focus();
}, true);

// The page is made after its address was looked up: what the address names is looked up again once it is there.
const named = () => {
  const chart = new URLSearchParams(location.search).get("chart");
  return document.getElementById(decodeURIComponent(location.hash.slice(1))) ?? (chart && document.querySelector(`[data-chart="${CSS.escape(chart)}"]`));
};
const arrive = new MutationObserver(() => {
  if (!document.documentElement.classList.contains("ready") || !document.querySelector(".footer")) return;
  named()?.scrollIntoView();
  arrive.disconnect();
});
// A first view was there at once, and its reader may have gone on since.
if (!document.getElementById("first") && (location.hash || location.search.includes("chart="))) arrive.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-drawn"] });

// Paper says where it was printed from.
addEventListener("beforeprint", () => document.querySelector(".footer")?.setAttribute("data-address", location.href));

// Streamlit fetches its font of icons on every page; here it waits until an icon is shown.
const fetchFont = document.fonts.load.bind(document.fonts);
document.fonts.load = (font, ...text) => (/Material.Symbols/.test(font) ? Promise.resolve([]) : fetchFont(font, ...text));
