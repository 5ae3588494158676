// Restores where each entry of the history was scrolled to. Browsers do so before the cards are as high as they were,
// and then keep in view what stands below them: so the position is saved with the entry, and restored once the cards
// have changed.

const SCROLL_END = 150; // milliseconds without scrolling after which the position is saved
const GESTURES = ["wheel", "touchmove", "keydown", "pointerdown"]; // with which a reader goes elsewhere meanwhile

export function saveScroll() {
  if (history.state?.scroll === scrollY) return;
  try {
    history.replaceState({ ...history.state, scroll: scrollY }, "");
  } catch (error) {
    console.info(error); // too often, or not from disk
  }
}

export function watchScroll() {
  /** @type {number | undefined} */
  let timer;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(saveScroll, SCROLL_END);
  }, { passive: true });
}

/**
 * Scroll to a saved position at once, and again when the cards have changed, unless the reader has moved on.
 * @param {number | undefined} top
 * @param {Promise<unknown>} changed resolves once the cards have changed; those whose data are cached have already
 */
export async function restoreScroll(top, changed) {
  if (top === undefined) return;
  let hasMoved = false;
  const stop = () => { hasMoved = true; };
  for (const type of GESTURES) addEventListener(type, stop, { passive: true });
  const scroll = () => scrollTo({ top, behavior: "instant" });
  scroll();
  await changed;
  if (!hasMoved) scroll();
  for (const type of GESTURES) removeEventListener(type, stop);
}
