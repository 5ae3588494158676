// What a chart is passed on with: its link, the code that embeds it, and how to cite it.

import { showStatus } from "./card.js";
import { find } from "./dom.js";

const FRAME_MARGIN = 110; // CSS pixels that an embedded page needs beside its card
// Dates in data-days stand for today: the 22nd of each month of 2000.
const [YEAR, DAY] = ["2000", "22"];

/** @param {Card} card */
export function toggleShare(card, isOpen = card.find(".card-share").hidden) {
  const panel = card.find(".card-share");
  panel.hidden = !isOpen;
  card.find('[data-action="share"]').setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) return;
  fillShare(card);
  panel.scrollIntoView({ block: "nearest" });
}

/** @param {Card} card */
export function closeShare(card) {
  const panel = card.query(".card-share");
  if (!panel || panel.hidden) return;
  if (panel.contains(document.activeElement)) card.find('[data-action="share"]').focus();
  toggleShare(card, false);
}

/**
 * Fill in the texts of an open panel.
 * @param {Card} card
 */
export function fillShare(card) {
  const panel = card.query(".card-share");
  if (!panel || panel.hidden) return;
  const values = templateValues(card, panel);
  for (const area of panel.querySelectorAll("textarea")) {
    const template = area.dataset.template ?? "";
    area.value = template.replace(/\$(link|embed|height|iso|dotted|long)\b/g, (_, name) => values[name]);
  }
  fitTextareas(panel);
}

/**
 * Make each field as high as its text, in this width and at this size of type.
 * @param {HTMLElement} panel
 */
export function fitTextareas(panel) {
  for (const area of panel.querySelectorAll("textarea")) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
}

/**
 * Return what the names in templates stand for: the URLs are those of what the chart shows, the dates are today.
 * @param {Card} card
 * @param {HTMLElement} panel
 * @returns {Record<string, string>}
 */
function templateValues(card, panel) {
  const { link = "", embed = "", days = "[]" } = panel.dataset;
  const now = new Date();
  const year = String(now.getFullYear());
  const [day, month] = [now.getDate(), now.getMonth() + 1].map((part) => String(part).padStart(2, "0"));
  const height = card.root.offsetHeight - card.find(".card-table").offsetHeight - panel.offsetHeight + FRAME_MARGIN;
  return {
    link: new URL(link, document.baseURI).href,
    embed: new URL(embed, document.baseURI).href,
    height: String(height),
    iso: `${year}-${month}-${day}`,
    dotted: `${day}.${month}.${year}`,
    long: JSON.parse(days)[now.getMonth()].replace(YEAR, year).replace(DAY, String(now.getDate())),
  };
}

/**
 * Copy the text beside a button.
 * @param {Card} card
 * @param {HTMLElement} button
 */
export async function copyText(card, button) {
  /** @type {HTMLTextAreaElement} */
  const area = find(/** @type {HTMLElement} */ (button.parentElement), "textarea");
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    showStatus(card, "text_copied");
  } catch (error) {
    console.info(error);
    showStatus(card, "no_text_copy"); // the text is selected
  }
}
