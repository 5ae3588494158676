// Shows one article: its text with marks, a note at the mark that is pointed at, and tables that lead to the marks.

import { createNote, createPassage, createTable, createToggle } from "./article_elements.js";
import { closest, find, findAll } from "./dom.js";

/** @type {Map<HTMLElement, Article>} */
const articles = new Map();

/** @type {string | null | undefined} */
let lastText;

/** @type {string | null | undefined} */
let lastProblems;

const NOTE_MARGIN = 6; // CSS pixels between a mark and its note
const HIGHLIGHT_TIME = 2000; // milliseconds

/**
 * Write the article that an element carries; called again, write what has changed.
 * @param {HTMLElement} root
 */
export function mountArticle(root) {
  const { payload = "" } = root.dataset;
  let article = articles.get(root);
  if (article?.payload === payload) return;
  const content = JSON.parse(payload);
  if (article) Object.assign(article, { payload, content });
  else {
    article = { root, payload, content, hiddenKinds: new Set(), isPinned: false, removeListeners: () => {} };
    articles.set(root, article);
    addListeners(article);
  }
  renderArticle(article);
  const text = find(root, ".article-text").textContent;
  if (text !== lastText) reveal(document.querySelector('#root .section[role="status"]'));
  lastText = text;
}

/** Bring what could not be read into view: it is as far down the page as what was. */
export function revealProblems() {
  /** @type {HTMLElement | null} */
  const problems = document.querySelector("#root .problems");
  if (problems && problems.textContent !== lastProblems) reveal(problems);
  lastProblems = problems?.textContent;
}

/**
 * Scroll to a result and focus it if it is below the window, as on a phone, where the form fills the screen.
 * @param {HTMLElement | null} result
 */
function reveal(result) {
  if (!result || result.getBoundingClientRect().bottom < innerHeight) return;
  result.scrollIntoView();
  /** @type {HTMLElement} */
  const heading = result.querySelector("h2, b") ?? result;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function unmountRemoved() {
  for (const [root, article] of articles) {
    if (root.isConnected) continue;
    article.removeListeners();
    articles.delete(root);
  }
}

/** @param {Article} article */
function addListeners(article) {
  const { root } = article;
  const markOf = (/** @type {Event} */ event) => closest(event.target, "mark");
  root.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark && event.pointerType === "mouse") showNote(article, mark);
  });
  root.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && markOf(event) && !article.isPinned) hideNote(article);
  });
  root.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) showNote(article, mark);
  });
  root.addEventListener("focusout", (event) => { if (markOf(event)) hideNote(article); });
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") hideNote(article); });
  root.addEventListener("click", (event) => click(article, event));
  const pressOutside = (/** @type {Event} */ event) => {
    if (!closest(event.target, "mark, .article-note")) hideNote(article);
  };
  document.addEventListener("pointerdown", pressOutside);
  article.removeListeners = () => document.removeEventListener("pointerdown", pressOutside);
}

/**
 * @param {Article} article
 * @param {Event} event
 */
function click(article, { target }) {
  const mark = closest(target, "mark");
  if (mark) {
    showNote(article, mark);
    article.isPinned = true;
  }
  const kind = closest(target, "button[data-kind]")?.dataset.kind;
  if (kind) toggleKind(article, kind);
  const name = closest(target, "tr[data-mark]")?.dataset.mark;
  if (name && !getSelection()?.toString()) scrollToMark(article, name);
}

/** @param {Article} article */
function renderArticle(article) {
  const { content, root, hiddenKinds } = article;
  hideNote(article);
  hiddenKinds.clear();
  const legend = find(root, ".article-legend");
  const label = find(legend, "span");
  label.textContent = content.legend;
  legend.replaceChildren(label, ...content.kinds.map(createToggle));
  legend.hidden = !content.kinds.length;
  find(root, ".article-short").textContent = content.shortened;
  const text = find(root, ".article-text");
  Object.assign(text, { lang: content.language, dir: content.direction });
  text.replaceChildren(...content.passages.map((pieces) => createPassage(content, pieces)));
  find(root, ".article-tables").replaceChildren(...content.tables.map((table) => createTable(content, table)));
}

/**
 * Show the marks and rows of a kind, or hide them.
 * @param {Article} article
 * @param {string} kind
 */
function toggleKind({ root, hiddenKinds }, kind) {
  if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
  for (const part of findAll(root, `[data-kind="${CSS.escape(kind)}"]`)) {
    const isHidden = hiddenKinds.has(kind);
    if (part.matches("button")) part.setAttribute("aria-pressed", String(!isHidden));
    else if (part.matches("tr")) part.hidden = isHidden;
    else part.classList.toggle("off", isHidden);
  }
}

/**
 * @param {Article} article
 * @param {string} name
 */
function scrollToMark({ root }, name) {
  const marks = findAll(root, `mark[data-marks~="${CSS.escape(name)}"]`);
  if (!marks.length) return;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  marks[0].scrollIntoView({ block: "center", behavior: isStill ? "auto" : "smooth" });
  const target = marks.find((mark) => mark.tabIndex >= 0) ?? marks[0];
  target.focus({ preventScroll: true });
  target.classList.add("highlighted");
  setTimeout(() => target.classList.remove("highlighted"), HIGHLIGHT_TIME);
}

/**
 * Show what a mark means, below it, or above where there is no room.
 * @param {Article} article
 * @param {HTMLElement} mark
 */
function showNote({ root, content }, mark) {
  if (mark.classList.contains("off")) return;
  const note = find(root, ".article-note");
  const names = mark.dataset.marks?.split(" ") ?? [];
  note.replaceChildren(...names.map((name) => createNote(content, content.notes[name])));
  note.hidden = false;
  const place = [...mark.getClientRects()].slice(-1)[0];
  const frame = root.getBoundingClientRect();
  const [below, above] = [place.bottom + NOTE_MARGIN, place.top - NOTE_MARGIN - note.offsetHeight];
  const top = below + note.offsetHeight < innerHeight || above < 0 ? below : above;
  const left = Math.min(Math.max(place.left - frame.left, 0), frame.width - note.offsetWidth);
  Object.assign(note.style, { left: `${left}px`, top: `${top - frame.top}px` });
}

/** @param {Article} article */
function hideNote(article) {
  article.isPinned = false;
  find(article.root, ".article-note").hidden = true;
}
