// Elements found by selector, and made.

/**
 * Return the first element of a scope that matches. Throws an Error if there is none.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {T}
 */
export function find(scope, selector) {
  /** @type {T | null} */
  const found = scope.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/**
 * Return all elements of a scope that match.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} scope
 * @param {string} selector
 * @returns {T[]}
 */
export function findAll(scope, selector) {
  /** @type {NodeListOf<T>} */
  const found = scope.querySelectorAll(selector);
  return [...found];
}

/**
 * Return the element that matches and is the target or contains it; null if there is none or the target is no element.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {T | null}
 */
export function closest(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}

/**
 * Return whether a click follows a link here: not one that opens it elsewhere, nor one that was dealt with.
 * @param {MouseEvent} event
 */
export function isPlainClick(event) {
  const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return event.button === 0 && !hasModifier && !event.defaultPrevented;
}

/**
 * Return a new element with these properties.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Partial<HTMLElementTagNameMap[K]>} [properties]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function createElement(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

/**
 * Return the body of a document with this content, which is not shown and runs nothing.
 * @param {string} html
 */
export function parseHtml(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

/**
 * Set an attribute; null removes it. What changes nothing is not done: observers would hear of it.
 * @param {Element} element
 * @param {string} name
 * @param {string | null} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}
