// Tells the page that shows a chart in a frame how high the chart is, so that nothing has to be scrolled within.

export function sendHeight() {
  const main = document.querySelector(".embed main");
  if (!main || parent === window) return;
  const send = () => parent.postMessage({ chartHeight: Math.ceil(main.getBoundingClientRect().height) }, "*");
  new ResizeObserver(send).observe(main);
}
