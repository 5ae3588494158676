// Files that are chosen while the connection is gone, as on a phone that slept meanwhile: Streamlit drops them without a
// word, or fails to send them to a session that is no more. They are given to it again once it is connected anew.

const FIELD = '[data-testid="stFileUploader"]';
const CHIP = '[data-testid="stFileChip"]';
const AGAIN = "again";
const LOOK = 300; // milliseconds between two looks at what has become of them

let chosen = []; // { file, time }: not known to have arrived
let connectedAt = 0;
let looking;

function chipOf({ file }) {
  return [...document.querySelectorAll(`${FIELD} ${CHIP}`)].find((chip) => chip.querySelector('[data-testid="stFileChipName"]')?.title === file.name);
}

function hasFailed(chip) {
  return chip?.getAttribute("aria-invalid") === "true";
}

function hasArrived(chip) {
  return chip && !hasFailed(chip) && !chip.querySelector('[data-testid="stFileChipIconSpinner"]');
}

function remember(event) {
  const files = event.dataTransfer?.files ?? event.target.files;
  if (event.detail === AGAIN || !files?.length || !event.target.closest?.(FIELD)) return;
  chosen.push(...[...files].map((file) => ({ file, time: Date.now() })));
  looking ??= setInterval(look, LOOK);
}

function look() {
  const input = document.querySelector(`${FIELD} input`);
  chosen = chosen.filter((one) => !hasArrived(chipOf(one)));
  const again = chosen.filter((one) => one.time < connectedAt && (!chipOf(one) || hasFailed(chipOf(one))));
  if (again.length && input && !input.disabled) {
    const files = new DataTransfer();
    for (const one of again) {
      chipOf(one)?.querySelector('[data-testid="stFileChipDeleteBtn"] button').click();
      one.time = Date.now();
      files.items.add(one.file);
    }
    input.files = files.files;
    input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: AGAIN }));
  }
  if (chosen.length) return;
  clearInterval(looking);
  looking = undefined;
}

addEventListener("change", remember, true);
addEventListener("drop", remember, true);
addEventListener("message", ({ source, data }) => {
  if (source === window && data?.stCommVersion === 1 && data.type === "WEBSOCKET_CONNECTED") connectedAt = Date.now();
});
