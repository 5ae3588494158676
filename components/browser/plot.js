// Draws the chart of a card: in the page's theme and width, and for paper.

const NARROW = 560; // CSS pixels: below it, a chart is drawn for a phone
const ON_PAPER = 960; // CSS pixels: how wide it is drawn for paper, which then scales it
const paper = matchMedia("print");

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

// The first response has a view of the page, in which charts may be drawn before the page itself is there.
const first = () => document.getElementById("first");

function adopt(card) {
  // The page takes that view's place, and its charts stay where they are drawn.
  const early = first().querySelector(`.card[data-print="${card.content.print}"]`);
  if (!early) return;
  const plot = early.querySelector(".card-plot");
  plot.removeAllListeners?.("plotly_click"); // those of the card that it was on
  delete plot.dataset.drawn;
  card.observer.disconnect();
  card.find(".card-plot").replaceWith(plot);
  card.observer.observe(plot);
  toggleTable(card, card.find('[data-do="table"]'), !early.querySelector(".card-table").hidden);
}

function isSeen(card) {
  // Behind the first view nothing is drawn, and of it only what the window shows.
  return !first() || (first().contains(card.root) && card.root.getBoundingClientRect().top < innerHeight);
}

function look(card) {
  const { figures, dark, night = {} } = card.content;
  if (paper.matches) return figures.wide;
  const size = card.find(".card-plot").clientWidth < NARROW ? "narrow" : "wide";
  // Streamlit sets the theme's colours on the element; a dark page has a dark background.
  const colour = getComputedStyle(card.root).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  if (red + green + blue >= 384) return figures[size];
  card.content.night = night;
  return night[size] ??= JSON.parse(JSON.stringify(figures[size]).replace(/#[0-9a-f]{6}\b/g, (light) => dark[light] ?? light));
}

async function draw(card) {
  if (!isSeen(card)) return;
  const plot = card.find(".card-plot");
  const figure = look(card);
  const width = paper.matches ? ON_PAPER : plot.clientWidth;
  if (!width || (card.drawn === figure && card.width === width)) return;
  card.drawn = figure;
  card.width = width;
  plot.style.height = `${figure.layout.height}px`; // held from the start, so nothing jumps
  // The pages are counted before the chart is drawn for paper: what it will take there is known before.
  plot.style.setProperty("--paper", `${ON_PAPER} / ${card.content.figures.wide.layout.height}`);
  try {
    const Plotly = window.Plotly ?? await plotly(card.content.script);
    if (card.drawn !== figure || card.width !== width || card.find(".card-plot") !== plot) return; // another has taken over
    plot.querySelector(".card-still")?.remove(); // plotly.js would take its parts for those of the chart
    // Not awaited: paper does not wait, and all but the promise is done when this returns.
    const drawn = Plotly.react(plot, figure.data, { ...figure.layout, width }, CONFIG);
    for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${width} ${figure.layout.height}`);
    await drawn;
    if (card.find(".card-plot") !== plot) return;
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

