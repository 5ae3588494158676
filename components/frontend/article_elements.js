// The parts of an article as elements. Everything is written as text: nothing of an article becomes HTML.

import { createElement } from "./dom.js";

/** @param {ArticleKind} kind */
export function createToggle({ kind, name }) {
  const button = createElement("button", { type: "button", textContent: name });
  button.dataset.kind = kind;
  button.setAttribute("aria-pressed", "true");
  return button;
}

/**
 * @param {ArticleContent} content
 * @param {ArticlePiece[]} pieces
 */
export function createPassage(content, pieces) {
  const paragraph = createElement("p");
  /** @type {Set<string>} */
  const begun = new Set();
  pieces.forEach(([text, names], index) => {
    if (!names.length) return paragraph.append(...unbroken(text));
    const [name] = names;
    const { kind } = content.notes[name];
    const mark = createElement("mark");
    mark.append(...unbroken(text));
    Object.assign(mark.dataset, { kind, marks: names.join(" ") });
    // A mark that another cuts apart is named once, at its end, and is one stop of the keyboard.
    const isLast = !pieces[index + 1]?.[1].includes(name);
    if (isLast) mark.dataset.name = content.kinds.find((one) => one.kind === kind)?.name;
    if (!begun.has(name)) mark.tabIndex = 0;
    begun.add(name);
    mark.setAttribute("aria-describedby", "article-note");
    paragraph.append(mark);
  });
  return paragraph;
}

/**
 * @param {ArticleContent} content
 * @param {ArticleTable} table
 */
export function createTable(content, { title, columns, rows, more }) {
  const table = createElement("table", { className: "rows" });
  table.createCaption().textContent = title;
  table.createTHead().insertRow().append(...columns.map(createHead));
  const body = table.createTBody();
  for (const row of rows) fillRow(body.insertRow(), content, columns, row);
  const scroller = createElement("div", { className: "table-scroll" });
  scroller.append(table);
  const section = createElement("section");
  section.append(scroller);
  if (more) section.append(createElement("p", { className: "article-more", textContent: more }));
  return section;
}

/** @param {string} column */
const createHead = (column) => createElement("th", { textContent: column, scope: "col" });

/**
 * @param {HTMLTableRowElement} line
 * @param {ArticleContent} content
 * @param {string[]} columns
 * @param {ArticleRow} row
 */
function fillRow(line, content, columns, { mark, phrase, cells }) {
  Object.assign(line.dataset, { mark, kind: content.notes[mark].kind });
  const contents = cells.map((texts) => createCellText(content, texts));
  const button = Object.assign(createQuotation(content, "button", phrase), { type: "button" });
  [...contents, button].forEach((part, index) => {
    const cell = line.insertCell();
    cell.dataset.column = columns[index];
    cell.append(part);
  });
}

/**
 * @param {ArticleContent} content
 * @param {ArticleCell} texts
 */
function createCellText(content, [text, small]) {
  const span = createElement("span");
  span.append(...withQuotations(content, text));
  if (small) {
    const line = createElement("small");
    line.append(...withQuotations(content, small));
    span.append(line);
  }
  return span;
}

/**
 * Return a text in which what is quoted from the article has its language, whatever that of the page is.
 * @param {ArticleContent} content
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
function withQuotations(content, text) {
  return text.split(/([«“][^«»“”]+[»”])/).filter(Boolean).flatMap((piece) => {
    const words = piece.slice(1, -1);
    if (!/^[«“]/.test(piece) || !content.quotes.includes(words)) return unbroken(piece);
    return [piece[0], createQuotation(content, "span", words), piece.slice(-1)];
  });
}

/**
 * @param {ArticleContent} content
 * @param {"span" | "button"} name
 * @param {string} text
 */
function createQuotation(content, name, text) {
  const quotation = createElement(name, { lang: content.language, dir: "auto" });
  quotation.append(...unbroken(text));
  return quotation;
}

/**
 * Return a text whose lines do not end within "3.5–4.5" and "2022-жылы", as browsers would have them.
 * @param {string} text
 */
function unbroken(text) {
  const pieces = text.split(/(\S{0,40}\d[–-][\p{L}\d]\S*)/u);
  return pieces.map((textContent, index) => {
    return index % 2 ? createElement("span", { className: "nowrap", textContent }) : textContent;
  });
}

/**
 * @param {ArticleContent} content
 * @param {ArticleNote} note
 */
export function createNote(content, { kind, title, lines }) {
  const part = createElement("div");
  part.dataset.noteKind = kind;
  const list = createElement("dl");
  for (const [term, text] of lines) {
    if (term) list.append(createElement("dt", { textContent: term }));
    const line = createElement("dd", { className: term ? "" : "full-width" });
    line.append(...withQuotations(content, text));
    list.append(line);
  }
  part.append(createElement("b", { textContent: title }), list);
  return part;
}
