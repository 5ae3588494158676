// The first response shows the page at once; Streamlit's live page takes its place when it is complete.

const LATEST = 10_000; // milliseconds after which a live page that has begun is shown as it is
// Each kind of Streamlit's elements has a script of its own, and comes when that is there.
const PARTS = [".footer", '.st-key-header [data-testid="stButtonGroup"]', '[data-testid="stTextArea"]', '[data-testid="stTextInput"]'];
const GESTURES = ["pointerdown", "keydown", "touchstart"];

const first = document.getElementById("first");
const root = document.getElementById("root"); // Streamlit's place

function startStreamlit() {
  const scripts = document.getElementById("live");
  if (!scripts) return;
  scripts.remove();
  document.head.append(scripts.content.cloneNode(true));
}

function isComplete() {
  return PARTS.every((part) => root.querySelector(part)) || root.querySelector('[data-testid="stException"]');
}

function waitForPage() {
  // Streamlit's elements arrive one by one and push each other down.
  let limit;
  const observer = new MutationObserver(() => {
    if (root.querySelector(".brand, h1")) limit ??= setTimeout(finish, LATEST);
    if (isComplete()) finish();
  });
  const finish = async () => {
    observer.disconnect();
    clearTimeout(limit);
    await document.fonts.ready;
    requestAnimationFrame(handOver);
  };
  observer.observe(root, { childList: true, subtree: true });
}

function handOver() {
  document.documentElement.classList.add("ready");
  if (!first) return;
  const focused = first.contains(document.activeElement) ? document.activeElement : undefined;
  const { scrollTop } = first;
  root.inert = false;
  first.remove();
  const scroller = root.querySelector('[data-testid="stMain"]');
  if (scroller) scroller.scrollTop = scrollTop;
  // The focus goes to what says the same in the live page.
  const alike = focused && [...root.querySelectorAll("a, button, summary")].find(({ textContent }) => textContent.trim() === focused.textContent.trim());
  alike?.focus({ preventScroll: true });
}

if (root) {
  if (first) root.inert = true; // nobody gets behind the first view
  waitForPage();
  requestAnimationFrame(() => setTimeout(startStreamlit));
  for (const type of GESTURES) addEventListener(type, startStreamlit, { once: true, capture: true });
}
