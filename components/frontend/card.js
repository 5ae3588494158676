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

export async function whileLoading(card, answer, { changing = false } = {}) {
  // Waits for the answer, and says so once it takes long; `changing`: what the card shows changes then, and what it
  // was to change to before does not matter any more.
  if (changing) stopChanging(card);
  const wait = { changing, isLong: false };
  (card.waits ??= new Set()).add(wait);
  setTimeout(() => {
    wait.isLong = true;
    if (card.waits.has(wait)) reflectWaits(card);
  }, PATIENCE);
  try {
    return await answer;
  } finally {
    if (card.waits.delete(wait)) reflectWaits(card);
  }
}

export function stopChanging(card) {
  for (const wait of card.waits ?? []) if (wait.changing) card.waits.delete(wait);
  reflectWaits(card);
}

function reflectWaits(card) {
  const { root, words, waits = [] } = card;
  const long = [...waits].filter((wait) => wait.isLong);
  const status = card.find(".card-status");
  root.classList.toggle("changing", long.some((wait) => wait.changing));
  if (long.length) {
    clearTimeout(card.silence);
    root.setAttribute("aria-busy", "true");
    status.textContent = words.loading ?? "";
  } else if (root.hasAttribute("aria-busy")) {
    root.removeAttribute("aria-busy");
    if (status.textContent === words.loading) status.textContent = ""; // else something has been said since
  }
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
