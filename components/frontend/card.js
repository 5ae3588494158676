// A chart card: its element, its words, its status line and its table. Cards may come and go at any time.

const STATUS_TIME = 8000; // milliseconds that "Copied." and the like stay
const PATIENCE = 300; // milliseconds of waiting before the card says that it is loading

const cards = new WeakMap();

export function cardOf(element) {
  const root = element.closest(".card");
  if (!root) return undefined;
  let card = cards.get(root);
  if (!card) {
    card = { root, words: JSON.parse(root.dataset.words ?? "{}"), find: (selector) => root.querySelector(selector) };
    cards.set(root, card);
  }
  return card;
}

export function say(card, word) {
  const status = card.find(".card-status");
  status.textContent = card.words[word] ?? "";
  clearTimeout(card.silence);
  card.silence = setTimeout(() => { status.textContent = ""; }, STATUS_TIME);
}

export async function whileLoading(card, answer, { busy = false } = {}) {
  // Waits for the answer, and says so once it takes long; `busy`: what the card shows is about to change.
  const token = {};
  stopLoading(card);
  card.loading = token;
  setTimeout(() => {
    if (card.loading !== token) return;
    clearTimeout(card.silence);
    card.isLoadingSaid = true;
    card.find(".card-status").textContent = card.words.loading ?? "";
    if (busy) card.root.setAttribute("aria-busy", "true");
  }, PATIENCE);
  try {
    return await answer;
  } finally {
    if (card.loading === token) stopLoading(card);
  }
}

export function stopLoading(card) {
  card.loading = undefined;
  if (!card.isLoadingSaid) return;
  card.isLoadingSaid = false;
  card.root.removeAttribute("aria-busy");
  card.find(".card-status").textContent = "";
}

export function toggleTable(card, isOpen = card.find(".card-table").hidden) {
  const table = card.find(".card-table");
  if (isOpen) unwrapTable(table);
  table.hidden = !isOpen;
  card.find('[data-do="table"]')?.setAttribute("aria-expanded", String(isOpen));
}

export function unwrapTable(table) {
  // A closed table stands in <noscript>, so that a browser makes its many cells only once somebody opens it.
  const wrapper = table.querySelector("noscript");
  if (!wrapper) return;
  // A page that runs scripts has its content as text; one that was parsed for its parts has elements.
  const content = wrapper.firstElementChild ? wrapper : new DOMParser().parseFromString(wrapper.textContent, "text/html").body;
  wrapper.replaceWith(...content.childNodes);
}

export function closeMenu(menu, { focus = true } = {}) {
  if (!menu?.open) return;
  menu.open = false;
  if (focus) menu.querySelector("summary").focus();
}
