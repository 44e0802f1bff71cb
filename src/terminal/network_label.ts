/**
 * Names and numbers of a drawn network, as there is room for them.
 *
 * @module
 */
import type { DrawnNumber } from "../lesson/network_drawing.ts";
import { quantityOf } from "../lesson/quantity.ts";
import { formatSignificant } from "../number_format.js";
import type { LessonView } from "./lesson_view.ts";
import { type Ink, quantityInks } from "./style.ts";

/** A text with the colour of what it tells. */
export interface Label {
  /** The text. */
  readonly text: string;
  /** Its colour. */
  readonly ink?: Ink;
}

/** How names and numbers are written: in the widest way that there is room for. */
export interface Writing {
  /** Whether names keep their indices: `W1[0,0]`, else `W1`. Those of inputs always do. */
  readonly indices: boolean;
  /** Whether there are spaces around `=`. */
  readonly spaced: boolean;
  /** Whether there are spaces inside frames. */
  readonly padded: boolean;
  /** Significant digits. */
  readonly digits: number;
}

/** A number after its name. */
export function labelled(
  { name, value }: DrawnNumber,
  { indices, spaced, digits }: Writing,
  { language }: LessonView,
): Label {
  const comma = language === "fr" ? ",\u00a0" : ",";
  const quantity = quantityOf(name);
  const called = indices || name.startsWith("X")
    ? name.replace(",", comma)
    : name.replace(/\[.*\]/, "");
  const equals = spaced ? "\u00a0=\u00a0" : "=";
  return {
    text: `${called.replaceAll(" ", "\u00a0")}${equals}${
      formatSignificant(value, { language, digits })
    }`,
    ink: quantity && quantityInks[quantity],
  };
}
