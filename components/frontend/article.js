// Shows one article: its text with marks, a note at the mark that is pointed at, and tables that lead to the marks.
// Everything is written as text: nothing of an article becomes HTML.

const articles = new Map(); // element → article
let shown; // text of the last article
let told; // what was last said not to be read
const GAP = 6; // CSS pixels between a mark and its note
const LIT_TIME = 2000; // milliseconds that a mark led to stays lit

export function mountArticle(root) {
  // Writes the article that the element carries; called again, it writes what has changed.
  let article = articles.get(root);
  if (!article) {
    article = { root, find: (selector) => root.querySelector(selector), hidden: new Set() };
    articles.set(root, article);
    wire(article);
  }
  if (article.payload === root.dataset.payload) return;
  article.payload = root.dataset.payload;
  article.content = JSON.parse(article.payload);
  write(article);
  const text = root.querySelector(".article-text").textContent;
  if (text !== shown) reveal(document.querySelector('#root .section[role="status"]'));
  shown = text;
}

export function revealProblems() {
  // What could not be read is as far down the page as what was.
  const problems = document.querySelector("#root .problems");
  if (problems && problems.textContent !== told) reveal(problems);
  told = problems?.textContent;
}

function reveal(result) {
  // On a phone the result is below the form, out of sight.
  if (!result || result.getBoundingClientRect().bottom < innerHeight) return;
  result.scrollIntoView();
  const heading = result.querySelector("h2, b") ?? result;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function unmountRemoved() {
  for (const [root, article] of articles) {
    if (root.isConnected) continue;
    document.removeEventListener("pointerdown", article.away);
    articles.delete(root);
  }
}

function element(name, className, text = "") {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

function wire(article) {
  const { root } = article;
  const mark = (event) => event.target.closest?.("mark");
  root.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && mark(event)) note(article, mark(event)); });
  root.addEventListener("pointerout", (event) => { if (event.pointerType === "mouse" && mark(event) && !article.held) hide(article); });
  root.addEventListener("focusin", (event) => { if (mark(event)) note(article, mark(event)); });
  root.addEventListener("focusout", (event) => { if (mark(event)) hide(article); });
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(article); });
  root.addEventListener("click", (event) => {
    if (mark(event)) { note(article, mark(event)); article.held = true; }
    const kind = event.target.closest("button[data-kind]");
    if (kind) toggle(article, kind.dataset.kind);
    const row = event.target.closest("tr[data-mark]");
    if (row && !getSelection().toString()) lead(article, row.dataset.mark);
  });
  article.away = (event) => { if (!event.target.closest?.("mark, .article-note")) hide(article); };
  document.addEventListener("pointerdown", article.away);
}

function write(article) {
  const { content, find, hidden } = article;
  hide(article);
  hidden.clear();
  find(".article-legend span").textContent = content.legend;
  find(".article-legend").replaceChildren(find(".article-legend span"), ...content.kinds.map(legend));
  find(".article-legend").hidden = !content.kinds.length;
  find(".article-short").textContent = content.shortened;
  find(".article-text").lang = content.language;
  find(".article-text").dir = content.direction;
  find(".article-text").replaceChildren(...content.passages.map((pieces) => passage(content, pieces)));
  find(".article-tables").replaceChildren(...content.tables.map((one) => table(content, one)));
}

function legend({ kind, name }) {
  const button = element("button", "", name);
  Object.assign(button, { type: "button" });
  button.dataset.kind = kind;
  button.setAttribute("aria-pressed", "true");
  return button;
}

function passage(content, pieces) {
  const paragraph = element("p", "");
  const begun = new Set();
  pieces.forEach(([text, names], index) => {
    if (!names.length) return paragraph.append(...wrapped(text));
    const mark = element("mark", "");
    mark.append(...wrapped(text));
    mark.dataset.kind = content.notes[names[0]].kind;
    mark.dataset.marks = names.join(" ");
    // A mark that another cuts apart is named once, at its end, and is one stop of the keyboard.
    const last = !pieces[index + 1]?.[1].includes(names[0]);
    if (last) mark.dataset.name = content.kinds.find(({ kind }) => kind === mark.dataset.kind).name;
    if (!begun.has(names[0])) mark.tabIndex = 0;
    begun.add(names[0]);
    mark.setAttribute("aria-describedby", "article-note");
    paragraph.append(mark);
  });
  return paragraph;
}

