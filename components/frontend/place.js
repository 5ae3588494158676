// Where each entry of the history was scrolled to. Browsers restore that before the cards are as high as they were, and
// then keep in view what stands below them: so it is noted with the entry, and restored once the cards have changed.

const PAUSE = 150; // milliseconds without scrolling after which the place is noted
const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"]; // with which a reader goes elsewhere meanwhile

export function notePlace() {
  if (history.state?.place === scrollY) return;
  try {
    history.replaceState({ ...history.state, place: scrollY }, "");
  } catch (error) {
    console.info(error); // too often, or not from disk
  }
}

export function watchPlace() {
  let pause;
  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(notePlace, PAUSE);
  }, { passive: true });
}

export async function restorePlace(place, changed) {
  // changed: resolves once the cards have changed; those whose data are at hand have already.
  if (place === undefined) return;
  let hasMoved = false;
  const stop = () => { hasMoved = true; };
  for (const type of MOVES) addEventListener(type, stop, { passive: true });
  const go = () => scrollTo({ top: place, behavior: "instant" });
  go();
  await changed;
  if (!hasMoved) go();
  for (const type of MOVES) removeEventListener(type, stop);
}
