// What a chart is passed on with: its link, the code that embeds it, and how to cite it.

import { say } from "./card.js";

const FRAME_MARGIN = 110; // CSS pixels that an embedded page needs beside its card
// Dates in data-days stand for the reader's own: the 22nd of each month of 2000.
const [YEAR, DAY] = ["2000", "22"];

export function toggleShare(card, isOpen = card.find(".card-share").hidden) {
  const panel = card.find(".card-share");
  if (!panel) return;
  panel.hidden = !isOpen;
  card.find('[data-do="share"]').setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) return;
  fillShare(card);
  panel.scrollIntoView({ block: "nearest" });
}

export function closeShare(card) {
  const panel = card.find(".card-share");
  if (!panel || panel.hidden) return;
  if (panel.contains(document.activeElement)) card.find('[data-do="share"]').focus();
  toggleShare(card, false);
}

export function fillShare(card) {
  const panel = card.find(".card-share");
  if (!panel || panel.hidden) return;
  const values = valuesOfTemplates(card, panel);
  for (const area of panel.querySelectorAll("textarea")) {
    area.value = area.dataset.template.replace(/\$(link|embed|height|iso|dotted|long)\b/g, (_, name) => values[name]);
  }
  fitTextareas(panel);
}

export function fitTextareas(scope) {
  // Each field is as high as its text, in this width and at this size of type.
  for (const area of scope.querySelectorAll("textarea")) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
}

function valuesOfTemplates(card, panel) {
  // The addresses are those that the chart is seen at, the dates those of the reader's day.
  const now = new Date();
  const [day, month] = [now.getDate(), now.getMonth() + 1].map((part) => String(part).padStart(2, "0"));
  const height = card.root.offsetHeight - card.find(".card-table").offsetHeight - panel.offsetHeight + FRAME_MARGIN;
  return {
    link: new URL(panel.dataset.link, document.baseURI).href,
    embed: new URL(panel.dataset.embed, document.baseURI).href,
    height: String(height),
    iso: `${now.getFullYear()}-${month}-${day}`,
    dotted: `${day}.${month}.${now.getFullYear()}`,
    long: JSON.parse(panel.dataset.days)[now.getMonth()].replace(YEAR, now.getFullYear()).replace(DAY, now.getDate()),
  };
}

export async function copyText(card, button) {
  const area = button.parentElement.querySelector("textarea");
  area.select();
  try {
    await navigator.clipboard.writeText(area.value);
    say(card, "text_copied");
  } catch (error) {
    console.info(error);
    say(card, "no_text_copy"); // the text is selected
  }
}
