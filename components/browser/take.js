// Makes a chart card's files: the image as SVG and PNG, the rows as CSV, and the copy of the image.

const CONFIG = { displayModeBar: false, responsive: false, showTips: false, scrollZoom: false, doubleClick: false };
const IMAGE_SCALE = 2; // the image's figure is 1200 × 675; the PNG is twice that
const LONGEST_ADDRESS = 130; // letters that fit on an image's last line

async function svgText(card, scale = 1) {
  const { content } = card;
  const whole = content.link ? absolute(content.link) : location.href.split("#")[0];
  const known = whole.length > LONGEST_ADDRESS ? whole.split("?")[0] : whole;
  const address = whole.startsWith("http") ? known : content.site; // a file of one's own disk is nobody else's address
  const figure = JSON.parse(JSON.stringify(content.image).replaceAll("{page}", () => JSON.stringify(address).slice(1, -1)));
  return picture(await plotly(content.script), figure, content, await fontFace(), scale);
}

async function picture(Plotly, figure, { title, alt }, style, scale) {
  // The figure as SVG that stands alone: with what it says, and with its font.
  const { width, height } = figure.layout;
  const uri = await Plotly.toImage({ ...figure, config: CONFIG }, { format: "svg", width, height });
  const svg = new DOMParser().parseFromString(decodeURIComponent(uri.slice(uri.indexOf(",") + 1)), "image/svg+xml");
  const root = svg.documentElement;
  root.setAttribute("width", width * scale);
  root.setAttribute("height", height * scale);
  root.setAttribute("role", "img");
  const element = (name, text) => Object.assign(svg.createElementNS("http://www.w3.org/2000/svg", name), { textContent: text });
  root.prepend(element("title", title), element("desc", alt), element("style", style));
  return new XMLSerializer().serializeToString(svg);
}

async function fontFace() {
  // The page's own font goes into the file: an image cannot reach the page's fonts.
  for (const sheet of document.styleSheets) {
    for (const rule of rules(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const { style } = rule;
      if (style.getPropertyValue("font-family").replace(/["']/g, "") !== "Source Sans" || style.getPropertyValue("font-style") === "italic") continue;
      const url = new URL(style.getPropertyValue("src").match(/url\(["']?([^"')]+)/)[1], sheet.href ?? location.href);
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
      return `@font-face{font-family:"Source Sans";font-weight:100 900;src:url(data:font/woff2;base64,${btoa(text)})}`;
    }
  }
  return "";
}

function rules(sheet) {
  try {
    return sheet.cssRules;
  } catch {
    return []; // of another origin, as every file is to a page opened from disk
  }
}

async function pngBlob(card) {
  return pixels(await svgText(card, IMAGE_SCALE));
}

async function pixels(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
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
