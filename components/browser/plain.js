// Puts components into their places where no Streamlit does, with data that stands in the page; Streamlit's pages
// ask for them by name.

function settle(name, mount) {
  (window.components ??= {})[name] = mount;
  const places = [...document.querySelectorAll(`[data-component="${name}"]`)];
  const ends = new Map();
  const put = () => {
    for (const place of places) ends.set(place, mount({ data: [place.querySelector("script").textContent], parentElement: place }));
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  put();
  dark.addEventListener("change", put);
  // Once the live page has taken their place, nothing of them shall answer any more.
  document.addEventListener("handover", () => setTimeout(() => {
    dark.removeEventListener("change", put);
    for (const end of ends.values()) end();
  }));
}
