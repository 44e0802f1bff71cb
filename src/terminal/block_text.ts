/**
 * The blocks of a lesson as lines of a terminal.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { RecallBlock, StillBlock } from "../lesson/block.ts";
import type { BarsBlock, TableBlock } from "../lesson/chart.ts";
import type { CheckBlock } from "../lesson/check.ts";
import type { CodeBlock } from "../lesson/code.ts";
import { written } from "../lesson/numeral.ts";
import { checkLines, words } from "../lesson/wording.ts";
import { formatBars } from "./bars.ts";
import { curveLines } from "./curves.ts";
import { formulaLines } from "./formula_lines.ts";
import { formatHeatMap } from "./heat_map.ts";
import { laneLines } from "./lanes_lines.ts";
import type { LessonView } from "./lesson_view.ts";
import { matrixLines } from "./matrix_lines.ts";
import { networkLines } from "./network_lines.ts";
import { pictureLines } from "./picture_lines.ts";
import { planeLines } from "./plane_lines.ts";
import { outcomeLines, questionLines } from "./predict_lines.ts";
import { sentences } from "./sentences.ts";
import { style } from "./style.ts";
import { formatTable } from "./table.ts";
import { tangentLines } from "./tangent_lines.ts";
import { valleyLines } from "./valley_lines.ts";
import { foldCode, padLeft, textWidth, wrapText } from "./width.ts";

/** Where a step stands among the others. */
export interface StepPlace {
  /** Its number, from 1. */
  readonly number: number;
  /** How many there are. */
  readonly total: number;
}

/** Longer lines of prose are hard to read. */
export const MEASURE = 80;

/** A block as lines, none of them wider than the view, but for what cannot be broken. */
export function blockText(block: StillBlock, view: LessonView, place?: StepPlace): string {
  const { language, width, colour } = view;
  const measure = Math.min(width, MEASURE);
  const captioned = ({ caption }: { caption?: Text }, lines: string) =>
    caption ? `${sentences(caption, { ...view, width: measure })}\n${lines}` : lines;
  switch (block.kind) {
    case "title": {
      const title = `${words.lesson[language]} ${block.number} · ${block.text[language]}`;
      const rule = style("dim", "═".repeat(Math.min(textWidth(title), width)), colour);
      const summary = sentences(block.summary, { ...view, width: measure });
      const minutes = words.minutes[language](block.minutes);
      const before = `${words.supposes[language]} ${written(block.supposes, language)}`;
      return `${wrapText(style("bold", title, colour), { width })}\n${rule}\n${summary}\n\n` +
        sentences(`${minutes} ${before}`, { ...view, width: measure });
    }
    case "recall":
      return `${recallQuestion(block, view)}\n${
        sentences(block.answer, { ...view, width: measure })
      }`;
    case "heading":
      return heading(written(block.text, language), view);
    case "list":
      return captioned(
        block,
        block.items.map((item) => bullet(item, { ...view, width: measure })).join("\n"),
      );
    case "terms": {
      const all = block.entries.map(({ term }) => term[language]).join(", ");
      const text = `**${words.terms[language]}** ${all} (deno task glossary).`;
      return sentences(text, { ...view, width: measure });
    }
    case "predict": {
      const narrow = { ...view, width: measure };
      return `${questionLines(block, narrow)}\n${outcomeLines(block, narrow)}`;
    }
    case "aside":
      return sentences(
        `▸ ${words.aside[language]}${language === "fr" ? "\u00a0:" : ":"} **${
          written(block.title, language)
        }**`,
        { ...view, width: measure },
      );
    case "step":
      return heading(written(block.text, language), view, place);
    case "prose":
      return sentences(block.text, { ...view, width: measure });
    case "formula":
      return formulaLines(block, view);
    case "matrix":
      return matrixLines(block, view);
    case "pictures":
      return pictureLines(block, view);
    case "chart":
      return curveLines(block, view);
    case "bars":
      return captioned(block, barLines(block, view));
    case "table":
      return captioned(block, tableLines(block, view));
    case "confusion":
      return captioned(
        block,
        formatHeatMap(block.counts, { ...view, corner: words.shown[language] }),
      );
    case "check":
      return checkText(block, { ...view, width: measure });
    case "code":
      return codeLines(block, view);
    case "network":
      return networkLines(block, view);
    case "tangent":
      return tangentLines(block, view);
    case "plane":
      return planeLines(block, view);
    case "valley":
      return valleyLines(block, view);
    case "lanes":
      return captioned(block, laneLines(block, view));
    case "question":
      return bullet(block.text, { ...view, width: measure });
    case "next": {
      const text = wrapText(`${words.next[language]} ${written(block.text, language)}`, {
        width: measure,
      });
      return `${text}\n\n    ${style("bold", block.command, colour)}`;
    }
  }
}

