/**
 * For whom a lesson is drawn: what every renderer of a block needs to know.
 *
 * @module
 */
import type { Language } from "../errors.ts";

/** For whom a lesson is drawn. */
export interface LessonView {
  /** The reader's language. */
  readonly language: Language;
  /** The columns of the terminal. */
  readonly width: number;
  /** Whether to colour. */
  readonly colour: boolean;
  /** The lines that can be read at once; no limit by default. */
  readonly height?: number;
}
