/**
 * Runs a command: what it is asked, what it answers, how it ends.
 *
 * @module
 */
import { type Language, type Text, userMessage } from "../errors.ts";
import { visible } from "../printable.ts";
import { inAscii } from "../terminal/ascii.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Command, OptionTable, Parsed } from "./options/command.ts";
import { formatHelp } from "./options/help.ts";
import { denoHost, type Host } from "./host.ts";
import { parseCommand } from "./options/parse.ts";

/** Thrown by a command to end with a status of its choice, and a line to say why. */
export class CommandEnd extends Error {
  /** The exit status. */
  readonly status: number;
  /** What to say, on the error output; nothing if left out. */
  readonly text?: Text;
  /** The name of the class. */
  override name = "CommandEnd";

  /**
   * Makes the end of a command: 1 for work that failed, 130 for work that was interrupted (143 by
   * SIGTERM, 129 by SIGHUP).
   */
  constructor(status: number, text?: Text) {
    super(text?.en ?? `exit status ${status}`);
    this.status = status;
    this.text = text;
  }
}

/** What a command is given besides its options. */
export interface CommandContext {
  /** The language to answer in. */
  readonly language: Language;
  /** The keys of the options that were typed, and not left out. */
  readonly given: ReadonlySet<string>;
  /** The folder where the person typed: an absolute path. */
  readonly folder: string;
  /** Where to answer. */
  readonly terminal: Terminal;
  /** Writes a line in that language. */
  say(text: Text): void;
  /** Writes a line on the error output, after the command's name. */
  warn(text: Text): void;
}

/**
 * Runs a command with what was typed after its name.
 *
 * It ends with status 0 when the work is done or help was asked for, 2 and one line after a mistake of
 * the user's, and as a {@linkcode CommandEnd} says. Any other error is a bug: it is thrown again, with
 * its stack trace, and Deno makes that status 1.
 *
 * @example
 * ```ts ignore
 * if (import.meta.main) {
 *   await runCommand(train, async ({ epochs }, { say }) => { … });
 * }
 * ```
 */
export async function runCommand<Table extends OptionTable>(
  command: Command<Table>,
  main: (options: Parsed<Command<Table>>, context: CommandContext) => void | Promise<void>,
  host: Host = denoHost(),
): Promise<void> {
  const outcome = parseCommand(command, host.args, host);
  const { language } = outcome;
  const terminal = host.openTerminal(language, { ascii: outcome.ascii });
  const complain = (text: string) => {
    const line = `${command.name}: ${visible(text).replaceAll("\n", " ")}`;
    host.complain(terminal.ascii ? inAscii(line) : line);
  };
  const warn = (text: Text) => complain(text[language]);
  if (outcome.kind === "help") {
    const { width, colour } = terminal;
    return terminal.print(formatHelp(command, { language, width, colour }));
  }
  try {
    if (outcome.kind === "mistake") throw outcome.error;
    const { options, given } = outcome;
    const { folder } = host, say = (text: Text) => terminal.say(text);
    await main(options, { language, given, folder, terminal, say, warn });
  } catch (error) {
    if (error instanceof CommandEnd) {
      if (error.text) warn(error.text);
      return host.exit(error.status);
    }
    const message = userMessage(error, language);
    if (message === undefined) throw error;
    complain(message);
    return host.exit(2);
  }
  if (terminal.failure) {
    warn(terminal.failure);
    host.exit(2);
  }
}