/** The question of a recall, without its answer. */
export function recallQuestion({ question }: RecallBlock, view: LessonView): string {
  const { language, width } = view;
  const text = `**${words.recall[language]}** ${written(question, language)}`;
  return sentences(text, { ...view, width: Math.min(width, MEASURE) });
}

function bullet(text: Text, view: LessonView): string {
  const item = sentences(text, { ...view, width: view.width - 2 });
  return `• ${item.replaceAll("\n", "\n  ")}`;
}

function heading(text: string, { width, colour }: LessonView, place?: StepPlace): string {
  const number = place ? `${place.number}/${place.total} · ` : "";
  const title = wrapText(`── ${number}${text}`, { width });
  const rule = title.includes("\n")
    ? ""
    : " " + "─".repeat(Math.max(0, Math.min(width, MEASURE) - textWidth(title) - 1));
  return style("bold", title, colour) + style("dim", rule.trimEnd(), colour);
}

function barLines(
  { bars, max, highlight }: BarsBlock,
  { language, width, colour }: LessonView,
): string {
  return formatBars(
    bars.map(({ label, value, text }) => ({
      label: written(label, language),
      value,
      text: written(text, language),
    })),
    { width, max, highlight, colour },
  );
}

/** A column is one of words when each of its cells starts with a letter, as formulas do, or is empty. */
function tableLines({ head, rows }: TableBlock, { language, width, colour }: LessonView): string {
  const cell = (text: Text | string) => written(text, language);
  const cells = rows.map((row) => row.map(cell));
  const words = [...head.keys()].filter((column) =>
    cells.every((row) => /^−?\p{L}|^$/u.test(row[column])) &&
    cells.some((row) => row[column] !== "")
  );
  return formatTable(cells, { head: head.map(cell), width, words, colour });
}

function checkText(block: CheckBlock, view: LessonView): string {
  const { language, width, colour } = view;
  const [claim, ...details] = checkLines(block).map((line) => written(line, language));
  const [first, ...others] = wrapText(claim, { width: width - 2 }).split("\n");
  const bold = (line: string) => style("bold", line, colour);
  return [
    bold(first),
    ...others.map((line) => bold(`  ${line}`)),
    ...details.map((line) => wrapText(line, { width, indent: 2 })),
  ].join("\n");
}

/** Source with its line numbers; a line that is too long goes on below, after `┆`. */
function codeLines({ file, lines, caption }: CodeBlock, view: LessonView): string {
  const { language, width } = view;
  const gutter = `${lines.at(-1)!.number}`.length;
  const room = width - gutter - 3;
  const source = lines.flatMap(({ number, text }) =>
    foldCode(text, room).map((part, fold) =>
      `${padLeft(fold === 0 ? `${number}` : "", gutter)} ${fold === 0 ? "│" : "┆"} ${part}`
        .trimEnd()
    )
  );
  const title = caption ? `${sentences(caption, view)}\n` : "";
  const [{ number }] = lines;
  const where = language === "fr" ? `${file}, ligne ${number}` : `${file}, line ${number}`;
  return `${title}${where}\n${source.join("\n")}`;
}
