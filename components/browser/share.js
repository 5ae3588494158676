// What a chart is passed on with: its link, the code that embeds it, and how to cite it.

const SPARE = 110; // CSS pixels that an embedded page needs beside its card

function toggleShare(card, button, open = card.find(".card-share").hidden) {
  const box = card.find(".card-share");
  box.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  if (!open) return;
  box.replaceChildren(...card.content.share.map((way) => field(card, way)));
  fit(card);
  box.scrollIntoView({ block: "nearest" });
}

function shut(card) {
  const box = card.find(".card-share");
  if (box.hidden) return;
  const button = card.find('[data-do="share"]');
  if (box.contains(document.activeElement)) button.focus();
  toggleShare(card, button, false);
}

function fit(card) {
  // Each field is as high as its text, in this width and at this size of type.
  for (const area of card.root.querySelectorAll(".card-share textarea")) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
}

function field(card, { label, text, language }) {
  const line = document.createElement("div");
  const name = Object.assign(document.createElement("label"), { textContent: label });
  const area = Object.assign(document.createElement("textarea"), { value: filled(card, text), readOnly: true, rows: 1, spellcheck: false });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: card.content.words.copy_text });
  area.lang = language;
  button.dataset.do = "copyText";
  button.setAttribute("aria-label", `${card.content.words.copy_text}: ${label}`);
  area.onfocus = () => area.select();
  name.append(area);
  line.append(name, button);
  return line;
}

function filled(card, text) {
  // The addresses are those that the chart is seen at, the dates those of the reader's day.
  const now = new Date();
  const [day, month] = [now.getDate(), now.getMonth() + 1].map((part) => String(part).padStart(2, "0"));
  const height = card.root.offsetHeight - card.find(".card-table").offsetHeight - card.find(".card-share").offsetHeight + SPARE;
  const known = {
    link: absolute(card.content.link),
    embed: absolute(card.content.embed),
    height: String(height),
    iso: `${now.getFullYear()}-${month}-${day}`,
    dotted: `${day}.${month}.${now.getFullYear()}`,
    long: card.content.days[now.getMonth()].replace("2000", now.getFullYear()).replace("22", now.getDate()),
  };
  return text.replace(/\$(link|embed|height|iso|dotted|long)\b/g, (_, name) => known[name]);
}

function isAddressed(card) {
  // A file of one's own disk has an address for nobody else.
  return Boolean(card.content.link) && absolute(card.content.link).startsWith("http");
}

function absolute(address) {
  return new URL(address, location.href).href;
}

async function copyText(card, button) {
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
