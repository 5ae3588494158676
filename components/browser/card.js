// A chart card: what it tells and what can be done with it. Called anew by Streamlit whenever data or theme change.

const cards = new WeakMap();
// Parts that tell something, and parts that are named.
const TOLD = ["figcaption", ".card-source", ".card-keys", ".card-table", "summary"];
const NAMED = [".card-stage", ".card-plot"];
const SAID_FOR = 8000; // milliseconds that "Saved." and the like stay

function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".card");
  let card = cards.get(root);
  if (!card) {
    card = { root, find: (selector) => root.querySelector(selector) };
    cards.set(root, card);
  }
  if (card.data !== data[0]) {
    card.data = data[0];
    const content = JSON.parse(data[0]);
    if (isNews(card, content)) {
      card.content = content;
      write(card);
    }
  }
  if (!card.observer) wire(card);
  draw(card); // in another theme the same content is drawn in other colours
  return () => {
    calm(card);
    for (const type of ["pointerdown", "click"]) document.removeEventListener(type, card.pressed, true);
    document.removeEventListener("handover", card.handed);
    card.observer.disconnect();
    paper.removeEventListener("change", card.printed);
    removeEventListener("beforeprint", card.printed);
    document.removeEventListener("pointerdown", card.away);
    if (card.find(".card-plot")) window.Plotly?.purge(card.find(".card-plot"));
    cards.delete(root);
  };
}

function wire(card) {
  const menu = card.find(".card-menu");
  const acts = { png: savePng, svg: saveSvg, csv: saveCsv, copy: copyPng, table: toggleTable, share: toggleShare, copyText };
  card.root.onclick = (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const act = acts[button.dataset.do];
    if (button.closest("details")) { menu.open = false; menu.querySelector("summary").focus(); }
    Promise.resolve(act(card, button)).catch((error) => { console.warn(error); say(card, "failed"); });
  };
  menu.onkeydown = (event) => {
    if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  };
  menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
  menu.ontoggle = () => {
    // Upwards, unless the top of the window would cut it off.
    const room = menu.getBoundingClientRect().top - menu.querySelector("div").offsetHeight;
    menu.classList.toggle("below", menu.open && room < 8);
  };
  card.away = (event) => { if (!menu.contains(event.target)) menu.open = false; };
  document.addEventListener("pointerdown", card.away);
  explore(card);
  foresee(card);
  card.printed = () => draw(card);
  paper.addEventListener("change", card.printed);
  addEventListener("beforeprint", card.printed);
  card.observer = new ResizeObserver(() => requestAnimationFrame(() => { draw(card); fit(card); }));
  card.observer.observe(card.find(".card-plot"));
  card.handed = () => { adopt(card); setTimeout(() => draw(card)); };
  if (!first()?.contains(card.root)) document.addEventListener("handover", card.handed);
}

function write(card) {
  const { content, find } = card;
  if (content.card) fill(card, new DOMParser().parseFromString(content.card, "text/html").querySelector(".card"));
  find('[data-do="share"]').hidden = !isAddressed(card);
  toggleShare(card, find('[data-do="share"]'), isAddressed(card) && !find(".card-share").hidden);
  find(".card-status").textContent = "";
  leave(card);
}

function fill({ root, find }, fresh) {
  Object.assign(root.dataset, fresh.dataset);
  if (!root.firstElementChild) return root.append(...fresh.childNodes);
  // What a reader opened stays open, and the drawn chart stays until it is drawn anew.
  for (const part of TOLD) find(part).replaceChildren(...fresh.querySelector(part).childNodes);
  for (const part of NAMED) for (const { name, value } of fresh.querySelector(part).attributes) find(part).setAttribute(name, value);
  for (const button of fresh.querySelectorAll("[data-do]")) find(`[data-do="${button.dataset.do}"]`).textContent = button.textContent;
}

function part({ text, language, link }) {
  if (!link && !language) return text;
  const element = Object.assign(document.createElement(link ? "a" : "span"), { textContent: text });
  if (link) Object.assign(element, { href: link, target: "_blank", rel: "noopener" });
  if (language) element.lang = language;
  return element;
}

function toggleTable(card, button, open = card.find(".card-table").hidden) {
  card.find(".card-table").hidden = !open;
  button.setAttribute("aria-expanded", String(open));
}

function say(card, word) {
  const status = card.find(".card-status");
  status.textContent = card.content.words[word];
  clearTimeout(card.silence);
  card.silence = setTimeout(() => { status.textContent = ""; }, SAID_FOR);
}
