/**
 * A lesson as Markdown: its images inside, or beside it as files.
 *
 * @module
 */
import { join } from "node:path";
import { accessError } from "../data/idx_file.ts";
import { type Language, UserError } from "../errors.ts";
import type { Block } from "../lesson/block.ts";
import { blockMarkdown, type MarkdownOptions } from "../lesson/markdown.ts";
import { runUnseen } from "../lesson/pages.ts";
import { blockSvg } from "../svg/block.ts";

/** What is written of a lesson. */
export interface LessonMarkdownOptions extends Required<Pick<MarkdownOptions, "image">> {
  /** The reader's language. */
  readonly language: Language;
  /** The step to start at, from 1: the title is before it. */
  readonly start: number;
}

/** The blocks of a lesson as Markdown, one by one. */
export async function* lessonMarkdown(
  blocks: AsyncIterable<Block>,
  { language, start, image }: LessonMarkdownOptions,
): AsyncGenerator<string> {
  let step = 0;
  for await (const block of blocks) {
    const still = block.kind === "live" ? await runUnseen(block) : block;
    if (still?.kind === "step") step++;
    if (still && (start === 1 || step >= start)) {
      yield `${blockMarkdown(still, language, { step, image })}\n`;
    }
  }
}

/** The address of an image that holds all of it. */
export function inlineImage(
  block: Parameters<LessonMarkdownOptions["image"]>[0],
  language: Language,
): string {
  const bytes = new TextEncoder().encode(blockSvg(block, language));
  return `data:image/svg+xml;base64,${bytes.toBase64()}`;
}

/** Writes `name.md` to a folder, and its images beside it: `name-1.svg`, … Gives the paths. */
export async function writeMarkdown(
  folder: string,
  { name, blocks, ...options }: Omit<LessonMarkdownOptions, "image"> & {
    readonly name: string;
    readonly blocks: AsyncIterable<Block>;
  },
): Promise<string[]> {
  await assertWritable(folder);
  const files: Record<string, string> = {};
  const image: LessonMarkdownOptions["image"] = (block) => {
    const file = `${name}-${Object.keys(files).length + 1}.svg`;
    files[file] = blockSvg(block, options.language)!;
    return file;
  };
  let text = "";
  for await (const piece of lessonMarkdown(blocks, { ...options, image })) text += `${piece}\n`;
  files[`${name}.md`] = text;
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const [file, content] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, file), content);
    }
  } catch (error) {
    throw accessError(folder, error);
  }
  return Object.keys(files);
}

/** Before a lesson is told for minutes. */
async function assertWritable(folder: string): Promise<void> {
  const { state } = await Deno.permissions.query({ name: "write", path: folder });
  if (state === "granted") return;
  throw new UserError({
    en: `${folder} is outside of the folder where the command is typed, and only there may it ` +
      "write: give another --to",
    fr: `${folder} est hors du dossier où la commande est tapée, le seul où elle peut ` +
      "écrire\u00a0: donnez un autre --to",
  });
}
