// Tells when a page shows what; the same script is in each page from its start.
(heading, taken) => {
  // A page may glue words of its heading together.
  const plain = (text) => text.normalize("NFKC").replace(/[\u200b\u2060]/g, "").replace(/\s+/g, " ").trim();
  const isSeen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().height > 0;
  const some = (selector, is = isSeen) => Array.from(document.querySelectorAll(selector)).some(is);
  const marks = () => document.querySelectorAll(".js-plotly-plot .point path");

  const shown = {
    heading: () => some("h1", (one) => plain(one.textContent) === plain(heading) && isSeen(one)),
    // A picture is in the page itself, or an image of its own.
    picture: () => some("svg .point path") || some("#first img, figure img", (one) => one.complete && one.naturalWidth > 0 && isSeen(one)),
    live: () => some(".js-plotly-plot .point path"),
  };
  const times = {};
  const asks = {
    first: () => shown.heading() && shown.picture(),
    live: () => shown.live(),
    all: () => times.live !== undefined && (!taken || (document.documentElement.classList.contains(taken) && !document.getElementById("first") && shown.live())),
  };

  const bench = {};
  // Asked before each rendering; what is visible then is in it.
  bench.shown = new Promise((resolve) => {
    const look = () => {
      for (const [name, ask] of Object.entries(asks)) {
        if (times[name] === undefined && ask()) times[name] = performance.now();
      }
      if (Object.keys(asks).every((name) => times[name] !== undefined)) resolve({ ...times, origin: performance.timeOrigin });
      else if (performance.now() > 60000) resolve(null);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

  // To be called before a click: `changed` is then the milliseconds from its start until there are `count` bars.
  bench.expect = (count) => {
    let pressed;
    addEventListener("pointerdown", (event) => { pressed = event.timeStamp; }, { capture: true, once: true });
    bench.changed = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (pressed !== undefined && marks().length === count) end(performance.now() - pressed);
      });
      const end = (time) => { watch.disconnect(); resolve(time); };
      watch.observe(document, { childList: true, subtree: true });
      setTimeout(() => end(null), 20000);
    });
  };
  window.bench = bench;
}
