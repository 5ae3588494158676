// What /read says when its server is lost, in place of Streamlit's dialog, which advises those who run servers.
// Streamlit tells the window around it, which is this one, when its connection comes and goes.
// CONFIG.lost: the message by language.

const PATIENCE = 2000; // milliseconds: another server, if there is one, has answered by then

const notice = document.createElement("p");
notice.className = "lost";
notice.setAttribute("role", "status");

let waiting;

function isLost() {
  return waiting !== undefined;
}

function follow({ source, data }) {
  if (source !== window || data?.stCommVersion !== 1) return;
  if (data.type === "WEBSOCKET_DISCONNECTED") waiting ??= setTimeout(tell, PATIENCE);
  if (data.type !== "WEBSOCKET_CONNECTED") return;
  clearTimeout(waiting);
  waiting = undefined;
  notice.textContent = "";
}

function tell() {
  notice.textContent = CONFIG.lost[document.documentElement.lang];
}

function closeDialog() {
  if (isLost()) document.querySelector("body > :not(#root) [role=dialog] button")?.click();
}

addEventListener("message", follow);
document.body.append(notice);
new MutationObserver(closeDialog).observe(document.body, { childList: true });
