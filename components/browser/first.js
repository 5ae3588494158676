// The first view: what the server answered with is shown until the live page is all there and takes its place.

const view = document.getElementById("first");
const root = document.getElementById("root"); // Streamlit's place
const LATEST = 4000; // milliseconds that the live page waits for charts which are not drawn
const LAST = 10_000; // milliseconds after which a live page that has begun is shown as it is

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
    if (!window.__streamlit && performance.now() < LATEST) return void setTimeout(start, 20); // shell.js is on its way
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
  let limit;
  const watch = new MutationObserver(() => {
    const isThere = (part) => root.querySelector(part);
    if (isThere(".brand")) limit ??= setTimeout(end, LAST);
    if (isThere('[data-testid="stException"]')) return end();
    if (![".footer", ".brand", ".st-key-navigation button", ".st-key-navigation a"].every(isThere)) return;
    const cards = [...root.querySelectorAll('[class*="st-key-card-"]')];
    if (cards.every((card) => card.querySelector(".card-title:not(:empty)"))) end();
  });
  const end = async () => {
    watch.disconnect();
    clearTimeout(limit);
    await document.fonts.ready;
    requestAnimationFrame(() => {
      document.documentElement.classList.add("ready");
      if (view?.isConnected) hand();
    });
  };
  watch.observe(root, { childList: true, subtree: true });
}

function hand() {
  // The reader's place, the figures and tables that were opened, and the focus are the same in the live page.
  const alike = view.contains(document.activeElement) ? same(document.activeElement) : undefined;
  root.querySelectorAll(".figure").forEach((figure, at) => { figure.open = view.querySelectorAll(".figure")[at]?.open ?? false; });
  const scroller = root.querySelector('[data-testid="stMain"]');
  const { scrollTop } = view;
  document.dispatchEvent(new Event("handover"));
  root.inert = false;
  view.remove();
  scroller.scrollTop = scrollTop;
  alike?.focus({ preventScroll: true });
}

function same(element) {
  // What an element of the first view is in the live page: the same part of the same card, else what says the same.
  const card = element.closest(".card");
  const part = element.dataset.do ? `[data-do="${element.dataset.do}"]` : [".card-stage", "summary"].find((one) => element.matches(one));
  if (card && part) return root.querySelector(`.card[data-print="${card.dataset.print}"] ${part}`);
  const names = element.localName === "a" ? "a, button" : element.localName; // a link here may be a button there
  const alike = (scope) => [...scope.querySelectorAll(names)].filter((one) => one.textContent.trim() === element.textContent.trim());
  return alike(root)[alike(view).indexOf(element)] ?? alike(root)[0];
}
