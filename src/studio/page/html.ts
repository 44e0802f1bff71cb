/// <reference lib="dom" />
/**
 * Preact, with htm in the place of JSX: what is written here is what the browser gets.
 *
 * @module
 */
import htm from "htm";
import { h, type VNode } from "preact";

type Html = (strings: TemplateStringsArray, ...values: unknown[]) => VNode;

/** A piece of the page: html`<p class="note">${text}</p>`. */
export const html: Html = (htm as unknown as { bind(make: typeof h): Html }).bind(h);
