/**
 * `deno task bench`: how fast the kernels are, what the machine allows, and what a training step takes.
 *
 * @module
 */
import { command } from "../src/cli/options/command.ts";
import { integer } from "../src/cli/options/number_option.ts";
import { flag } from "../src/cli/options/option.ts";
import { runCommand } from "../src/cli/run.ts";
import { loadMnist } from "../src/data/mnist.ts";
import { UserError } from "../src/errors.ts";
import { formatDuration } from "../src/number_format.js";
import { Redrawn } from "../src/terminal/redrawn.ts";
import { openTerminal } from "../src/terminal/terminal.ts";
import { type Finding, SECTION_KEYS, type SectionKey, SECTIONS } from "./kernels/sections.ts";
import { markdownSheet, type Sheet, terminalSheet } from "./kernels/sheet.ts";
import { thisMachine } from "./machine.ts";
import { wordList } from "./word_list.ts";

const bench = command({
  name: "bench",
  summary: {
    en: "Time the kernels against the machine’s ceiling, and the operations of a training step.",
    fr: "Chronométrer les noyaux face au plafond de la machine, et les opérations d’un pas " +
      "d’entraînement.",
  },
  description: {
    en: "Every result is compared with the plain engine before it is timed. What is compared is " +
      "timed in turns, round after round, and the median is shown: a shared machine is noisy. A " +
      "multiplication and an addition count as two operations.",
    fr: "Chaque résultat est comparé au moteur plain avant d’être chronométré. Ce qui se compare " +
      "est chronométré à tour de rôle, tour après tour, et la médiane est donnée\u00a0: une " +
      "machine partagée est bruyante. Une multiplication et une addition comptent pour deux " +
      "opérations.",
  },
  examples: [
    {
      args: "",
      text: { en: "All of it, in some seconds", fr: "Tout, en quelques secondes" },
    },
    {
      args: "--only ceiling,products --rounds 200",
      text: { en: "The dense products, longer", fr: "Les produits denses, plus longtemps" },
    },
    {
      args: "--json > bench.json",
      text: { en: "For a program to read", fr: "Pour un programme" },
    },
  ],
  options: {
    only: wordList(SECTION_KEYS, {
      text: {
        en: "What to measure, separated by commas; all if left out",
        fr: "Que mesurer, séparé par des virgules\u00a0; tout par défaut",
      },
    }),
    rounds: integer({
      min: 1,
      max: 10_000,
      default: 25,
      text: {
        en: "How often each thing is measured, some milliseconds each time",
        fr: "Nombre de mesures de chaque chose, quelques millisecondes à chaque fois",
      },
    }),
    json: flag({
      default: false,
      text: { en: "Print JSON, for a program to read", fr: "Écrire du JSON, pour un programme" },
    }),
    markdown: flag({
      default: false,
      text: { en: "Print Markdown, for a page", fr: "Écrire du Markdown, pour une page" },
    }),
  },
});

if (import.meta.main) {
  await runCommand(bench, async (options, { language, terminal, say }) => {
    const { only = SECTION_KEYS, rounds, json, markdown } = options;
    if (json && markdown) {
      throw new UserError({
        en: "one format at a time, found --json and --markdown: leave one of them out",
        fr: "un seul format à la fois, on trouve --json et --markdown\u00a0: enlevez l’un des deux",
      });
    }
    const dataset = await loadMnist(), machine = thisMachine();
    const figures: Partial<Record<SectionKey, unknown>> = {};
    const print = (sheet: Sheet) => {
      const { width, colour } = terminal;
      terminal.print(markdown ? markdownSheet(sheet) : terminalSheet(sheet, { width, colour }));
      terminal.print();
    };

    // On the error output, so that what is asked for can go to a file.
    const line = new Redrawn(openTerminal(language, Deno.stderr));
    const began = performance.now();
    for (const [i, key] of only.entries()) {
      const { title, measure } = SECTIONS[key];
      const told = () => {
        const since = formatDuration((performance.now() - began) / 1000, { language });
        return `${i + 1}/${only.length}  ${since}  ${title[language]}`;
      };
      line.update(told);
      const finding: Finding = measure(dataset, rounds);
      if (terminal.isTerminal && !json) line.clear();
      else line.keep(told());
      figures[key] = finding.figures;
      if (!json) finding.sheets(language).forEach(print);
    }
    if (json) {
      terminal.print(JSON.stringify({ machine, rounds, ...figures }, null, 2));
    } else {
      const { processor, cores, system, deno } = machine;
      say({
        en: `${processor}, cores: ${cores}, ${system}, Deno ${deno}. Medians, rounds: ${rounds}.`,
        fr:
          `${processor}, cœurs\u00a0: ${cores}, ${system}, Deno ${deno}. Médianes, tours\u00a0: ` +
          `${rounds}.`,
      });
    }
  });
}
