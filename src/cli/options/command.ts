/**
 * What a command is: its name, its help, its options.
 *
 * @module
 */
import type { Text } from "../../errors.ts";
import { choice, flag, type Option } from "./option.ts";

/** Options by their name in code, such as `batchSize`, which a person types `--batch-size`. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** A way to use a command, for its help. */
export interface CommandExample {
  /** What follows the command's name, such as `--epochs 5`. */
  readonly args: string;
  /** What it does. */
  readonly text: Text;
}

/** A command: what `deno task name` does, and how it is asked. */
export interface Command<Table extends OptionTable = OptionTable> {
  /** The name of the task. */
  readonly name: string;
  /** What it does, in a line. */
  readonly summary: Text;
  /** What there is to know, in a few lines; line feeds are kept. */
  readonly description?: Text;
  /** Ways to use it. */
  readonly examples?: readonly CommandExample[];
  /** The key of the option that a word alone is worth, without the option's name before it. */
  readonly operand?: string;
  /** Its own options; `--lang`, `--ascii` and `--help` come with every command. */
  readonly options: Table;
}

/** The values of a command's options: `type Options = Parsed<typeof train>`. */
export type Parsed<C extends Command> = {
  -readonly [Key in keyof C["options"]]: C["options"][Key] extends Option<infer Value> ? Value
    : never;
};

/** The options of every command. Their values are not among a command's: its context has them. */
export const commonOptions = {
  lang: choice(["en", "fr"], {
    text: {
      en: "The language; that of the system if left out",
      fr: "La langue\u00a0; celle du système par défaut",
    },
  }),
  ascii: flag({
    default: false,
    text: {
      en: "Write ASCII only, as where the locale is not one of UTF-8; --no-ascii: never",
      fr: "N’écrire qu’en ASCII, comme là où la locale n’est pas en UTF-8\u00a0; " +
        "--no-ascii\u00a0: jamais",
    },
  }),
  help: flag({ default: false, text: { en: "Show this help", fr: "Afficher cette aide" } }),
};

/**
 * Makes a command, whose options keep their types.
 *
 * @throws {TypeError} an option whose name is taken or cannot be typed.
 */
export function command<const Table extends OptionTable>(spec: Command<Table>): Command<Table> {
  for (const key of Object.keys(spec.options)) {
    if (
      Object.hasOwn(commonOptions, key) || !/^[a-z][a-zA-Z0-9]*$/.test(key) || /^no[A-Z]/.test(key)
    ) {
      throw new TypeError(`Cannot name an option of ${spec.name} "${key}"`);
    }
  }
  return spec;
}

/** An option's name as a person types it, without its dashes: `batch-size` for `batchSize`. */
export function optionName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
