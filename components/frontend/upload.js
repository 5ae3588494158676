// Sends files again that were chosen while the connection was gone, as on a phone that slept meanwhile: Streamlit drops
// them without a word, or fails to send them to a session that is no more.

import { closest, find, findAll } from "./dom.js";

const UPLOADER = '[data-testid="stFileUploader"]';
const CHECK_INTERVAL = 300; // milliseconds
const RETRY = "retry"; // detail of the event that gives files to Streamlit again

/** @typedef {{ file: File, time: number }} Upload */

/** @type {Upload[]} */
let pending = []; // not known to have arrived
let connectedAt = 0;

/** @type {number | undefined} */
let interval;

/**
 * Return the element in which Streamlit shows a file.
 * @param {Upload} upload
 */
function chipOf({ file }) {
  return findAll(document, `${UPLOADER} [data-testid="stFileChip"]`).find((chip) => {
    return chip.querySelector('[data-testid="stFileChipName"]')?.getAttribute("title") === file.name;
  });
}

/** @param {Upload} upload */
function hasFailed(upload) {
  return chipOf(upload)?.getAttribute("aria-invalid") === "true";
}

/** @param {Upload} upload */
function hasArrived(upload) {
  const chip = chipOf(upload);
  return chip && !hasFailed(upload) && !chip.querySelector('[data-testid="stFileChipIconSpinner"]');
}

/**
 * Remember files that are chosen or dropped.
 * @param {Event} event
 */
function remember(event) {
  if ((event instanceof CustomEvent && event.detail === RETRY) || !closest(event.target, UPLOADER)) return;
  const input = event.target instanceof HTMLInputElement ? event.target : undefined;
  const files = event instanceof DragEvent ? event.dataTransfer?.files : input?.files;
  if (!files?.length) return;
  pending.push(...[...files].map((file) => ({ file, time: Date.now() })));
  interval ??= setInterval(retryFailed, CHECK_INTERVAL);
}

function retryFailed() {
  /** @type {HTMLInputElement | null} */
  const input = document.querySelector(`${UPLOADER} input`);
  pending = pending.filter((upload) => !hasArrived(upload));
  const failed = pending.filter((upload) => upload.time < connectedAt && (!chipOf(upload) || hasFailed(upload)));
  if (failed.length && input && !input.disabled) retry(failed, input);
  if (pending.length) return;
  clearInterval(interval);
  interval = undefined;
}

/**
 * @param {Upload[]} failed
 * @param {HTMLInputElement} input
 */
function retry(failed, input) {
  const { files, items } = new DataTransfer();
  for (const upload of failed) {
    const chip = chipOf(upload);
    if (chip) find(chip, '[data-testid="stFileChipDeleteBtn"] button').click();
    upload.time = Date.now();
    items.add(upload.file);
  }
  input.files = files;
  input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: RETRY }));
}

/** @param {MessageEvent} event */
function noteConnection({ source, data }) {
  if (source === window && data?.stCommVersion === 1 && data.type === "WEBSOCKET_CONNECTED") connectedAt = Date.now();
}

addEventListener("change", remember, true);
addEventListener("drop", remember, true);
addEventListener("message", noteConnection);
