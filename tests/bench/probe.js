// Tells when a page shows what; the same script is in each page from its start.
(heading) => {
  if (!location.protocol.startsWith("http")) return;
  // A page may glue words of its heading together.
  const plain = (text) => text.normalize("NFKC").replace(/[\u200b\u2060]/g, "").replace(/\s+/g, " ").trim();
  const isSeen = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().height > 0;
  const some = (selector, is = isSeen) => Array.from(document.querySelectorAll(selector)).some(is);
  // Of a live chart, and of a still one: there, a bar alone has rounded corners.
  const bars = () => Array.from(document.querySelectorAll('.js-plotly-plot .point path, .card-image path[d*="V"][d*="A"]')).filter(isSeen);
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };

  const bench = {};
  // Asked before each rendering; what is visible then is in it.
  const rendering = (is) => new Promise((resolve) => {
    const look = () => {
      if (is()) resolve(performance.now());
      else if (performance.now() > 60000) resolve(null);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const isShown = () => some("h1", (one) => plain(one.textContent) === plain(heading) && isSeen(one)) && bars().length > 0;
  bench.shown = rendering(isShown).then((first) => first && { first, origin: performance.timeOrigin });

  // The first gesture of one of these kinds from now on, in milliseconds since 1970.
  const gesture = (types, noted) => {
    let isNoted = false;
    const note = (event) => {
      if (!isNoted) noted(performance.timeOrigin + event.timeStamp);
      isNoted = true;
    };
    for (const type of types) addEventListener(type, note, { capture: true, once: true });
  };

  bench.place = (options, name) => {
    const option = Array.from(document.querySelectorAll(options)).find((one) => one.textContent.trim() === name);
    option.scrollIntoView({ block: "nearest" });
    return middle(option);
  };

  // Asked after each change of the document.
  const change = (is) => new Promise((resolve) => {
    const watch = new MutationObserver(() => { if (is()) end(performance.now()); });
    const end = (time) => { watch.disconnect(); resolve(time); };
    watch.observe(document, { childList: true, subtree: true, attributes: true });
    setTimeout(() => end(null), 20000);
  });
  const since = (begun) => (time) => time && performance.timeOrigin + time - begun();

  // To be called before a click: `changed` is then the milliseconds from its start until there are just `count` bars,
  // also where the click leads to another document.
  bench.expect = (count) => {
    const asked = { count };
    const write = () => { sessionStorage.bench = JSON.stringify(asked); };
    write();
    gesture(["pointerdown"], (begun) => { asked.begun = begun; write(); });
    bench.changed = change(() => asked.begun && bars().length === count).then(since(() => asked.begun));
    bench.changed.then(() => { delete sessionStorage.bench; });
  };
  if (sessionStorage.bench) {
    const { count, begun } = JSON.parse(sessionStorage.bench);
    delete sessionStorage.bench;
    bench.changed = rendering(() => bars().length === count).then(since(() => begun));
  }

  // The middle of a bar; once a pointer goes there, `told` is the milliseconds from its first move to the tooltip.
  bench.point = () => {
    let begun;
    gesture(["pointerover", "pointermove"], (time) => { begun = time; });
    bench.told = change(() => begun && some(".hovertext")).then(since(() => begun));
    bars()[0].scrollIntoView({ block: "nearest" });
    return middle(bars()[0]);
  };
  window.bench = bench;
}
