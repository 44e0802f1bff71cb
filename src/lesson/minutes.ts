/**
 * How long a lesson takes, counted from its blocks.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import type { StillBlock } from "./block.ts";
import { formulaSides } from "./formula_text.ts";
import { written } from "./numeral.ts";

/** Words read in a minute. */
const READ = 200;
/** Minutes to look at what is drawn: a matrix, a picture, a chart, a table. */
const LOOK = 1 / 2;
/** Minutes to think about a question. */
const THINK = 1 / 2;

/**
 * Minutes to read blocks, look at what is drawn, and answer: 200 words a minute, each word
 * of a formula, its signs among them, or of code counted twice; 30 seconds for a drawing or a question.
 */
export function minutesOf(blocks: readonly StillBlock[], language: Language): number {
  return blocks.reduce((sum, block) => sum + minutesOfBlock(block, language), 0);
}

function minutesOfBlock(block: StillBlock, language: Language): number {
  switch (block.kind) {
    case "formula":
      return 2 * symbols([block.name, ...formulaSides(block, language)].join(" = ")) / READ;
    case "code": {
      const caption = block.caption ? words(written(block.caption, language)) : 0;
      return (caption + 2 * symbols(block.lines.map(({ text }) => text).join(" "))) / READ;
    }
    case "predict":
    case "recall":
    case "question":
      return THINK + wordsIn(block, language) / READ;
    case "title":
    case "step":
    case "heading":
    case "list":
    case "terms":
    case "prose":
    case "check":
    case "next":
      return wordsIn(block, language) / READ;
    case "aside":
      return 0;
    default:
      return LOOK + wordsIn(block, language) / READ;
  }
}

/** The words of all texts of a block; strings that are no text are numbers and names, in tables. */
function wordsIn(value: unknown, language: Language): number {
  if (typeof value !== "object" || value === null) return 0;
  const { en, fr } = value as Partial<Text>;
  if (typeof en === "string" && typeof fr === "string") {
    return words(written({ en, fr }, language));
  }
  return Object.values(value).reduce((sum, part) => sum + wordsIn(part, language), 0);
}

/** Words of a sentence; code in it, such as a command, is one. */
function words(text: string): number {
  return text.replace(/`[^`]*`/g, "code").match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)
    ?.length ?? 0;
}

/** Names, numbers and signs. */
function symbols(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*|[^\s\p{L}\p{N}()[\]{},.;]/gu)?.length ?? 0;
}
