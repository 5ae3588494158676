// The marks of a chart: stepped through by keyboard, pressed by finger or mouse, told under the chart.

const AFTER_TOUCH = 1000; // milliseconds

function explore(card) {
  const stage = card.find(".card-stage");
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  stage.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in steps) step(card, steps[event.key]);
    else if (event.key === "Enter" || event.key === " ") tell(card, card.at?.id);
    else if (event.code === "KeyT") toggleTable(card, card.find('[data-do="table"]')); // wherever the layout has its letter
    else return;
    event.preventDefault();
  };
  stage.onblur = () => point(card, undefined);
  card.root.addEventListener("keydown", (event) => { if (event.key === "Escape") { shut(card); leave(card); } });
}

function marks(card) {
  // In the order that they are read in: from left to right, or from top to bottom where the chart is drawn so.
  const plot = card.find(".card-plot");
  const axes = plot._fullLayout;
  if (!axes) return [];
  const found = plot.data.flatMap((trace, curveNumber) => (trace.customdata ?? []).map((text, pointNumber) => ({
    curveNumber,
    pointNumber,
    id: trace.ids?.[pointNumber],
    text,
    x: axes.xaxis._offset + axes.xaxis.d2p(trace.x[pointNumber]),
    y: axes.yaxis._offset + axes.yaxis.d2p(trace.y[pointNumber]),
  })));
  const bars = plot.data.find(({ type }) => type === "bar");
  const along = (bars ? bars.orientation === "h" : axes.height > axes.width) ? "y" : "x";
  const across = along === "x" ? "y" : "x";
  const places = found.map((mark) => mark[along]);
  // A column of marks, as the stops of a visit, is read downwards.
  const order = new Set(places.map(Math.round)).size > 1 ? [along, across] : [across, along];
  return found.sort((one, other) => one[order[0]] - other[order[0]] || one[order[1]] - other[order[1]]);
}

function step(card, by) {
  const every = marks(card);
  if (!every.length) return;
  const now = card.at ? every.findIndex((mark) => mark.curveNumber === card.at.curveNumber && mark.pointNumber === card.at.pointNumber) : -1;
  const next = card.at || by !== -1 ? now + by : every.length - 1;
  card.find(".card-detail").hidden = true; // it told of the mark before
  point(card, every[Math.min(Math.max(next, 0), every.length - 1)]);
  card.find(".card-told").textContent = spoken(card);
}

function again(card) {
  // The chart is drawn anew, in another size or theme: the mark is where it is now.
  if (card.at) point(card, marks(card).find((mark) => mark.curveNumber === card.at.curveNumber && mark.pointNumber === card.at.pointNumber));
}

function spoken(card) {
  // What is known of the mark, a sentence a line; its label where no more is known.
  const detail = card.content.details[card.at.id];
  const lines = detail?.lines.map((parts) => parts.map(({ text }) => text).join(""));
  return lines ? lines.map((line) => line.replace(/[.:]$/, "")).join(". ") : plain(card.at.text);
}

function plain(text) {
  // A line that begins small goes on with the one before; else it is a sentence of its own.
  const sentences = text.replace(/<br>(?=\p{Ll})/gu, " ").replace(/([.:])?<br>/g, (_, end) => `${end ?? "."} `);
  return new DOMParser().parseFromString(sentences, "text/html").body.textContent;
}

function point(card, mark) {
  // Shows the label of a mark, or of none, and a ring around it.
  const plot = card.find(".card-plot");
  const ring = card.find(".card-ring");
  card.at = mark;
  ring.hidden = !mark;
  if (mark) {
    ring.style.left = `${plot.offsetLeft + mark.x}px`;
    ring.style.top = `${plot.offsetTop + mark.y}px`;
    ring.scrollIntoView({ block: "nearest", inline: "nearest" });
    window.Plotly.Fx.hover(plot, [{ curveNumber: mark.curveNumber, pointNumber: mark.pointNumber }]);
  } else if (plot._fullLayout) window.Plotly.Fx.unhover(plot);
}

function press(card, event, points) {
  // Where marks overlap, the one that is nearest to the finger; of bars, the one that is under it.
  // A finger is heard twice, the second time as a mouse where it was, when the page may have moved under it.
  if (event.type === "touchstart") card.touched = event.timeStamp;
  else if (event.timeStamp - card.touched < AFTER_TOUCH) return;
  const plot = card.find(".card-plot");
  const { left, top } = plot.getBoundingClientRect();
  const far = ({ x, y }) => Math.hypot(x - (event.clientX - left), y - (event.clientY - top));
  const isBar = plot.data[points[0].curveNumber].type === "bar";
  const nearest = isBar ? undefined : marks(card).sort((one, other) => far(one) - far(other))[0];
  if (nearest) window.Plotly.Fx.hover(plot, [{ curveNumber: nearest.curveNumber, pointNumber: nearest.pointNumber }]);
  tell(card, nearest?.id ?? points[0].id);
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
  box.scrollIntoView({ block: "nearest" });
}

function leave(card) {
  if (card.find(".card-detail").contains(document.activeElement)) card.find(".card-stage").focus();
  card.find(".card-detail").hidden = true;
  card.find(".card-told").textContent = "";
  point(card, undefined);
}
