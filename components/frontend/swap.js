// Puts another state of a chart into its card, in place: what a reader opened stays open, the focus stays where it is.

import { closeMenu, unwrapTable } from "./card.js";
import { reflectQuery } from "./options.js";
import { fillShare } from "./share.js";
import { closeDetail } from "./keyboard.js";

const SIZES = ["narrow", "medium", "wide"];

export function swap(card, html) {
  const { root } = card;
  const next = new DOMParser().parseFromString(html, "text/html").querySelector(".card");
  closeDetail(card);
  closeMenu(card.find(".card-menu"), { focus: card.find(".card-menu")?.contains(document.activeElement) });
  for (const name of ["state", "parameters"]) if (name in next.dataset) root.dataset[name] = next.dataset[name];
  syncPresence(card, next);
  for (const part of next.querySelectorAll("[data-part]")) {
    const old = card.find(`[data-part="${part.dataset.part}"]`);
    if (old) (UPDATES[part.dataset.part] ?? replaceContent)(old, part);
  }
  for (const selector of [".card-stage", ".card-plot"]) copyAttributes(card.find(selector), next.querySelector(selector), ["aria-label", "aria-description"]);
  copyHeights(card.find(".card-plot"), next.querySelector(".card-plot"));
  fillShare(card);
  reflectQuery();
}

function syncPresence({ root, find }, next) {
  // A card with nothing to draw has nothing to share or to download.
  const parts = [['[data-do="share"]', ".card-menu", ".card-actions"], [".card-menu", null, ".card-actions"], [".card-share", ".card-table", null]];
  for (const [selector, before, parent] of parts) {
    const [old, added] = [find(selector), next.querySelector(selector)];
    if (!added) old?.remove();
    else if (!old) (parent ? find(parent) : root).insertBefore(added, before && find(before));
  }
}

const UPDATES = {
  table: (old, next) => {
    if (!old.hidden) unwrapTable(next);
    replaceContent(old, next);
  },
  caption: (old, next) => {
    // Alone on its page, a card's title is the page's heading: the elements stay.
    for (const line of old.children) line.replaceChildren(...(next.querySelector(`.${line.classList[0]}`)?.childNodes ?? []));
  },
  filters: updateFilters,
  share: (old, next) => {
    copyAttributes(old, next, ["data-days", "data-link", "data-embed"]);
    replaceContent(old, next);
  },
};

function replaceContent(old, next) {
  old.replaceChildren(...next.childNodes);
}

function copyAttributes(old, next, names) {
  for (const name of names) {
    if (next.hasAttribute(name)) old.setAttribute(name, next.getAttribute(name));
    else old.removeAttribute(name);
  }
}

function copyHeights(old, next) {
  for (const size of SIZES) old.style.setProperty(`--${size}`, next.style.getPropertyValue(`--${size}`));
}

function updateFilters(old, next) {
  for (const filter of next.querySelectorAll(".filter")) {
    const same = old.querySelector(`.filter[data-parameter="${CSS.escape(filter.dataset.parameter)}"]`);
    if (same) updateFilter(same, filter);
    else old.insertBefore(filter, old.querySelector(".filter-more"));
  }
}

const keyOf = (element) => element.dataset.value ?? element.classList[0];

function updateFilter(filter, next) {
  copyAttributes(filter, next, ["aria-label", "data-multiple"]);
  const before = new Map([...filter.children].map((child) => [keyOf(child), child]));
  const children = [...next.children].map((child) => {
    const same = before.get(keyOf(child));
    return same ? updateChild(same, child) : child;
  });
  const removed = [...before.values()].filter((child) => !children.includes(child));
  if (removed.includes(document.activeElement)) filter.querySelector(".filter-option, select")?.focus({ preventScroll: true });
  for (const child of removed) child.remove();
  // An element that is moved loses the focus: only what is new is put in.
  children.forEach((child, index) => { if (filter.children[index] !== child) filter.insertBefore(child, filter.children[index] ?? null); });
}

function updateChild(old, next) {
  if (old.matches(".filter-years")) {
    copyAttributes(old, next, ["data-first", "data-last"]);
    next.querySelectorAll("select").forEach((select, index) => {
      const same = old.querySelectorAll("select")[index];
      if (same.textContent !== select.textContent) same.replaceChildren(...select.childNodes);
    });
  } else {
    copyAttributes(old, next, ["data-default", "href"]);
    if (old.textContent !== next.textContent) old.textContent = next.textContent;
  }
  return old;
}
