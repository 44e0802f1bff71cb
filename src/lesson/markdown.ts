/**
 * The blocks of a lesson as Markdown: a second renderer, which knows no terminal.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { formatSignificant } from "../number_format.js";
import { altText } from "./alt_text.ts";
import type { DrawingBlock, StillBlock } from "./block.ts";
import type { ChartBlock } from "./chart.ts";
import type { LanesBlock } from "./lanes.ts";
import type { MatrixBlock } from "./matrix.ts";
import { count, written } from "./numeral.ts";
import type { PicturesBlock } from "./picture.ts";
import { answerText, type PredictBlock } from "./predict.ts";
import { formulaTex } from "./tex.ts";
import { checkLines, disagreement, words } from "./wording.ts";

/** How a block is written. */
export interface MarkdownOptions {
  /** The number of the step, for its heading. */
  readonly step?: number;
  /** The address of the image of a block; without it, only what there is to be seen is said. */
  readonly image?: (block: PicturesBlock | ChartBlock | DrawingBlock) => string;
  /** How the answer of a recall and of a prediction is written: as it is, by default. */
  readonly answer?: (text: string) => string;
}

/** A block as Markdown, with formulas in TeX between `$$`. */
export function blockMarkdown(
  block: StillBlock,
  language: Language,
  { step, image, answer = (text) => text }: MarkdownOptions = {},
): string {
  const say = (text: Text | string) => written(text, language);
  const above = (caption: Text | undefined, lines: string) =>
    caption ? `${say(caption)}\n\n${lines}` : lines;
  const drawn = (block: PicturesBlock | ChartBlock | DrawingBlock) => {
    const alt = written(altText(block), language);
    return image ? `![${alt.replace(/[[\]]/g, "\\$&")}](${image(block)})` : `*${alt}*`;
  };
  switch (block.kind) {
    case "title":
      return `# ${words.lesson[language]} ${block.number} · ${say(block.text)}\n\n${
        say(block.summary)
      }\n\n${words.minutes[language](block.minutes)} ${words.supposes[language]} ${
        say(block.supposes)
      }`;
    case "recall":
      return `**${words.recall[language]}** ${say(block.question)}\n\n${answer(say(block.answer))}`;
    case "step":
      return `## ${step === undefined ? "" : `${step} · `}${say(block.text)}`;
    case "heading":
      return `## ${say(block.text)}`;
    case "list":
      return above(block.caption, block.items.map((item) => `- ${say(item)}`).join("\n"));
    case "terms":
      return [
        `**${words.terms[language]}**`,
        "",
        ...block.entries.map(({ term, sentence }) => `- **${say(term)}** — ${say(sentence)}`),
      ].join("\n");
    case "predict":
      return predictMarkdown(block, { language, write: answer });
    case "aside":
      return `*${words.aside[language]}${language === "fr" ? "\u00a0:" : ":"} ${say(block.title)}*`;
    case "prose":
      return say(block.text);
    case "formula": {
      const tex = `$$\n${formulaTex(block, language)}\n$$`;
      return block.agrees ? tex : `${tex}\n\n${say(disagreement(block))}`;
    }
    case "matrix":
      return matrixTable(block, language);
    case "pictures":
      return [drawn(block), ...block.caption ? [say(block.caption)] : []].join("\n\n");
    case "chart":
      return above(block.caption, `${drawn(block)}\n\n${chartTable(block, language)}`);
    case "bars":
      return above(
        block.caption,
        markdownTable([["", ""], ...block.bars.map(({ label, text }) => [say(label), say(text)])]),
      );
    case "table":
      return above(
        block.caption,
        markdownTable([block.head.map(say), ...block.rows.map((row) => row.map(say))]),
      );
    case "confusion":
      return above(
        block.caption,
        markdownTable([
          [words.shown[language], ...block.counts.keys().map(String)],
          ...block.counts.map((row, label) => [`${label}`, ...row.map((n) => say(count(n)))]),
        ]),
      );
    case "check": {
      const [claim, ...others] = checkLines(block).map(say);
      return [`**${claim}**`, ...others].join("  \n");
    }
    case "code": {
      const source = fenced(block.lines.map(({ text }) => text).join("\n"), "ts");
      return above(block.caption, `${source}\n\n\`${block.file}:${block.lines[0].number}\``);
    }
    case "network":
    case "tangent":
    case "plane":
    case "valley":
      return drawn(block);
    case "lanes":
      return above(block.caption, lanesTable(block, language));
    case "question":
      return `- ${say(block.text)}`;
    case "next":
      return `${words.next[language]} ${say(block.text)}\n\n${fenced(block.command, "sh")}`;
  }
}

function predictMarkdown(
  { question, answer, why }: PredictBlock,
  { language, write }: {
    readonly language: Language;
    readonly write: (text: string) => string;
  },
): string {
  const choices = answer.kind === "choice"
    ? answer.choices.map((choice, i) => `${i + 1}. ${written(choice, language)}`)
    : [];
  return [
    `**?** ${written(question, language)}`,
    ...choices.length > 0 ? [choices.join("\n")] : [],
    write(
      `**${words.answer[language]} ${answerText(answer, language)}.** ${written(why, language)}`,
    ),
  ].join("\n\n");
}

function fenced(text: string, language = ""): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The first row is the head; a pipe inside a cell would end it. */
function markdownTable(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const [head, ...body] = rows;
  return [line(head), line(head.map((_, i) => i === 0 ? "---" : "---:")), ...body.map(line)]
    .join("\n");
}

function matrixTable(block: MatrixBlock, language: Language): string {
  const { name, shape, caption, rows, columns, values, marks } = block;
  const isMarked = (i: number, j: number) =>
    marks.some(([row, column]) => row === i && column === j);
  const body = rows.map((i, row) => [
    String(i),
    ...columns.map((j, column) => {
      const cell = formatSignificant(values[row * columns.length + column], { language });
      return isMarked(i, j) ? `**${cell}**` : cell;
    }),
  ]);
  const title = `**${name}** (${shape.join(", ")})${
    caption ? ` ${written(caption, language)}` : ""
  }`;
  return `${title}\n\n${markdownTable([["", ...columns.map(String)], ...body])}`;
}

function lanesTable({ rows }: LanesBlock, language: Language): string {
  const titles = rows[0].values.map((_, lane) => `${words.lane[language]} ${lane}`);
  const body = rows.map(({ name, sign, values }) => [
    `${sign ? `${sign} ` : ""}${written(name, language)}`,
    ...values.map((value) => written(value, language)),
  ]);
  return markdownTable([["", ...titles], ...body]);
}

/** The points of a chart, a dozen at most, under the names of its curves. */
function chartTable({ series, x, y }: ChartBlock, language: Language): string {
  const all = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))]
    .sort((a, b) => a - b);
  const every = Math.max(1, Math.ceil(all.length / 12));
  const shown = all.filter((_, i) => i % every === 0 || i === all.length - 1);
  const head = [
    written(x.label, language),
    ...series.map(({ name }) => `${written(name, language)} (${written(y.label, language)})`),
  ];
  const rows = shown.map((at) => [
    formatSignificant(at, { language }),
    ...series.map(({ points }) => {
      const point = points.find(([x]) => x === at);
      return point ? formatSignificant(point[1], { language }) : "";
    }),
  ]);
  return markdownTable([head, ...rows]);
}
