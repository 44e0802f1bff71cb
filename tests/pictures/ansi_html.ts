/**
 * What a command writes to a terminal, as HTML.
 *
 * @module
 */

/** How characters are drawn, until a code says otherwise. */
interface Pen {
  readonly bold?: boolean;
  readonly dim?: boolean;
  /** A colour of CSS. */
  readonly ink?: string;
  /** A colour of CSS. */
  readonly paper?: string;
}

/** The codes in use with a fixed meaning. 38 and 48, with a colour behind them, are read below. */
const changes: Readonly<Record<string, Pen>> = {
  "1": { bold: true },
  "2": { dim: true },
  "22": { bold: undefined, dim: undefined },
  "39": { ink: undefined },
  "49": { paper: undefined },
};

/** An escape code that styles, one that does not, or characters without any. */
// deno-lint-ignore no-control-regex
const tokens = /\x1b\[([\d;]*)m|(\x1b)|([^\x1b]+)/g;

/**
 * Text with escape codes as HTML for a `<pre>`: `<b>`, `<span>` with classes `dim` and `cell`, and
 * colours in `style`.
 *
 * A character outside ASCII is a `cell` of its own, so that columns stay columns where a font has it in
 * another width. The upper half block, which draws two pixels, is not left to the font at all: its cell
 * has a background of two colours, without a gap between lines.
 *
 * @throws {TypeError} A code that is not one of those that this project writes, so that a picture
 * cannot lose it unnoticed.
 */
export function ansiHtml(text: string): string {
  let pen: Pen = {}, html = "";
  for (const [whole, codes, stray, characters] of text.matchAll(tokens)) {
    if (stray) throw new TypeError(`an escape code that does not style, at ${html.length}`);
    if (characters) html += drawn(characters, pen);
    else pen = changed(pen, codes, whole);
  }
  return html;
}

function changed(pen: Pen, codes: string, whole: string): Pen {
  if (codes === "" || codes === "0") return {};
  const [, ground, colour] = /^([34]8);2;(\d+;\d+;\d+)(?:;|$)/.exec(codes) ?? [];
  if (ground) {
    const rest = codes.slice(`${ground};2;${colour};`.length);
    const next = {
      ...pen,
      [ground === "38" ? "ink" : "paper"]: `rgb(${colour.replaceAll(";", ",")})`,
    };
    return rest ? changed(next, rest, whole) : next;
  }
  const [first, ...others] = codes.split(";");
  if (!(first in changes)) {
    throw new TypeError(`a style that has no HTML yet: ${JSON.stringify(whole)}`);
  }
  const next = { ...pen, ...changes[first] };
  return others.length > 0 ? changed(next, others.join(";"), whole) : next;
}

function drawn(characters: string, { bold, dim, ink, paper }: Pen): string {
  const pieces = characters.match(/[\x20-\x7e]+|[^\x20-\x7e]/gu) ?? [];
  const html = pieces.map((piece) => {
    if (piece === "\n") return piece;
    if (piece === "▀" && ink) {
      const halves = `linear-gradient(${ink} 50%,${paper ?? "transparent"} 50%)`;
      return `<span class="cell" style="background:${halves}"> </span>`;
    }
    return /^[\x20-\x7e]/.test(piece) ? escaped(piece) : `<span class="cell">${piece}</span>`;
  }).join("");
  const style = [ink && `color:${ink}`, paper && `background:${paper}`].filter(Boolean).join(";");
  const isPlain = !dim && !style;
  const inner = bold ? `<b>${html}</b>` : html;
  if (isPlain) return inner;
  return `<span${dim ? ' class="dim"' : ""}${style ? ` style="${style}"` : ""}>${inner}</span>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
