/**
 * What a command needs of Deno, in one place, so that a test can stand in for it.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { environment } from "../terminal/abilities.ts";
import { openTerminal, type Terminal, type TerminalOptions } from "../terminal/terminal.ts";

/** The world around a command. */
export interface Host {
  /** What was typed after the command's name. */
  readonly args: readonly string[];
  /** The language of the system. */
  readonly language: Language;
  /** The folder where the person typed. */
  readonly folder: string;
  /** Opens what people read. */
  openTerminal(language: Language, options?: TerminalOptions): Terminal;
  /** Writes a line on the error output. */
  complain(line: string): void;
  /** Ends the process, with its workers. */
  exit(status: number): void;
}

/** Deno as a host. It needs no permission, and never asks for one. */
export function denoHost(): Host {
  return {
    args: Deno.args,
    language: languageOf(navigator.language),
    get folder() {
      return userFolder();
    },
    openTerminal: (language, options) => openTerminal(language, Deno.stdout, options),
    complain(line) {
      try {
        console.error(line);
      } catch {
        // A closed window or a full disk: the exit status still tells.
      }
    },
    exit: (status) => Deno.exit(status),
  };
}

/** The language of the project for a language tag (RFC 5646): French for `fr` and `fr-CA`. */
export function languageOf(tag: string): Language {
  return /^fr(-|$)/i.test(tag) ? "fr" : "en";
}

/** `deno task` works in the project's folder, and tells in INIT_CWD where it was called from. */
function userFolder(): string {
  return environment("INIT_CWD") || Deno.cwd();
}
