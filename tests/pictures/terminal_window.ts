/**
 * A page that looks like windows of a terminal.
 *
 * @module
 */
import type { Language } from "../../src/errors.ts";
import { ansiHtml } from "./ansi_html.ts";

/** A character's width and height: whole pixels, and an even height for half blocks, leave no seams. */
const CELL = { width: 12, height: 26 };

/** What the font takes of its size for a character's width: DejaVu Sans Mono says 1233 of 2048. */
const FONT = `${CELL.width * 2048 / 1233}px/${CELL.height}px "DejaVu Sans Mono", monospace`;

const css = `
  body { margin: 0; width: max-content; background: #ffffff; }
  section { background: #14191e; }
  section + section { margin-top: 14px; }
  h1 { margin: 0; padding: 9px 20px; background: #27313a; color: #b9c4cc;
    font: 17px "DejaVu Sans", sans-serif; }
  pre { margin: 0; padding: 16px 20px; color: #d7dee3; font: ${FONT}; }
  b { color: #ffffff; }
  .dim { color: #87949e; }
  .cell { display: inline-block; width: ${CELL.width}px; height: ${CELL.height}px;
    vertical-align: top; }
`;

/** What a terminal shows. */
export interface TerminalWindow {
  /** The command that wrote it. */
  readonly title: string;
  /** What it wrote, escape codes included. */
  readonly written: string;
}

/** A page with windows below each other, each of so many columns. */
export function terminalPage(
  windows: readonly TerminalWindow[],
  { language, columns }: { readonly language: Language; readonly columns: number },
): string {
  const sections = windows.map(({ title, written }) =>
    `<section><h1>${title}</h1><pre style="min-width:${columns * CELL.width}px">${
      ansiHtml(written)
    }</pre></section>`
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
