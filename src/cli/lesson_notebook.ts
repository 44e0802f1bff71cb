/**
 * A lesson as a notebook: its sentences and questions in cells of text, and what it computes in cells
 * of code, which tell that part of the lesson again, with another digit where the reader wants one.
 *
 * @module
 */
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Language, Text } from "../errors.ts";
import type { Block, StillBlock } from "../lesson/block.ts";
import type { Lesson, LessonContext } from "../lesson/lesson.ts";
import { blockMarkdown } from "../lesson/markdown.ts";
import { written } from "../lesson/numeral.ts";
import { Pages, runUnseen, withAsidesAtEnd } from "../lesson/pages.ts";
import { words } from "../lesson/wording.ts";
import { type Notebook, notebookOf, type Output } from "../notebook/ipynb.ts";
import { type Displayed, displayed } from "../notebook/show.ts";
import type { Cell } from "../notebook/source.ts";
import { denoSurroundings } from "./surroundings.ts";

/** The blocks that the reader's own choices change. */
const COMPUTED = new Set<StillBlock["kind"]>([
  ...["formula", "matrix", "pictures", "chart", "bars", "table", "confusion"] as const,
  ...["check", "lanes", "network", "tangent", "plane", "valley"] as const,
]);

/** Blocks of one step that follow each other: all of them computed, or none. */
interface Run {
  readonly step: number;
  /** Its number among the computed runs of the step, from 1. */
  readonly part: number;
  readonly computed: boolean;
  readonly blocks: StillBlock[];
}

/** A lesson told with these options, as a notebook for a folder, its outputs in it. */
export async function lessonNotebook(lesson: Lesson, { blocks, language, options, folder }: {
  readonly blocks: AsyncIterable<Block>;
  readonly language: Language;
  readonly options: LessonContext["options"];
  readonly folder: string;
}): Promise<Notebook> {
  const told: StillBlock[] = [];
  for await (const block of blocks) {
    const still = block.kind === "live" ? await runUnseen(block) : block;
    if (still) told.push(still);
  }
  const cells: Cell[] = [], outputs = new Map<string, Output[]>();
  for (const { step, part, computed, blocks } of runsOf(told)) {
    const id = computed ? `step${step}-show${part}` : `cell${cells.length}`;
    const text = blocks.map((block) => sentences(block, { language, step })).join("\n\n");
    const call = part === 1 ? `await show(${step});` : `await show(${step}, ${part});`;
    cells.push(computed ? { id, kind: "code", text: call } : { id, kind: "markdown", text });
    if (computed) outputs.set(id, blocks.map((block) => outputOf(block, language)));
  }
  const text = setUp(lesson, { language, options, folder });
  cells.splice(1, 0, { id: "set-up", kind: "code", text });
  const notebook = notebookOf(cells);
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => {
      const given = outputs.get(cell.id);
      return given ? { ...cell, outputs: given } : cell;
    }),
  };
}

/**
 * What the cells of a lesson's notebook show with: `await show(8)` tells the lesson up to its step 8,
 * with these choices, and displays what that step computes; `await show(8, 2)` the second part of it.
 */
export function teller(
  lesson: Lesson,
  { language, ...choices }: { readonly language: Language } & Readonly<Record<string, unknown>>,
): (step: number, part?: number) => Promise<void> {
  const fallbacks = Object.entries(lesson.controls).map(([key, control]) => [key, control.default]);
  const options = { ...Object.fromEntries(fallbacks), ...choices } as LessonContext["options"];
  const pages = new Pages(withAsidesAtEnd(lesson.blocks({ ...denoSurroundings(), options })));
  const { display } = (Deno as unknown as {
    jupyter: { display(shown: Displayed): Promise<void> };
  }).jupyter;
  return async (step, part = 1) => {
    const blocks: StillBlock[] = [];
    for (let place = 0;; place++) {
      const block = await pages.block(step - 1, place, runUnseen);
      if (!block) break;
      blocks.push(block);
    }
    const runs = runsOf(blocks, step).filter(({ computed }) => computed);
    for (const block of runs[part - 1]?.blocks ?? []) await display(displayed(block, language));
  };
}

/** Blocks in runs; `from` is the step that they begin in, 1 unless their first heading says so. */
function runsOf(blocks: readonly StillBlock[], from?: number): Run[] {
  const runs: Run[] = [];
  let step = from === undefined ? 1 : from - 1, begun = from !== undefined, parts = 0;
  for (const block of blocks) {
    if (block.kind === "step") {
      // What comes before the first heading belongs to the first step.
      if (begun) {
        step++;
        parts = 0;
      }
      begun = true;
    }
    const computed = COMPUTED.has(block.kind), last = runs.at(-1);
    const startsCell = block.kind === "step" || last?.computed !== computed;
    if (!startsCell) last!.blocks.push(block);
    else runs.push({ step, part: computed ? ++parts : 0, computed, blocks: [block] });
  }
  return runs;
}

function setUp(lesson: Lesson, { language, options, folder }: {
  readonly language: Language;
  readonly options: LessonContext["options"];
  readonly folder: string;
}): string {
  const root = new URL("../../", import.meta.url);
  const at = relative(pathToFileURL(`${folder}/`).pathname, root.pathname) || ".";
  const from = `${at.startsWith(".") ? at : `./${at}`}/src/cli`.replaceAll("\\", "/");
  const keys = Object.keys(lesson.controls);
  const choices = keys.map((key) =>
    `${key}: ${JSON.stringify((options as Readonly<Record<string, unknown>>)[key])}`
  );
  const change: Text = {
    en: "change a choice, and run this cell and the ones that you want to see again",
    fr: "changez un choix, puis relancez cette cellule et celles que vous voulez revoir",
  };
  return [
    `import { LESSONS } from "${from.replace(/src\/cli$/, "lessons/list.ts")}";`,
    `import { teller } from "${from}/lesson_notebook.ts";`,
    "",
    `const { default: lesson } = await LESSONS[${lesson.number - 1}]();`,
    `// ${change[language]}`,
    "const show = teller(lesson, {",
    `  language: "${language}",`,
    ...choices.map((choice) => `  ${choice},`),
    "});",
  ].join("\n");
}

/** A block of text; an answer is folded until the reader opens it. */
function sentences(
  block: StillBlock,
  { language, step }: { readonly language: Language; readonly step: number },
): string {
  const answer = (text: string) =>
    `<details><summary style="display: list-item">${
      words.answer[language]
    }</summary>\n\n${text}\n\n</details>`;
  const text = blockMarkdown(block, language, { step, answer });
  return block.kind === "question" && block.answer
    ? `${text}\n\n${answer(written(block.answer, language))}`
    : text;
}

/** What a cell displays of a block. */
function outputOf(block: StillBlock, language: Language): Output {
  const data = displayed(block, language)[Symbol.for("Jupyter.display")]();
  return { output_type: "display_data", data, metadata: {} };
}
