// Draws one chart card and makes its files. Called anew by Streamlit whenever data or theme change.

const cards = new WeakMap();
const CONFIG = { displayModeBar: false, responsive: false, showTips: false, scrollZoom: false, doubleClick: false };
const NARROW = 560; // CSS pixels: below it, a chart is drawn for a phone
const SAID_FOR = 8000; // milliseconds that "Saved." and the like stay
const LONGEST_ADDRESS = 130; // letters that fit on an image's last line
const IMAGE_SCALE = 2; // the image's figure is 1200 × 675; the PNG is twice that

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

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".card");
  let card = cards.get(root);
  if (!card) {
    card = { root, find: (selector) => root.querySelector(selector) };
    cards.set(root, card);
    wire(card);
  }
  card.content = JSON.parse(data[0]);
  write(card);
  draw(card);
  return () => {
    card.observer.disconnect();
    document.removeEventListener("pointerdown", card.away);
    window.Plotly?.purge(card.find(".card-plot"));
    cards.delete(root);
  };
}

function wire(card) {
  const menu = card.find(".card-menu");
  const acts = { png: savePng, svg: saveSvg, csv: saveCsv, copy: copyPng, table: toggleTable };
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
  card.observer = new ResizeObserver(() => requestAnimationFrame(() => draw(card)));
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
  for (const button of card.root.querySelectorAll("button[data-do]")) button.textContent = content.words[button.dataset.do];
  find(".card-plot").setAttribute("aria-label", content.alt);
  find(".card-table").replaceChildren(table(content));
  find(".card-status").textContent = "";
  find(".card-detail").hidden = true;
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
  return element;
}

function part({ text, language, link }) {
  if (!link && !language) return text;
  const element = Object.assign(document.createElement(link ? "a" : "span"), { textContent: text });
  if (link) Object.assign(element, { href: link, target: "_blank", rel: "noopener" });
  if (language) element.lang = language;
  return element;
}

function look(card) {
  // Streamlit sets the theme's colours on the element; a dark page has a dark background.
  const colour = getComputedStyle(card.root).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const theme = red + green + blue < 384 ? "dark" : "light";
  return card.content.figures[theme][card.find(".card-plot").clientWidth < NARROW ? "narrow" : "wide"];
}

async function draw(card) {
  const plot = card.find(".card-plot");
  const figure = look(card);
  const width = plot.clientWidth;
  if (!width || (card.drawn === figure && card.width === width)) return;
  card.drawn = figure;
  card.width = width;
  plot.style.height = `${figure.layout.height}px`; // held from the start, so nothing jumps
  try {
    const Plotly = await plotly(card.content.script);
    if (card.drawn !== figure || card.width !== width) return; // a later call has taken over
    await Plotly.react(plot, figure.data, { ...figure.layout, width }, CONFIG);
    if (!card.heard) plot.on("plotly_click", ({ points }) => tell(card, points[0].id));
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

function tell(card, id) {
  // What is known of a pressed mark, with the way to its source: a phone has no pointer to hover with.
  const detail = card.content.details[id];
  const box = card.find(".card-detail");
  box.hidden = !detail;
  if (!detail) return;
  const lines = detail.lines.map((parts, at) => {
    const line = document.createElement(at ? "p" : "h3");
    line.append(...parts.map(part));
    return line;
  });
  if (detail.link) {
    const line = document.createElement("p");
    line.append(part({ text: `${detail.open}\u00a0↗`, link: detail.link }));
    lines.push(line);
  }
  box.replaceChildren(...lines);
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

async function svgText(card, scale = 1) {
  const { content } = card;
  const Plotly = await plotly(content.script);
  const whole = location.href.split("#")[0];
  const address = whole.length > LONGEST_ADDRESS ? whole.split("?")[0] : whole;
  const figure = JSON.parse(JSON.stringify(content.image).replaceAll("{page}", () => JSON.stringify(address).slice(1, -1)));
  const { width, height } = figure.layout;
  const uri = await Plotly.toImage({ ...figure, config: CONFIG }, { format: "svg", width, height });
  const svg = new DOMParser().parseFromString(decodeURIComponent(uri.slice(uri.indexOf(",") + 1)), "image/svg+xml");
  const root = svg.documentElement;
  root.setAttribute("width", width * scale);
  root.setAttribute("height", height * scale);
  root.setAttribute("role", "img");
  const element = (name, text) => Object.assign(svg.createElementNS("http://www.w3.org/2000/svg", name), { textContent: text });
  root.prepend(element("title", content.title), element("desc", content.alt), element("style", await fontFace()));
  return new XMLSerializer().serializeToString(svg);
}

async function fontFace() {
  // The page's own font goes into the file: an image cannot reach the page's fonts.
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.href?.startsWith(location.origin) ? sheet.cssRules : []) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const { style } = rule;
      if (style.getPropertyValue("font-family").replace(/["']/g, "") !== "Source Sans" || style.getPropertyValue("font-style") === "italic") continue;
      const url = new URL(style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)[1], sheet.href);
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
      return `@font-face{font-family:"Source Sans";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)})}`;
    }
  }
  return "";
}

async function pngBlob(card) {
  const url = URL.createObjectURL(new Blob([await svgText(card, IMAGE_SCALE)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("canvas"))), "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function save(card, blob, ending) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: `${card.content.file}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(card, "saved");
}

async function savePng(card) { save(card, await pngBlob(card), "png"); }
async function saveSvg(card) { save(card, new Blob([await svgText(card)], { type: "image/svg+xml" }), "svg"); }
// The mark at the start tells Excel that the file is UTF-8.
function saveCsv(card) { save(card, new Blob(["\ufeff", card.content.csv], { type: "text/csv;charset=utf-8" }), "csv"); }

async function copyPng(card) {
  if (!navigator.clipboard?.write) return say(card, "no_copy");
  try {
    // The promise goes in unresolved: Safari allows the copy only within the click.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": pngBlob(card) })]);
    say(card, "copied");
  } catch (error) {
    console.warn(error);
    say(card, "no_copy");
  }
}
