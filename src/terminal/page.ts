/**
 * A part of lines that are too many for a window.
 *
 * @module
 */

/** A part of the lines, and where it begins. */
export interface Page {
  /** What is shown, with a mark for what is left out above or below. */
  readonly lines: readonly string[];
  /** The first line that is shown. */
  readonly top: number;
  /** Where the next part begins: at 0 again after the last. */
  readonly next: number;
}

/** The lines from `top` on that have room; Infinity: the last ones. `more` is the mark below. */
export function pageOf(
  lines: readonly string[],
  { top, room, more }: { readonly top: number; readonly room: number; readonly more: string },
): Page {
  if (lines.length <= room) return { lines, top: 0, next: 0 };
  const last = lines.length - Math.max(1, room - 1);
  const from = Math.max(0, Math.min(top, last));
  const above = from > 0 ? ["…"] : [], below = from < last ? [more] : [];
  const to = from + Math.max(1, room - above.length - below.length);
  return {
    lines: [...above, ...lines.slice(from, to), ...below],
    top: from,
    next: from < last ? to : 0,
  };
}
