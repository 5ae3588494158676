// The first view: what the server answered with is shown until the live page is all there and takes its place.

const view = document.getElementById("first");
const root = document.getElementById("root"); // Streamlit's place
const LATEST = 4000; // milliseconds that the live page waits for charts which are not drawn

if (view) begin();
if (root) whole();

function begin() {
  root.inert = true; // nobody gets behind the first view
  const named = new URLSearchParams(location.search).get("chart");
  if (named) view.querySelector(`[data-chart="${CSS.escape(named)}"]`)?.scrollIntoView();
  // The charts in the window come first: the live page's scripts wait for them, and then find them drawn.
  const waited = [...view.querySelectorAll(".card")].filter((card) => card.getBoundingClientRect().top < innerHeight);
  const isDrawn = () => waited.every((card) => card.querySelector(".card-plot[data-drawn]"));
  const live = document.getElementById("live");
  const start = () => {
    if (!live.isConnected) return;
    drawing.disconnect();
    document.head.append(live.content.cloneNode(true));
    live.remove();
  };
  const drawing = new MutationObserver(() => { if (isDrawn()) start(); });
  drawing.observe(view, { subtree: true, attributes: true, attributeFilter: ["data-drawn"] });
  setTimeout(start, isDrawn() ? 0 : LATEST);
}

function whole() {
  // Streamlit's elements arrive one by one and push each other down.
  const watch = new MutationObserver(async () => {
    if (![".footer", ".brand", ".st-key-navigation button", ".st-key-navigation a"].every((part) => root.querySelector(part))) return;
    if (root.querySelector('[class*="st-key-card-"]') && !root.querySelector(".card-title:not(:empty)")) return;
    watch.disconnect();
    await document.fonts.ready;
    requestAnimationFrame(() => {
      document.documentElement.classList.add("ready");
      if (view) hand();
    });
  });
  watch.observe(root, { childList: true, subtree: true });
}

function hand() {
  // Where the reader is, and what was opened, is the same in the live page.
  const ours = document.activeElement && view.contains(document.activeElement) ? document.activeElement : null;
  root.querySelectorAll(".figure").forEach((figure, at) => { figure.open = view.querySelectorAll(".figure")[at]?.open ?? false; });
  const scroller = root.querySelector('[data-testid="stMain"]');
  const { scrollTop } = view;
  document.dispatchEvent(new Event("handover"));
  root.inert = false;
  view.remove();
  scroller.scrollTop = scrollTop;
  if (ours) alike(ours)?.focus({ preventScroll: true });
}

function alike({ localName, textContent }) {
  const names = localName === "a" ? "a, button" : localName; // what is a link here may be a button there
  return [...root.querySelectorAll(names)].find((one) => one.textContent.trim() === textContent.trim());
}
