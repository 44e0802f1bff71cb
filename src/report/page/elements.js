// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** @typedef {string | Node | null | undefined | false} Child */

/**
 * An element. Text always becomes text: nothing that comes from outside is ever read as HTML.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [attributes] `true` writes an empty attribute,
 * `false` none.
 * @param {...Child} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** A number as it is in metrics.json, shown as people read it. @param {number} value @param {string} text */
export function dataValue(value, text) {
  return h("data", { value: String(value) }, text);
}

/** A colour of the theme. @param {string} name */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The same as three numbers, 0 to 255. @param {string} name */
export function channels(name) {
  const hex = colour(name);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** Which of the page's details were opened: they stay so when the language changes. @type {Set<string>} */
const opened = new Set();

/** What is there for those who ask. @param {string} id @param {string} title @param {...Child} children */
export function details(id, title, ...children) {
  const element = h("details", { open: opened.has(id) }, h("summary", {}, title), ...children);
  element.addEventListener("toggle", () => {
    if (element.open) opened.add(id);
    else opened.delete(id);
  });
  return element;
}

/** What scrolls sideways on a narrow screen, by the keyboard too. @param {string} label @param {...Child} children */
export function scroller(label, ...children) {
  return h(
    "div",
    { class: "scroller", role: "region", "aria-label": label, tabindex: 0 },
    ...children,
  );
}

/**
 * A table whose first column names the row.
 *
 * @param {readonly Child[]} head
 * @param {readonly (readonly Child[])[]} rows
 * @param {string} caption
 */
export function table(head, rows, caption) {
  const heads = head.map((name) => h("th", { scope: "col" }, name));
  const body = rows.map(([first, ...others]) =>
    h("tr", {}, h("th", { scope: "row" }, first), ...others.map((cell) => h("td", {}, cell)))
  );
  return scroller(
    caption,
    h(
      "table",
      {},
      h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, ...heads)),
      h("tbody", {}, ...body),
    ),
  );
}
