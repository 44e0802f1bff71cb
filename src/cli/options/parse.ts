/**
 * From the words of a command line to the values of a command's options, and back.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { type Language, UserError } from "../../errors.ts";
import {
  type Command,
  commonOptions,
  optionName,
  type OptionTable,
  type Parsed,
} from "./command.ts";
import {
  givenTwice,
  missingValue,
  refusedValue,
  unexpectedWord,
  unknownOption,
} from "./mistake.ts";
import { unwantedValue } from "./mistake.ts";
import type { Option, Reading } from "./option.ts";

/** What the words of a command line ask for. */
export type Outcome<Options> =
  & {
    /** The language to answer in, known even when the words make no sense. */
    readonly language: Language;
    /** Whether to answer in ASCII, where the words say. */
    readonly ascii?: boolean;
  }
  & (
    | {
      readonly kind: "run";
      readonly options: Options;
      /** The keys of the options that were typed, and not left out. */
      readonly given: ReadonlySet<string>;
    }
    | { readonly kind: "help" }
    | { readonly kind: "mistake"; readonly error: UserError }
  );

/**
 * Understands the words that follow a command's name. `reading` has the language for when they do not
 * say: that of the system.
 *
 * A `--` at the start is left out: `deno task` passes on the one that npm's users put there.
 */
export function parseCommand<Table extends OptionTable>(
  command: Command<Table>,
  args: readonly string[],
  reading: Reading,
): Outcome<Parsed<Command<Table>>> {
  const words = args[0] === "--" ? args.slice(1) : [...args];
  const end = words.indexOf("--");
  const before = end === -1 ? words : words.slice(0, end);
  const language = findLanguage(before) ?? reading.language;
  const ascii = before.includes("--ascii") || (before.includes("--no-ascii") ? false : undefined);
  if (before.includes("--help") || before.includes("-h")) return { kind: "help", language, ascii };
  try {
    const given = readWords(command, words, { ...reading, language });
    const values = Object.entries(command.options).map(([key, option]) =>
      [key, given.has(key) ? given.get(key) : option.fallback()] as const
    );
    const options = Object.fromEntries(values) as Parsed<Command<Table>>;
    return { kind: "run", language, ascii, options, given: new Set(given.keys()) };
  } catch (error) {
    if (error instanceof UserError) return { kind: "mistake", language, ascii, error };
    throw error;
  }
}

/** The first language asked for. Sought before all else, for an error to be told in it. */
function findLanguage(words: readonly string[]): Language | undefined {
  for (const [index, word] of words.entries()) {
    const value = word === "--lang" ? words[index + 1] : word.match(/^--lang=(.*)$/)?.[1];
    if (value === "en" || value === "fr") return value;
  }
  return undefined;
}

interface Named {
  readonly key: string;
  readonly option: Option<unknown>;
  readonly negated: boolean;
}

/** Every way to name an option, without dashes. */
function namesOf(table: OptionTable): Map<string, Named> {
  const names = new Map<string, Named>();
  for (const [key, option] of Object.entries({ ...table, ...commonOptions })) {
    names.set(optionName(key), { key, option, negated: false });
    if (option.kind === "flag" && key !== "help") {
      names.set(`no-${optionName(key)}`, { key, option, negated: true });
    }
  }
  return names;
}

/** The values given, by the key of their option. */
function readWords(
  command: Command,
  words: string[],
  reading: Reading,
): Map<string, unknown> {
  const names = namesOf(command.options);
  const types = [...names].map(([name, { option }]) =>
    [name, { type: option.kind === "flag" ? "boolean" : "string" } as const] as const
  );
  const { tokens } = parseArgs({
    args: words,
    options: Object.fromEntries(types),
    strict: false, // its errors are in English, and say neither what was wanted nor what to do
    tokens: true,
  });
  const given = new Map<string, unknown>();
  // What a word alone belongs to: a list that was begun before it, or the command's operand.
  let list: Named | undefined;
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    const alone = token.kind === "positional";
    const named = alone ? list ?? names.get(command.operand ?? "") : names.get(token.name);
    if (named === undefined) {
      if (alone) throw unexpectedWord(token.value, [...names.keys()]);
      // The word as typed, as parseArgs takes "-epochs" for six options of one letter.
      throw unknownOption(words[token.index], [...names.keys()]);
    }
    const { key, option } = named, { join } = option;
    if (given.has(key) && !join) throw givenTwice(optionName(key));
    const value = readValue(named, { name: key, ...token }, reading);
    given.set(key, given.has(key) ? join!(given.get(key), value) : value);
    list = join ? named : undefined;
  }
  return given;
}

function readValue(
  { option, negated }: Named,
  { name, value, inlineValue }: { name: string; value?: string; inlineValue?: boolean },
  reading: Reading,
): unknown {
  if (option.kind === "flag") {
    if (value !== undefined) throw unwantedValue(name, value);
    return option.read(String(!negated), reading);
  }
  // After --epochs, "--batch 32" is the next option. A value that looks like one goes after a "=".
  const isOption = !inlineValue && !option.takesOptions && value?.startsWith("--");
  const missing = value === undefined || value === "" || isOption;
  if (missing) throw missingValue(name, option);
  const result = option.read(value, reading);
  if (result === undefined) throw refusedValue(name, option, value);
  return result;
}
