// Draws one chart card and makes its files. Called anew by Streamlit whenever data or theme change.

const cards = new WeakMap();
const NARROW = 560; // CSS pixels: below it, a chart is drawn for a phone
const ON_PAPER = 960; // CSS pixels: how wide it is drawn for paper, which then scales it
const paper = matchMedia("print");
const SAID_FOR = 8000; // milliseconds that "Saved." and the like stay

let loading;

function plotly(url) {
  // A classic script, not a module: browsers keep its compiled code between visits.
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { loading = undefined; script.remove(); reject(new Error(url)); };
    document.head.append(script);
  });
  return loading;
}

function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".card");
  let card = cards.get(root);
  if (!card) {
    card = { root, find: (selector) => root.querySelector(selector) };
    cards.set(root, card);
    wire(card);
  }
  if (card.data !== data[0]) {
    card.data = data[0];
    card.content = JSON.parse(data[0]);
    write(card);
  }
  draw(card); // in another theme the same content is drawn in other colours
  return () => {
    card.observer.disconnect();
    paper.removeEventListener("change", card.printed);
    removeEventListener("beforeprint", card.printed);
    document.removeEventListener("pointerdown", card.away);
    window.Plotly?.purge(card.find(".card-plot"));
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
  card.printed = () => draw(card);
  paper.addEventListener("change", card.printed);
  addEventListener("beforeprint", card.printed);
  card.observer = new ResizeObserver(() => requestAnimationFrame(() => { draw(card); fit(card); }));
  card.observer.observe(card.find(".card-plot"));
}

function write(card) {
  const { content, find } = card;
  card.root.dataset.chart = content.name;
  find(".card-title").textContent = content.title;
  find(".card-subtitle").replaceChildren(...content.subtitle.map(part));
  find(".card-caveat").replaceChildren(...content.caveat.map(part));
  find(".card-source span").textContent = content.source;
  find(".card-source a").textContent = content.words.at_words;
  find(".card-source a").href = content.atWords;
  find(".card-source a").hidden = !content.atWords;
  find("summary").textContent = content.words.download;
  for (const button of card.root.querySelectorAll(".card-foot [data-do]")) button.textContent = content.words[button.dataset.do];
  find(".card-plot").setAttribute("aria-label", content.alt);
  const keys = Object.keys(content.details).length ? content.words.keys : content.words.keys_few;
  find(".card-stage").setAttribute("aria-label", content.title);
  find(".card-stage").setAttribute("aria-description", keys);
  find(".card-keys").textContent = keys;
  find(".card-table").replaceChildren(table(content));
  find('[data-do="share"]').hidden = !isAddressed(card);
  toggleShare(card, find('[data-do="share"]'), isAddressed(card) && !find(".card-share").hidden);
  find(".card-status").textContent = "";
  leave(card);
  if (!card.written) toggleTable(card, find('[data-do="table"]'), content.open);
  card.written = true;
}

function table({ title, columns, rows }) {
  const element = Object.assign(document.createElement("table"), { className: "rows" });
  element.createCaption().textContent = title;
  const head = element.createTHead().insertRow();
  for (const column of columns) head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: column }));
  const body = element.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((parts, index) => {
      const cell = line.insertCell();
      cell.dataset.column = columns[index];
      cell.append(document.createElement("span"));
      cell.firstChild.append(...parts.map(part));
    });
  }
  return outright(element);
}

function part({ text, language, link }) {
  if (!link && !language) return text;
  const element = Object.assign(document.createElement(link ? "a" : "span"), { textContent: text });
  if (link) Object.assign(element, { href: link, target: "_blank", rel: "noopener" });
  if (language) element.lang = language;
  return element;
}

function look(card) {
  if (paper.matches) return card.content.figures.light.wide;
  // Streamlit sets the theme's colours on the element; a dark page has a dark background.
  const colour = getComputedStyle(card.root).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const theme = red + green + blue < 384 ? "dark" : "light";
  return card.content.figures[theme][card.find(".card-plot").clientWidth < NARROW ? "narrow" : "wide"];
}

async function draw(card) {
  const plot = card.find(".card-plot");
  const figure = look(card);
  const width = paper.matches ? ON_PAPER : plot.clientWidth;
  if (!width || (card.drawn === figure && card.width === width)) return;
  card.drawn = figure;
  card.width = width;
  plot.style.height = `${figure.layout.height}px`; // held from the start, so nothing jumps
  // The pages are counted before the chart is drawn for paper: what it will take there is known before.
  plot.style.setProperty("--paper", `${ON_PAPER} / ${card.content.figures.light.wide.layout.height}`);
  try {
    const Plotly = window.Plotly ?? await plotly(card.content.script);
    if (card.drawn !== figure || card.width !== width) return; // a later call has taken over
    // Not awaited: paper does not wait, and all but the promise is done when this returns.
    const drawn = Plotly.react(plot, figure.data, { ...figure.layout, width }, CONFIG);
    for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${figure.layout.height}`);
    await drawn;
    again(card);
    if (!card.heard) plot.on("plotly_click", ({ event, points }) => press(card, event, points));
    card.heard = true;
    plot.dataset.drawn = card.content.file;
  } catch (error) {
    console.warn(error);
    card.drawn = undefined; // the next change of data, theme or width tries again
    say(card, "not_drawn");
    clearTimeout(card.silence);
    toggleTable(card, card.find('[data-do="table"]'), true);
  }
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
