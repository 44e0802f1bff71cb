/**
 * A page that looks like windows of a terminal.
 *
 * @module
 */
import type { Language } from "../../src/errors.ts";
import { ansiHtml } from "./ansi_html.ts";

/** A character's width and height: whole pixels, and an even height for half blocks, leave no seams. */
const CELL = { width: 11, height: 24 };

/** What the font takes of its size for a character's width: DejaVu Sans Mono says 1233 of 2048. */
const FONT = `${CELL.width * 2048 / 1233}px/${CELL.height}px "DejaVu Sans Mono", monospace`;

/** The height of a picture: that of 16 lines of a terminal. */
const PICTURE = 16 * CELL.height + 32;

const css = `
  body { margin: 0; width: max-content; background: #ffffff; display: flex; gap: 14px; }
  section { background: #14191e; }
  h1 { margin: 0; padding: 9px 20px; background: #27313a; color: #b9c4cc;
    font: 17px "DejaVu Sans", sans-serif; }
  pre { margin: 0; padding: 16px 20px; color: #d7dee3; font: ${FONT}; }
  b { color: #ffffff; }
  .dim { color: #87949e; }
  .cell { display: inline-block; width: ${CELL.width}px; height: ${CELL.height}px;
    vertical-align: top; }
  img { display: block; height: ${PICTURE}px; }
`;

/** What a window shows: a terminal, or a picture. */
export type Shown =
  & {
    /** The command that wrote it, or the name of the picture. */
    readonly title: string;
  }
  & ({
    /** What the command wrote, escape codes that style included. */
    readonly written: string;
  } | {
    /** A PNG, in base64. */
    readonly png: string;
  });

/** What a command leaves on the screen: without what it drew again in its place, and without links. */
export function settled(written: string): string {
  let lines: string[] = [], ended = "";
  // deno-lint-ignore no-control-regex
  for (const part of written.replaceAll(/\x1b\]8;;[^\x1b]*\x1b\\/g, "").split("\r\x1b[J")) {
    // deno-lint-ignore no-control-regex
    const up = /(?:\x1b\[(\d+)A)?$/.exec(part)!, next = part.slice(0, up.index).split("\n");
    lines = [...lines.slice(0, -1), (lines.at(-1) ?? "") + next[0], ...next.slice(1)];
    ended = lines.at(-1)!;
    lines = [...lines.slice(0, -1 - Number(up[1] ?? 0)), ""];
  }
  return lines.join("\n") + ended;
}

/** A page with windows beside each other, the terminals of so many columns. */
export function terminalPage(
  windows: readonly Shown[],
  { language, columns }: { readonly language: Language; readonly columns: number },
): string {
  const sections = windows.map((shown) =>
    `<section><h1>${shown.title}</h1>${
      "png" in shown
        ? `<img src="data:image/png;base64,${shown.png}" alt="">`
        : `<pre style="min-width:${columns * CELL.width}px">${ansiHtml(shown.written)}</pre>`
    }</section>`
  );
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${windows[0].title}</title>
<style>${css}</style>
${sections.join("\n")}
</html>
`;
}
