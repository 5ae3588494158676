// A filter's chart is fetched as its button is pressed, and drawn while Streamlit still runs the page's script.

const AHEAD = 1_600; // milliseconds that other answers wait for the one that was drawn

function foresee(card) {
  let coming = {};
  card.pressed = (event) => {
    const [parameter, options] = card.content.picks ?? [];
    const button = event.target.closest?.("button");
    const group = parameter && button?.closest(`.st-key-filter-${parameter}-several`);
    if (!group || !card.content.data) return;
    const buttons = [...group.querySelectorAll("button")];
    const picked = options.filter((_, at) => (buttons[at]?.getAttribute("aria-pressed") === "true") !== (buttons[at] === button));
    const query = new URLSearchParams([["lang", document.documentElement.lang], ...picked.map((option) => [parameter, option])]);
    const address = `${card.content.data}?${query}`;
    if (coming.address !== address) coming = { address, answer: fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status))) };
    if (event.type !== "click") return;
    const { answer } = card.asked = coming;
    answer.then((text) => { if (card.asked?.answer === answer) show(card, JSON.parse(text)); }).catch(() => { coming = {}; });
  };
  for (const type of ["pointerdown", "click"]) document.addEventListener(type, card.pressed, true);
}

function show(card, content) {
  if (content.print === card.content.print) return;
  Object.assign(card, { content, foreseen: content.print });
  clearTimeout(card.patience);
  card.patience = setTimeout(() => {
    const { late } = card;
    calm(card);
    if (late) Object.assign(card, { content: late });
    if (late) write(card);
    draw(card);
  }, AHEAD);
  write(card);
  draw(card);
}

function isNews(card, content) {
  // What Streamlit sends is what was foreseen, or, when buttons are pressed fast, of a press before.
  if (content.print === card.content?.print) calm(card);
  else if (card.foreseen) card.late = content;
  else return true;
  return false;
}

function calm(card) {
  clearTimeout(card.patience);
  card.foreseen = card.late = undefined;
}

