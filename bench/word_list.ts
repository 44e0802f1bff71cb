import type { Text } from "../src/errors.ts";
import type { Option } from "../src/cli/options/option.ts";
import { alternatives, inEveryLanguage } from "../src/cli/options/text.ts";

/** An option worth one or several of a few words, with commas between them; left out, it is undefined. */
export function wordList<const Word extends string>(
  words: readonly Word[],
  spec: { readonly text: Text },
): Option<readonly Word[] | undefined> {
  return {
    kind: "value",
    text: spec.text,
    placeholder: { en: "<names>", fr: "<noms>" },
    wanted: inEveryLanguage((language) => {
      const several = {
        en: "one or several, separated by commas, of ",
        fr: "un ou plusieurs, séparés par des virgules, parmi ",
      };
      return several[language] + alternatives(words, language);
    }),
    words,
    fallback: () => undefined,
    read(typed) {
      const names = typed.split(",").map((name) => name.trim());
      const known = words.filter((word) => names.includes(word));
      return names.every((name) => (words as readonly string[]).includes(name)) ? known : undefined;
    },
    write: (list) => list.join(","),
  };
}
