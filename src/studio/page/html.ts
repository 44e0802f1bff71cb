/// <reference lib="dom" />
/**
 * Preact, with htm in the place of JSX: what is written here is what the browser gets.
 *
 * @module
 */
import htm from "htm";
import { type ComponentChildren, h, type VNode } from "preact";

/** A piece of the page: html`<p class="note">${text}</p>`. */
export const html = htm.bind(h) as unknown as (
  strings: TemplateStringsArray,
  ...values: unknown[]
) => VNode;

/** What can stand inside an element. */
export type Children = ComponentChildren;
