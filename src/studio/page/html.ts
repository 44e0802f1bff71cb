/// <reference lib="dom" />
/**
 * Preact, with htm in the place of JSX: what is written here is what the browser gets.
 *
 * @module
 */
import htm from "htm";
import { h } from "preact";

/** A piece of the page, as Preact has it. */
export interface Piece {
  /** The name of an element, or a component. */
  readonly type: unknown;
  /** What it is given. */
  readonly props: unknown;
  /** What tells it from its neighbours. */
  readonly key: unknown;
}

/** A piece of the page: html`<p class="note">${text}</p>`. */
export const html: (strings: TemplateStringsArray, ...values: unknown[]) => Piece =
  (htm as unknown as { bind(make: typeof h): typeof html }).bind(h);
