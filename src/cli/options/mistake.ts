/**
 * What to say of options that cannot be understood: what was wanted, what was found, what to do.
 *
 * @module
 */
import { type Language, type Text, UserError } from "../../errors.ts";
import type { Option } from "./option.ts";
import { printable } from "../../printable.ts";
import { inEveryLanguage, quoted, suggestion } from "./text.ts";

/** An option that the command does not have; `names` are those that it has, without dashes. */
export function unknownOption(typed: string, names: readonly string[]): UserError {
  const bare = typed.replace(/^-+/, "").replace(/=.*$/s, "");
  const meant = suggestion(bare, names);
  const name = printable(typed.replace(/=.*$/s, ""));
  return new UserError({
    en: `Unknown option ${name}. ` +
      (meant ? `Did you mean --${meant}?` : "--help lists the options."),
    fr: `Option inconnue\u00a0: ${name}. ` +
      (meant ? `Vouliez-vous dire --${meant}\u00a0?` : "--help donne la liste des options."),
  });
}

/** A word where an option was wanted. */
export function unexpectedWord(typed: string, names: readonly string[]): UserError {
  const meant = names.find((name) => name === typed.replace(/=.*$/s, ""));
  return new UserError({
    en: `Found ${quoted(typed, "en")} where an option was wanted. ` +
      (meant ? `Did you mean --${meant}?` : "A value comes after its option, as in --lang fr."),
    fr: `${quoted(typed, "fr")} se trouve là où une option était attendue. ` +
      (meant
        ? `Vouliez-vous dire --${meant}\u00a0?`
        : "Une valeur suit son option, comme dans --lang fr."),
  });
}

/** An option that is there twice. */
export function givenTwice(name: string): UserError {
  return new UserError({
    en: `--${name} is there twice. Keep one of them.`,
    fr: `--${name} est présent deux fois. N’en gardez qu’une.`,
  });
}

/** A value after a flag. */
export function unwantedValue(name: string, typed: string): UserError {
  return new UserError({
    en: `--${name} takes no value, and found ${quoted(typed, "en")}. Write --${name} alone.`,
    fr: `--${name} ne prend pas de valeur, et a reçu ${quoted(typed, "fr")}. ` +
      `Écrivez --${name} seul.`,
  });
}

/** An option whose value is missing. */
export function missingValue(name: string, option: Option<unknown>): UserError {
  const wanted = wantedText(option);
  return new UserError({
    en: `--${name} wants ${wanted.en}, and no value follows it.`,
    fr: `--${name} attend une valeur, et aucune ne suit\u00a0: ${wanted.fr}.`,
  });
}

/** A value that an option does not accept. */
export function refusedValue(name: string, option: Option<unknown>, typed: string): UserError {
  const wanted = wantedText(option);
  const meant = suggestion(typed, option.words ?? []);
  return new UserError({
    en: `--${name} wants ${wanted.en}, not ${quoted(typed, "en")}.` +
      (meant ? ` Did you mean ${meant}?` : ""),
    fr: `--${name} attend ${wanted.fr}, et non ${quoted(typed, "fr")}.` +
      (meant ? ` Vouliez-vous dire ${meant}\u00a0?` : ""),
  });
}

function wantedText({ wanted, example }: Option<unknown>): Text {
  const suchAs: Record<Language, string> = { en: "such as", fr: "par exemple" };
  return inEveryLanguage((language) =>
    wanted[language] + (example ? `, ${suchAs[language]} ${example[language]}` : "")
  );
}
