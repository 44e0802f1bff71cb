// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { t } from "./language.js";

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
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a drawing. @template {keyof SVGElementTagNameMap} Tag @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [attributes] @param {...Child} children */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return filled(element, attributes, children);
}

/** @template {Element} E @param {E} element @param {Record<string, string | number | boolean>} attributes
 * @param {Child[]} children */
function filled(element, attributes, children) {
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

/** Says under each scroller whether there is more to the right. */
const overflowing = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = /** @type {HTMLElement} */ (target.closest(".scroller"));
    const isWide = box.scrollWidth > box.clientWidth + 1;
    const hint = /** @type {HTMLElement} */ (box.nextElementSibling);
    hint.hidden = !isWide;
    // Reached by the keyboard where it scrolls, and where nothing inside it is.
    if (isWide && !box.querySelector("button")) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});

/** What scrolls sideways on a narrow screen, and says so. @param {string} label @param {Element} content */
export function scroller(label, content) {
  const box = h("div", { class: "scroller", role: "group", "aria-label": label }, content);
  overflowing.observe(box);
  overflowing.observe(content);
  return h("div", {}, box, h("p", { class: "hint", hidden: true }, t("scrollHint")));
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
