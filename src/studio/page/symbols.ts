/// <reference lib="dom" />
/**
 * The symbols of formulas and sentences on a page.
 *
 * @module
 */

/** A symbol that is pointed at lights up wherever it stands. */
export function lightSymbol(event: Event): void {
  const symbol = (event.target as HTMLElement).closest?.(".sym");
  const name = event.type === "pointerleave" ? undefined : symbol?.className.match(/sym-\w+/)?.[0];
  for (const one of document.querySelectorAll(".sym.lit")) one.classList.remove("lit");
  if (name) { for (const one of document.querySelectorAll(`.${name}`)) one.classList.add("lit"); }
}