function table(content, { title, columns, rows, more }) {
  const whole = element("table", "rows");
  whole.createCaption().textContent = title;
  const head = whole.createTHead().insertRow();
  for (const column of columns) head.append(Object.assign(element("th", "", column), { scope: "col" }));
  const body = whole.createTBody();
  for (const { mark, phrase, cells } of rows) {
    const line = body.insertRow();
    line.dataset.mark = mark;
    line.dataset.kind = content.notes[mark].kind;
    cells.forEach(([text, under], index) => {
      const inner = element("span", "");
      inner.append(...quoted(content, text));
      if (under) {
        const small = element("small", "");
        small.append(...quoted(content, under));
        inner.append(small);
      }
      cell(line, columns[index]).append(inner);
    });
    cell(line, columns[cells.length]).append(Object.assign(ownWords(content, "button", phrase), { type: "button" }));
  }
  const scroller = element("div", "table-scroll");
  scroller.append(whole);
  const part = element("section", "");
  part.append(scroller);
  if (more) part.append(element("p", "article-more", more));
  return part;
}

function quoted(content, text) {
  // What is quoted from the article stands in its language, whatever that of the page is.
  return text.split(/([«“][^«»“”]+[»”])/).filter(Boolean).flatMap((piece) => {
    const words = piece.slice(1, -1);
    if (!/^[«“]/.test(piece) || !content.quotes.includes(words)) return wrapped(piece);
    return [piece[0], ownWords(content, "span", words), piece.slice(-1)];
  });
}

function ownWords(content, name, text) {
  const part = Object.assign(element(name, ""), { lang: content.language, dir: "auto" });
  part.append(...wrapped(text));
  return part;
}

function wrapped(text) {
  // Browsers would end a line within "3.5–4.5" and "2022-жылы".
  return text.split(/(\S{0,40}\d[–-][\p{L}\d]\S*)/u).map((piece, index) => (index % 2 ? element("span", "unbroken", piece) : piece));
}

function cell(line, column) {
  const added = line.insertCell();
  added.dataset.column = column;
  return added;
}

function toggle({ root, hidden }, kind) {
  if (!hidden.delete(kind)) hidden.add(kind);
  for (const one of root.querySelectorAll("[data-kind]")) {
    const off = hidden.has(one.dataset.kind);
    if (one.matches("button")) one.setAttribute("aria-pressed", String(!off));
    else if (one.matches("tr")) one.hidden = off;
    else one.classList.toggle("off", off);
  }
}

function lead(article, name) {
  const mark = [...article.root.querySelectorAll("mark")].find((one) => one.dataset.marks.split(" ").includes(name));
  if (!mark) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  mark.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  const target = mark.tabIndex < 0 ? article.root.querySelector(`mark[data-marks~="${CSS.escape(name)}"][tabindex]`) ?? mark : mark;
  target.focus({ preventScroll: true });
  target.classList.add("lit");
  setTimeout(() => target.classList.remove("lit"), LIT_TIME);
}

function note(article, mark) {
  if (mark.classList.contains("off")) return;
  const box = article.find(".article-note");
  box.replaceChildren(...mark.dataset.marks.split(" ").map((name) => explanation(article.content, article.content.notes[name])));
  box.hidden = false;
  const place = [...mark.getClientRects()].pop();
  const frame = article.root.getBoundingClientRect();
  const below = place.bottom + GAP + box.offsetHeight < innerHeight || place.top - GAP < box.offsetHeight;
  const left = Math.min(Math.max(place.left - frame.left, 0), frame.width - box.offsetWidth);
  const top = below ? place.bottom + GAP : place.top - GAP - box.offsetHeight;
  Object.assign(box.style, { left: `${left}px`, top: `${top - frame.top}px` });
}

function explanation(content, { kind, title, lines }) {
  const part = element("div", "");
  part.dataset.of = kind;
  part.append(element("b", "", title));
  const list = element("dl", "");
  for (const [term, text] of lines) {
    if (term) list.append(element("dt", "", term));
    const line = element("dd", term ? "" : "alone");
    line.append(...quoted(content, text));
    list.append(line);
  }
  part.append(list);
  return part;
}

function hide(article) {
  article.held = false;
  article.find(".article-note").hidden = true;
}
