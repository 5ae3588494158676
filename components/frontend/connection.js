// What /read says when its server is lost, in place of Streamlit's dialog, which advises those who run servers.
// Streamlit tells the window around it, which is this one, when its connection comes and goes.

import { createElement } from "./dom.js";

const RECONNECT_TIME = 2000; // milliseconds: another server, if there is one, has answered by then

const notice = createElement("p", { className: "connection-lost" });
notice.setAttribute("role", "status");

/** @type {number | undefined} */
let timer;

/** @param {MessageEvent} event */
function followConnection({ source, data }) {
  if (source !== window || data?.stCommVersion !== 1) return;
  if (data.type === "WEBSOCKET_DISCONNECTED") timer ??= setTimeout(showNotice, RECONNECT_TIME);
  if (data.type !== "WEBSOCKET_CONNECTED") return;
  clearTimeout(timer);
  timer = undefined;
  notice.textContent = "";
}

function showNotice() {
  notice.textContent = CONFIG.lost[document.documentElement.lang];
}

function closeDialog() {
  if (timer === undefined) return;
  /** @type {HTMLElement | null} */
  const button = document.querySelector("body > :not(#root) [role=dialog] button");
  button?.click();
}

addEventListener("message", followConnection);
document.body.append(notice);
new MutationObserver(closeDialog).observe(document.body, { childList: true });
