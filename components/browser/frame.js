// Tells the page that shows a chart in a frame how high the chart is, so that nothing has to be scrolled within.

const main = document.querySelector(".alone main");
const tell = () => parent.postMessage({ chartHeight: Math.ceil(main.getBoundingClientRect().height) }, "*");
if (main && parent !== window) new ResizeObserver(tell).observe(main);
