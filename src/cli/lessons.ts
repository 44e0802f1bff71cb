/**
 * `deno task lessons`: the lessons, a line each.
 *
 * @module
 */
import { LESSONS } from "../../lessons/list.ts";
import { words } from "../lesson/wording.ts";
import { style } from "../terminal/style.ts";
import { wrapText } from "../terminal/width.ts";
import { command } from "./options/command.ts";
import { runCommand } from "./run.ts";

const lessonsCommand = command({
  name: "lessons",
  summary: { en: "List the lessons.", fr: "Donner la liste des leçons." },
  options: {},
});

if (import.meta.main) {
  await runCommand(lessonsCommand, async (_, { language, terminal, say }) => {
    say({ en: "The lessons:", fr: "Les leçons\u00a0:" });
    terminal.print();
    for (const load of LESSONS) {
      const { number, title, summary, minutes } = (await load()).default;
      const name = style("bold", `deno task lesson${number}`, terminal.colour);
      const text = `${title[language]} · ${summary[language]} ${words.minutes[language](minutes)}`;
      const width = Math.min(terminal.width, 100);
      terminal.print(`  ${name}\n${wrapText(text, { width, indent: 6 })}`);
    }
    terminal.print();
    say({
      en: "For teachers: deno task lesson4 --teacher; a sheet to print: --sheet\n" +
        "The words of all lessons: deno task glossary",
      fr: "Pour l’enseignant\u00a0: deno task lesson4 --teacher\u00a0; fiche à imprimer\u00a0: " +
        "--sheet\nLes mots de toutes les leçons\u00a0: deno task glossary",
    });
  });
}
