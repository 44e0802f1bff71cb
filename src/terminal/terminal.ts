/**
 * The terminal that a command writes to: the only file of this folder that touches the outside.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { visible } from "../printable.ts";
import { inPalette } from "./palette.ts";
import { wrapText } from "./width.ts";

/** Where a command writes what people read. */
export interface Terminal {
  /** The columns of a line, read anew each time, as a window can be resized; 80 when not a terminal. */
  readonly width: number;
  /** Whether somebody may be watching; if not, it is a file or a pipe, and no line can be redrawn. */
  readonly isTerminal: boolean;
  /** Whether to colour: a terminal, and no `NO_COLOR` in the environment. */
  readonly colour: boolean;
  /** The reader's language. */
  readonly language: Language;
  /** Whether nothing is written any more: the reader left, as `head -1` does, or the system refuses. */
  readonly isClosed: boolean;
  /** Why the system refuses, where it does: a full disk. The work goes on, for its files. */
  readonly failure: Text | undefined;
  /** Writes a line in the reader's language; control characters are made visible. */
  say(text: Text): void;
  /** Writes lines, as they are. */
  print(lines?: string): void;
  /** Writes without a line's end. */
  write(text: string): void;
}

/** What a terminal needs of `Deno.stdout` and its like. */
export interface Output {
  /** Writes some bytes, at least one, and tells how many. */
  writeSync(bytes: Uint8Array): number;
  /** Whether the other end is a terminal. */
  isTerminal(): boolean;
}

/**
 * The terminal behind an output: `Deno.stdout` by default. It asks for no permission, so that it
 * cannot read `COLORTERM`: on macOS, where the usual terminal may not have colours of 24 bits, none is
 * written. `palette` tells otherwise.
 */
export function openTerminal(
  language: Language,
  output: Output = Deno.stdout,
  { palette = Deno.build.os === "darwin" }: { readonly palette?: boolean } = {},
): Terminal {
  const encoder = new TextEncoder();
  const isTerminal = output.isTerminal();
  let closed = false, failure: Text | undefined;
  const terminal: Terminal = {
    get width() {
      return isTerminal ? terminalWidth() : 80;
    },
    isTerminal,
    colour: isTerminal && !Deno.noColor,
    language,
    get isClosed() {
      return closed;
    },
    get failure() {
      return failure;
    },
    say(text) {
      const line = visible(text[language]);
      // Words, not lines, are what a narrow window should break between.
      terminal.print(isTerminal ? wrapText(line, { width: terminal.width }) : line);
    },
    print(lines = "") {
      terminal.write(lines + "\n");
    },
    write(text) {
      if (closed) return;
      let bytes = encoder.encode(palette ? inPalette(text) : text);
      try {
        while (bytes.length > 0) bytes = bytes.subarray(output.writeSync(bytes));
      } catch (error) {
        const { message } = error as Error;
        const isBroken = error instanceof Deno.errors.BrokenPipe;
        if (!isBroken && !/os error \d+/.test(message)) throw error;
        closed = true;
        if (isBroken) return;
        failure = {
          en: `the output cannot be written (a full disk?): ${message}`,
          fr: `la sortie ne peut pas être écrite (disque plein\u00a0?)\u00a0: ${message}`,
        };
      }
    },
  };
  return terminal;
}

function terminalWidth(): number {
  try {
    return Deno.consoleSize().columns || 80; // some pseudo-terminals say 0
  } catch {
    return 80;
  }
}
