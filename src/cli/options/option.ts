/**
 * The options of a command, as values of a table: what each is for, what it accepts, what it is worth
 * when it is left out. Numbers have a file of their own, number_option.ts.
 *
 * An option without a default is worth `undefined` when it is left out, and its type says so.
 *
 * @module
 */
import { resolve } from "node:path";
import type { Language, Text } from "../../errors.ts";
import { isPlainName } from "../../run/run_name.ts";
import { alternatives, inEveryLanguage } from "./text.ts";

/** What an option needs to know to read its value. */
export interface Reading {
  /** The language of the person who typed. */
  readonly language: Language;
  /** The folder where the person typed: an absolute path. */
  readonly folder: string;
}

/** An option of a command. */
export interface Option<Value> {
  /** A flag stands alone, `--force` or `--no-force`; any other option is followed by its value. */
  readonly kind: "flag" | "value";
  /** What it is for. For a flag that is on by default, what its `--no-` form does: help shows that. */
  readonly text: Text;
  /** What stands for the value in help, such as `<n>`. */
  readonly placeholder: Text;
  /** The values that it accepts, such as `a whole number from 1 to 10`. */
  readonly wanted: Text;
  /** A value that it accepts, for an error to show. */
  readonly example?: Text;
  /** Words that it accepts, for an error to suggest. */
  readonly words?: readonly string[];
  /** Whether its value is options itself, and begins with dashes; false by default. */
  readonly takesOptions?: boolean;
  /** What it is worth when it is left out. */
  fallback(): Value;
  /** The value of what was typed, or `undefined` for what it does not accept. */
  read(typed: string, reading: Reading): Value | undefined;
  /** What two values are together, for an option that may be there several times. */
  join?(earlier: Value, later: Value): Value;
  /** A value as a person would type it: the inverse of `read`. */
  write(value: Exclude<Value, undefined>, language: Language): string;
}

/** What every kind of option is made from. */
export interface OptionSpec<Default> {
  /** What it is for. */
  readonly text: Text;
  /** What it is worth when it is left out; `undefined` by default. */
  readonly default?: Default;
}

/** An option without a value: `--name` turns it on and `--no-name` off. */
export function flag<Default extends boolean | undefined = undefined>(
  spec: OptionSpec<Default>,
): Option<boolean | Default> {
  return {
    kind: "flag",
    text: spec.text,
    placeholder: { en: "", fr: "" },
    wanted: { en: "no value", fr: "aucune valeur" },
    fallback: () => spec.default as Default,
    read: (typed) => typed === "true",
    write: String,
  };
}

/** An option worth one of a few words. */
export function choice<
  const Words extends readonly string[],
  Default extends Words[number] | undefined = undefined,
>(words: Words, spec: OptionSpec<Default>): Option<Words[number] | Default> {
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<choice>", fr: "<choix>" },
    wanted: inEveryLanguage((language) => alternatives(words, language)),
    words,
    fallback: () => spec.default as Default,
    read: (typed) => words.find((word) => word === typed),
    write: String,
  };
}

/** An option worth the name of a run: of a folder, on every system. See {@linkcode isPlainName}. */
export function word<Default extends string | undefined = undefined>(
  spec: OptionSpec<Default>,
): Option<string | Default> {
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<name>", fr: "<nom>" },
    wanted: {
      en:
        'at most 100 letters (240 bytes), digits, ".", "_" and "-": a letter or a digit first, no "." last, ' +
        'no "..", and no device of Windows such as "con"',
      fr:
        "au plus 100 lettres (240 octets), chiffres, «\u00a0.\u00a0», «\u00a0_\u00a0» et «\u00a0-\u00a0»" +
        "\u00a0: d’abord une lettre ou un chiffre, pas de «\u00a0.\u00a0» à la fin, pas de " +
        "«\u00a0..\u00a0», et aucun périphérique de Windows comme «\u00a0con\u00a0»",
    },
    fallback: () => spec.default as Default,
    read(typed) {
      const composed = typed.normalize("NFC");
      return isPlainName(composed) ? composed : undefined;
    },
    write: String,
  };
}

/** An option worth some words, in quotes or not. */
export function phrase(spec: Pick<OptionSpec<undefined>, "text">): Option<string | undefined> {
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<word>", fr: "<mot>" },
    wanted: { en: "a word", fr: "un mot" },
    fallback: () => undefined,
    read: (typed) => typed.trim() === "" ? undefined : typed.trim(),
    join: (earlier, later) => `${earlier} ${later}`,
    write: String,
  };
}

/** A path as it was typed, and from the root. */
export interface TypedPath {
  /** As it was typed. */
  readonly typed: string;
  /** From the root. */
  readonly path: string;
}

/** An option worth one or more files or folders: there several times, or with a list after it. */
export function paths(
  spec: Pick<OptionSpec<undefined>, "text">,
): Option<readonly TypedPath[] | undefined> {
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<path>…", fr: "<chemin>…" },
    wanted: {
      en: "the paths of files or folders",
      fr: "les chemins de fichiers ou de dossiers",
    },
    fallback: () => undefined,
    read: (typed, { folder }) =>
      typed.includes("\0") ? undefined : [{ typed, path: resolve(folder, typed) }],
    join: (earlier, later) => [...earlier ?? [], ...later ?? []],
    write: (list) => (list as readonly TypedPath[]).map(({ typed }) => typed).join(" "),
  };
}

/**
 * An option worth a folder, as an absolute path. What is typed counts from the folder where it is
 * typed; `word` stands for itself.
 */
export function path<Default extends string | undefined = undefined>(
  spec: OptionSpec<Default> & { readonly word?: string },
): Option<string | Default> {
  const { word } = spec;
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<path>", fr: "<chemin>" },
    wanted: word === undefined
      ? { en: "the path of a folder", fr: "le chemin d’un dossier" }
      : { en: `the path of a folder, or ${word}`, fr: `le chemin d’un dossier, ou ${word}` },
    fallback: () => spec.default as Default,
    // No folder has U+0000 in its name, and Deno answers it with a bug's TypeError.
    read: (typed, { folder }) =>
      typed === word ? typed : typed.includes("\0") ? undefined : resolve(folder, typed),
    write: String,
  };
}
