// Puts components into their places on a page that no Streamlit runs; their data stands in the page.

function settle(name, mount) {
  const places = [...document.querySelectorAll(`[data-component="${name}"]`)];
  const put = () => {
    for (const place of places) mount({ data: [place.querySelector("script").textContent], parentElement: place });
  };
  put();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", put);
}
