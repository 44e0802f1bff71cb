/**
 * `deno task glossary`: the words of the field, from the lessons.
 *
 * @module
 */
import { GLOSSARY } from "../../lessons/glossary.ts";
import { type Language, UserError } from "../errors.ts";
import type { GlossaryEntry } from "../lesson/term.ts";
import { words } from "../lesson/wording.ts";
import { style } from "../terminal/style.ts";
import { wrapText } from "../terminal/width.ts";
import { command } from "./options/command.ts";
import { phrase } from "./options/option.ts";
import { quoted } from "./options/text.ts";
import { runCommand } from "./run.ts";

const glossaryCommand = command({
  name: "glossary",
  summary: {
    en: "The words of the field: what each means, its symbol, its lesson.",
    fr: "Les mots du domaine\u00a0: leur sens, leur symbole, leur leçon.",
  },
  examples: [
    { args: "", text: { en: "All of them", fr: "Tous" } },
    { args: "difference", text: { en: "Those with that word", fr: "Ceux qui ont ce mot" } },
  ],
  operand: "word",
  options: {
    word: phrase({
      text: { en: "The word to look up, or a part of it", fr: "Le mot à chercher, ou une partie" },
    }),
  },
});

/** The entries with a word in their term, in either language, whatever its case and accents. */
export function lookUp(word: string): GlossaryEntry[] {
  const wanted = folded(word);
  return GLOSSARY.filter(({ term }) => folded(`${term.en}\n${term.fr}`).includes(wanted));
}

/** Without capitals and accents; apostrophes as a keyboard has them. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}

/** An entry, in lines: the term in both languages, what it means, and where it is met. */
export function entryLines(
  { term, sentence, symbol, code, lesson }: GlossaryEntry,
  { language, width, colour }: { language: Language; width: number; colour: boolean },
): string {
  const other = language === "fr" ? "en" : "fr";
  const facts = [
    ...symbol ? [symbol] : [],
    ...code ? [`\`${code}\``] : [],
    `${words.lesson[language].toLowerCase()}\u00a0${lesson}`,
  ];
  const translation = term.en === term.fr ? "" : ` (${other}: ${term[other]})`;
  const title = style("bold", term[language], colour) + translation;
  return `${wrapText(title, { width })}\n${
    wrapText(`${sentence[language]} (${facts.join(" · ")})`, { width, indent: 4 })
  }`;
}

if (import.meta.main) {
  await runCommand(glossaryCommand, ({ word }, { language, terminal }) => {
    const found = word === undefined ? GLOSSARY : lookUp(word);
    if (word !== undefined && found.length === 0) {
      throw new UserError({
        en: `no word of the glossary has ${quoted(word, "en")} in it: deno task glossary lists all`,
        fr: `aucun mot du glossaire ne contient ${quoted(word, "fr")}\u00a0: deno task glossary ` +
          "les donne tous",
      });
    }
    const view = { language, width: Math.min(terminal.width, 80), colour: terminal.colour };
    terminal.print(found.map((entry) => entryLines(entry, view)).join("\n\n"));
  });
}
