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
import { measureConvolutions } from "./kernels/convolutions.ts";
import { measureProducts } from "./kernels/products.ts";
import {
  convolutionsSheet,
  productsSheet,
  type Sheet,
  sheetLines,
  stepSheet,
} from "./kernels/sheets.ts";
import { measureStep, NETWORKS } from "./kernels/step.ts";
import { thisMachine } from "./machine.ts";
import { wordList } from "./word_list.ts";

/** What can be measured. */
const PARTS = ["products", "convolutions", "step"] as const;

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
    { args: "", text: { en: "All of it, in some seconds", fr: "Tout, en quelques secondes" } },
    {
      args: "--only products --rounds 200",
      text: { en: "The dense products, longer", fr: "Les produits denses, plus longtemps" },
    },
  ],
  options: {
    only: wordList(PARTS, {
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
  },
});

if (import.meta.main) {
  await runCommand(bench, async (options, { language, terminal, say }) => {
    const { only = PARTS, rounds, json } = options;
    const dataset = await loadMnist(), machine = thisMachine();
    const print = (sheet: Sheet) => {
      if (!json) terminal.print(`${sheetLines(sheet, terminal)}\n`);
    };
    const figures: { products?: unknown; convolutions?: unknown; steps?: unknown[] } = {};
    if (only.includes("products")) {
      const products = measureProducts(rounds);
      figures.products = products;
      print(productsSheet(products, language));
    }
    if (only.includes("convolutions")) {
      const convolutions = measureConvolutions(rounds);
      figures.convolutions = convolutions;
      print(convolutionsSheet(convolutions, language));
    }
    if (only.includes("step")) {
      figures.steps = NETWORKS.map((hidden) => {
        const step = measureStep(dataset, { hidden, rounds });
        print(stepSheet(step, language));
        return step;
      });
    }
    if (json) return terminal.print(JSON.stringify({ machine, rounds, ...figures }, null, 2));
    const { processor, cores, system, deno } = machine;
    say({
      en: `${processor}, cores: ${cores}, ${system}, Deno ${deno}. Medians, rounds: ${rounds}.`,
      fr: `${processor}, cœurs\u00a0: ${cores}, ${system}, Deno ${deno}. Médianes, tours\u00a0: ` +
        `${rounds}.`,
    });
  });
}
