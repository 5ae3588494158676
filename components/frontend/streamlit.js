// What Streamlit says of its own accord (a skip link, the field for files, a lost connection) it says in English only;
// here it is said in the page's language. Streamlit's script reads where its server is from here, too.
// CONFIG.words: by language, pairs of Streamlit's text, with its parts in braces, and ours.

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
// Ours or an article's own: never Streamlit's words.
const FOREIGN = '[lang]:not(html), svg, script, style, textarea, .card, .article, nav, [data-testid="stHtml"], [data-testid="stText"]';
const LONGEST = 100;

const patterns = Object.fromEntries(Object.entries(CONFIG.words).map(([language, pairs]) => [language, pairs.map(patternOf)]));
const translations = new WeakMap(); // node → by attribute ("" for text): Streamlit's words and those that stand there now

let language = pageLanguage();

function pageLanguage() {
  return document.documentElement.lang;
}

function patternOf([theirs, ours]) {
  const names = [];
  const escaped = theirs.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name) => {
    names.push(name);
    return name === "n" ? "([\\d.]+)" : "(.+)";
  });
  return { form: new RegExp(`^${escaped}$`), names, ours };
}

function translate(text) {
  if (!text || text.length > LONGEST) return text;
  for (const { form, names, ours } of patterns[pageLanguage()] ?? []) {
    const match = form.exec(text.trim());
    if (!match) continue;
    const parts = names.map((name, index) => [name, name === "n" ? Number(match[index + 1]).toLocaleString(pageLanguage()) : match[index + 1]]);
    const said = parts.reduce((whole, [name, part]) => whole.replace(`{${name}}`, () => part), ours);
    return text.replace(text.trim(), () => said);
  }
  return text;
}

function replaceText(node, attribute, now, put) {
  if (!now) return;
  const before = translations.get(node)?.[attribute];
  const theirs = before && before.now === now ? before.theirs : now;
  const ours = translate(theirs);
  if (ours !== theirs || before) translations.set(node, { ...translations.get(node), [attribute]: { theirs, now: ours } });
  if (ours !== now) put(ours);
}

function translateNode(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.parentElement?.closest(FOREIGN)) replaceText(node, "", node.data, (text) => { node.data = text; });
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(FOREIGN)) return;
  for (const name of ATTRIBUTES) replaceText(node, name, node.getAttribute(name), (text) => node.setAttribute(name, text));
  for (const child of node.childNodes) translateNode(child);
}

function setLang(element, value) {
  // Only what changes: each change is heard again.
  if (element.lang !== value) element.lang = value;
}

function followPage(changes) {
  // The site's name bears the language that the page was drawn in: the first response knew only the link's.
  const brand = document.querySelector("#root .brand") ?? document.querySelector(".brand");
  setLang(document.documentElement, brand?.lang || pageLanguage());
  document.querySelectorAll(".st-key-language-switch button").forEach((button, index) => {
    if (CONFIG.languages[index]) setLang(button, CONFIG.languages[index]);
    const stop = button.getAttribute("aria-checked") === "true" ? 0 : -1; // the keyboard enters at what is chosen
    if (button.tabIndex !== stop) button.tabIndex = stop;
  });
  if (pageLanguage() !== language) {
    language = pageLanguage();
    translateNode(document.body);
  }
  for (const { type, target, addedNodes } of changes) {
    if (type === "childList") addedNodes.forEach(translateNode);
    else if (target !== document.documentElement) translateNode(target);
  }
}

function skipToHeading(event) {
  // Past the navigation is the page's heading; the place that Streamlit's link leads to holds the navigation too.
  const heading = event.target.closest?.('[data-testid="stSkipToContent"]') && document.querySelector("#root h1");
  if (!heading) return;
  event.preventDefault();
  event.stopPropagation();
  heading.tabIndex = -1;
  heading.focus();
}

function delayIconFont() {
  // Streamlit fetches its font of icons on every page; here it waits until an icon is shown.
  const loadFont = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) => (/Material.Symbols/.test(font) ? Promise.resolve([]) : loadFont(font, ...text));
}

window.__streamlit = { BACKEND_BASE_URL: location.origin + CONFIG.base };
delayIconFont();
addEventListener("click", skipToHeading, true);
new MutationObserver(followPage).observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["lang", ...ATTRIBUTES] });
