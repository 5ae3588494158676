// Puts components into their places where no Streamlit does, with data that stands in the page; Streamlit's pages
// ask for them by name.

function settle(name, mount) {
  (window.components ??= {})[name] = mount;
  const places = [...document.querySelectorAll(`[data-component="${name}"]`)];
  const ends = new Map();
  const put = () => {
    for (const place of places) ends.set(place, mount({ data: [place.querySelector("script").textContent], parentElement: place }));
  };
  put();
  // Once the live page has taken their place, nothing of them shall answer any more.
  document.addEventListener("handover", () => setTimeout(() => { for (const end of ends.values()) end(); ends.clear(); }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", put);
}
