/**
 * Notebooks as Jupyter keeps them: JSON, nbformat 4.5,
 * https://nbformat.readthedocs.io/en/latest/format_description.html.
 *
 * @module
 */
import { altOf, svgOf } from "./picture_html.ts";
import type { Raster } from "./raster.ts";
import type { Cell } from "./source.ts";

/** What a cell of code gave: of nbformat's fields, those that are read here. */
export interface Output {
  /** `stream`, `display_data`, `execute_result` or `error`. */
  readonly output_type: string;
  /** For each media type, the output in it. */
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  /** For a picture, the size at which it is shown, and what it shows in words. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** What was written, where it is a stream. */
  readonly text?: string | readonly string[];
}

/** A cell as the file has it. */
export interface NotebookCell {
  /** `code` or `markdown`. */
  readonly cell_type: Cell["kind"];
  /** The same in every version of the notebook. */
  readonly id: string;
  /** Empty. */
  readonly metadata: Readonly<Record<string, never>>;
  /** Its lines, each with its line feed. */
  readonly source: readonly string[];
  /** The number of its run. */
  readonly execution_count?: number | null;
  /** What it gave. */
  readonly outputs?: readonly Output[];
}

/** A notebook. */
export interface Notebook {
  /** The cells. */
  readonly cells: readonly NotebookCell[];
  /** Which kernel runs it, and what language it is in. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** 4. */
  readonly nbformat: number;
  /** 5: cells have ids. */
  readonly nbformat_minor: number;
}

/** A notebook for Deno's kernel that has not been run. */
export function notebookOf(cells: readonly Cell[]): Notebook {
  return {
    cells: cells.map(({ id, kind, text }) => ({
      cell_type: kind,
      id,
      metadata: {},
      source: linesOf(text),
      ...(kind === "code" ? { execution_count: null, outputs: [] } : {}),
    })),
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: {
        codemirror_mode: "typescript",
        file_extension: ".ts",
        mimetype: "text/x.typescript",
        name: "typescript",
        nbconvert_exporter: "script",
        pygments_lexer: "typescript",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** The file of a notebook, as Jupyter writes it; texts are lists of lines, so that changes are seen. */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    ...(cell.outputs ? { outputs: cell.outputs.map(plainOutput) } : {}),
  }));
  return JSON.stringify({ ...notebook, cells }, null, 1) + "\n";
}

/** The notebook with PNG in place of SVG: see raster.ts. */
export function withRasters(notebook: Notebook, raster: (svg: string) => Raster): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.outputs
      ? { ...cell, outputs: cell.outputs.map((output) => rastered(output, raster)) }
      : cell
  );
  return { ...notebook, cells };
}

function rastered(output: Output, raster: (svg: string) => Raster): Output {
  const { "text/html": html = "", ...others } = output.data ?? {};
  const svg = svgOf([html].flat().join(""));
  if (!svg) return output;
  const { base64, width, height } = raster(svg);
  const data = { "image/png": base64, ...others };
  const alt = altOf(svg).replaceAll(/&(amp|lt|gt|quot);/g, (_, name) => ENTITIES[name]);
  return { ...output, data, metadata: { "image/png": { width, height, alt } } };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The notebook without what running it gave. */
export function withoutOutputs(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.outputs ? { ...cell, outputs: [], execution_count: null } : cell
  );
  return { ...notebook, cells };
}

/** An output in lines; Deno colours values for a terminal, which no page can show. */
function plainOutput(output: Output): Output {
  const lines = (text: string | readonly string[]) =>
    // deno-lint-ignore no-control-regex
    linesOf([text].flat().join("").replace(/\x1b\[\d+m/g, ""));
  const data = output.data &&
    Object.fromEntries(Object.entries(output.data).map(([type, text]) => [type, lines(text)]));
  return {
    ...output,
    ...(data && { data }),
    ...(output.text !== undefined && { text: lines(output.text) }),
  };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.match(/[^\n]*\n|[^\n]+$/g)!;
}
