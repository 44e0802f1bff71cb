/**
 * `deno task runs`: the runs in `results/`, the newest first.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import { formatCount, formatPercent } from "../number_format.js";
import { networkText } from "../nn/network_text.ts";
import { printable } from "../printable.ts";
import { RESULTS } from "../run/run_folder.ts";
import { type ListedRun, listedRuns } from "../run/run_list.ts";
import { formatTable } from "../terminal/table.ts";
import { command } from "./options/command.ts";
import { runCommand } from "./run.ts";

const runsCommand = command({
  name: "runs",
  summary: {
    en: "List the runs in results/, the newest first.",
    fr: "Donner la liste des entraînements de results/, le plus récent d’abord.",
  },
  description: {
    en:
      "The accuracy is that on the test images; of a baseline, iterations stand for epochs. Where " +
      "patience kept an earlier epoch, it is named: 7 of 10; where a training is not finished, 7 of " +
      "its 10 were. In a network, 16C5S2 is a convolution " +
      "of 16 filters of 5×5 pixels with a stride of 2, P1 a padding of 1, and MP2 a max-pooling of " +
      "2×2.",
    fr:
      "L’exactitude est celle sur les images de test\u00a0; pour une régression logistique, les " +
      "itérations tiennent lieu d’époques. Si la patience a gardé une époque plus ancienne, elle " +
      "est dite\u00a0: 7 sur 10\u00a0; si l’entraînement n’est pas terminé, 7 de ses 10 l’ont été. " +
      "Dans un réseau, 16C5S2 est une convolution de 16 filtres de 5×5 " +
      "pixels avec un pas de 2, P1 un remplissage de 1, et MP2 un max-pooling de 2×2.",
  },
  options: {},
});

const WORDS = {
  en: {
    head: ["run", "network", "accuracy", "epochs", "date", "state"],
    finished: "finished",
    interrupted: "interrupted",
    unfinished: "unfinished",
    damaged: "damaged",
    of: "of",
  },
  fr: {
    head: ["entraînement", "réseau", "exactitude", "époques", "date", "état"],
    finished: "terminé",
    interrupted: "interrompu",
    unfinished: "inachevé",
    damaged: "endommagé",
    of: "sur",
  },
};

function row(run: ListedRun, language: Language): string[] {
  const { name, metrics, checkpoint, unfinished } = run;
  const words = WORDS[language], day = dayText(run.date);
  const count = (n: number) => formatCount(n, language);
  const percent = (share: number) => formatPercent(share, { language });
  const part = (some: number, all: number) => `${count(some)} ${words.of} ${count(all)}`;
  if (checkpoint) {
    const { progress: { epochs }, recipe } = checkpoint, accuracy = epochs.at(-1)?.testAccuracy;
    const share = accuracy === undefined ? "–" : percent(accuracy);
    const done = part(epochs.length, recipe.epochs);
    return [name, printable(networkText(checkpoint)), share, done, day, words.unfinished];
  }
  if (!metrics) {
    return [name, "–", "–", "–", day, unfinished ? words.unfinished : words.damaged];
  }
  const made = "iterations" in metrics ? metrics.iterations : metrics.epochs.length;
  const { bestEpoch = made, interrupted, recipe } = metrics;
  return [
    name,
    printable(metrics.network ?? metrics.architecture.join("-")),
    percent(metrics.testAccuracy),
    interrupted && "epochs" in recipe
      ? part(made, recipe.epochs)
      : bestEpoch < made
      ? part(bestEpoch, made)
      : count(made),
    day,
    metrics.interrupted ? words.interrupted : words.finished,
  ];
}

/** The day, local, as in the names of runs: that and 80 columns suffice for a name that nobody chose. */
function dayText(date: Date): string {
  const two = (x: number) => String(x).padStart(2, "0");
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
}

if (import.meta.main) {
  await runCommand(runsCommand, async (_, { language, terminal, say }) => {
    const runs = await listedRuns(RESULTS);
    if (runs.length === 0) {
      return say({
        en: "results/ holds no run yet. Make one with: deno task train",
        fr:
          "results/ ne contient encore aucun entraînement. Lancez-en un avec\u00a0: deno task train",
      });
    }
    const { width, colour } = terminal;
    const rows = runs.map((run) => row(run, language));
    terminal.print(
      formatTable(rows, { head: WORDS[language].head, width, words: [1, 4, 5], colour }),
    );
  });
}
