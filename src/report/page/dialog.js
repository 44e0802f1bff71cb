// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { h } from "./elements.js";
import { t } from "./language.js";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("dialog"));
// A click on the grey around it closes it, as people try.
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

/**
 * Shows something over the page, in place of what was shown there before.
 *
 * @param {string} title
 * @param {...import("./elements.js").Child} children
 */
export function openDialog(title, ...children) {
  const close = h("button", { type: "button", class: "close" }, t("close"));
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    h("div", { class: "bar" }, h("h2", { id: "dialog-title" }, title), close),
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

/** Closes it: what it shows is in another language, or another theme. */
export function closeDialog() {
  dialog.close();
}
