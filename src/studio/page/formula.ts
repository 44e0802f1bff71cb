/// <reference lib="dom" />
/**
 * Formulas, typeset by KaTeX; loaded when there is one to see.
 *
 * @module
 */
import katex from "katex";

/** Typesets TeX inside an element. Only the class of a symbol may be set from inside a formula. */
export function typeset(tex: string, place: HTMLElement): void {
  katex.render(tex, place, {
    displayMode: true,
    throwOnError: false,
    strict: false,
    trust: ({ command }) => command === "\\htmlClass",
  });
}
