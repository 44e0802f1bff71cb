/// <reference lib="dom" />
/**
 * What is kept in the page's address, so that a link shows the same.
 *
 * @module
 */
import type { Language } from "../../errors.ts";
import { ACTIVATION_NAMES } from "../../engine/engine.ts";
import { OPTIMIZER_NAMES } from "../../optim/optimizers.ts";
import type { Selection } from "./paths.ts";
import { changed, type Choice, DEFAULT_CHOICE, NETWORKS } from "./recipe.ts";

/** The tabs. */
export const TABS = ["draw", "train", "step", "lessons"] as const;
/** One of them. */
export type Tab = typeof TABS[number];

/** What an address says. */
export interface Address {
  /** The tab. */
  readonly tab: Tab;
  /** The language; that of the browser where it is left out. */
  readonly language?: Language;
  /** The theme; that of the system where it is left out. */
  readonly theme?: "light" | "dark";
  /** What is to be trained. */
  readonly choice: Choice;
  /** The drawing, as drawing.ts encodes it. */
  readonly drawing: string;
  /** The lesson that is open. */
  readonly lesson?: string;
  /** The neuron or the answer that is followed. */
  readonly pinned?: Selection;
}

/** Reads what follows `#`; what is not understood is left out. */
export function readAddress(hash: string): Address {
  const found = new URLSearchParams(hash.replace(/^#/, ""));
  const network = found.get("network") ?? "";
  const fallback = Object.hasOwn(NETWORKS, network)
    ? changed(DEFAULT_CHOICE, { network })
    : DEFAULT_CHOICE;
  const [, layer, index] = /^(?:(\d{1,3})\.)?(\d{1,6})$/.exec(found.get("pin") ?? "") ?? [];
  const oneOf = <Word extends string>(name: string, words: readonly Word[]) =>
    words.find((word) => word === found.get(name));
  const number = (name: keyof Choice, { min, max }: { min: number; max: number }) => {
    const value = Number(found.get(name) ?? NaN);
    return value >= min && value <= max ? value : fallback[name] as number;
  };
  const whole = (name: keyof Choice, range: { min: number; max: number }) =>
    Math.floor(number(name, range));
  return {
    tab: oneOf("tab", TABS) ?? "draw",
    language: oneOf("lang", ["en", "fr"]),
    theme: oneOf("theme", ["light", "dark"]),
    choice: {
      network: fallback.network,
      activation: oneOf("activation", ACTIVATION_NAMES) ?? fallback.activation,
      optimizer: oneOf("optimizer", OPTIMIZER_NAMES) ?? fallback.optimizer,
      rate: number("rate", { min: 1e-6, max: 100 }),
      batch: whole("batch", { min: 1, max: 10_000 }),
      epochs: whole("epochs", { min: 1, max: 100 }),
      seed: whole("seed", { min: 0, max: 2 ** 32 - 1 }),
    },
    drawing: found.get("drawing") ?? "",
    lesson: found.get("lesson") ?? undefined,
    pinned: index === undefined
      ? undefined
      : layer === undefined
      ? { kind: "class", index: Number(index) }
      : { kind: "neuron", layer: Number(layer), index: Number(index) },
  };
}

/** What follows `#` in an address; what is as at first is left out. */
export function writeAddress(
  { tab, language, theme, choice, drawing, lesson, pinned }: Address,
): string {
  const written = new URLSearchParams();
  if (tab !== "draw") written.set("tab", tab);
  if (language) written.set("lang", language);
  if (theme) written.set("theme", theme);
  const { network } = choice, fallback = changed(DEFAULT_CHOICE, { network });
  if (network !== DEFAULT_CHOICE.network) written.set("network", network);
  for (const [name, value] of Object.entries(choice)) {
    if (value !== fallback[name as keyof Choice]) written.set(name, String(value));
  }
  if (lesson) written.set("lesson", lesson);
  if (pinned) {
    written.set(
      "pin",
      pinned.kind === "class" ? `${pinned.index}` : `${pinned.layer}.${pinned.index}`,
    );
  }
  if (drawing) written.set("drawing", drawing);
  const text = written.toString();
  return text && `#${text}`;
}
