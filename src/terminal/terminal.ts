/**
 * The terminal that a command writes to: the only file of this folder that touches the outside.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { type Abilities, abilities } from "./abilities.ts";
import { inAscii } from "./ascii.ts";
import { inPalette } from "./palette.ts";
import { wrapText } from "./width.ts";

/** Where a command writes what people read. */
export interface Terminal {
  /** The columns of a line, read anew each time, as a window can be resized; 80 when not a terminal. */
  readonly width: number;
  /** Whether somebody may be watching; if not, it is a file or a pipe. */
  readonly isTerminal: boolean;
  /** Whether what was written can be wiped off, and drawn anew: a terminal that knows escape codes. */
  readonly redraws: boolean;
  /** Whether to colour: such a terminal, no `NO_COLOR` in the environment, and more than ASCII. */
  readonly colour: boolean;
  /** Whether what is written is turned into ASCII. */
  readonly ascii: boolean;
  /** The reader's language. */
  readonly language: Language;
  /** Whether nothing is written any more: the reader left, as `head -1` does, or the system refuses. */
  readonly isClosed: boolean;
  /** Why the system refuses, where it does: a full disk. The work goes on, for its files. */
  readonly failure: Text | undefined;
  /** Writes a line in the reader's language. */
  say(text: Text): void;
  /** Writes lines, as they are. */
  print(lines?: string): void;
  /** Writes without a line's end. */
  write(text: string): void;
  /** A text that leads to a URL when it is clicked, where terminals may know of links (OSC 8). */
  link(text: string, url: string): string;
}

/** What a terminal needs of `Deno.stdout` and its like. */
export interface Output {
  /** Writes some bytes, at least one, and tells how many. */
  writeSync(bytes: Uint8Array): number;
  /** Whether the other end is a terminal. */
  isTerminal(): boolean;
}

/** How a terminal is written to. */
export interface TerminalOptions {
  /** What it can show; what the environment tells by default. */
  readonly abilities?: Abilities;
  /** Whether to write ASCII only; where the locale is not one of UTF-8, by default. */
  readonly ascii?: boolean;
}

/** The terminal behind an output: `Deno.stdout` by default. */
export function openTerminal(
  language: Language,
  output: Output = Deno.stdout,
  options: TerminalOptions = {},
): Terminal {
  const { colours, escapes, ascii: limited } = options.abilities ?? abilities();
  const ascii = options.ascii ?? limited;
  const encoder = new TextEncoder();
  const isTerminal = output.isTerminal();
  let closed = false, failure: Text | undefined;
  const redraws = isTerminal && escapes;
  const terminal: Terminal = {
    get width() {
      return isTerminal ? terminalWidth() : 80;
    },
    isTerminal,
    redraws,
    // Pictures in colour are made of half blocks.
    colour: redraws && !Deno.noColor && !ascii,
    ascii,
    language,
    get isClosed() {
      return closed;
    },
    get failure() {
      return failure;
    },
    say(text) {
      const line = text[language];
      // Words, not lines, are what a narrow window should break between.
      terminal.print(isTerminal ? wrapText(line, { width: terminal.width }) : line);
    },
    print(lines = "") {
      terminal.write(lines + "\n");
    },
    write(text) {
      if (closed) return;
      if (ascii) text = inAscii(text);
      if (colours === 16 || colours === 256) text = inPalette(text, colours);
      let bytes = encoder.encode(text);
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
    link: (text, url) => redraws ? `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\` : text,
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
