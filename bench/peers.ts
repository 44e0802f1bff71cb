/**
 * `deno task bench:peers`: the same training in other libraries, side by side with Ardoise.
 *
 * @module
 */
import { Interruption } from "../src/cli/interruption.ts";
import { command } from "../src/cli/options/command.ts";
import { integer } from "../src/cli/options/number_option.ts";
import { choice, flag } from "../src/cli/options/option.ts";
import { CommandEnd, runCommand } from "../src/cli/run.ts";
import { loadMnist } from "../src/data/mnist.ts";
import { formatDuration } from "../src/number_format.js";
import { Redrawn } from "../src/terminal/redrawn.ts";
import { openTerminal } from "../src/terminal/terminal.ts";
import { CONV_RECIPE, DEFAULT_RECIPE, windowsOf } from "../src/train/recipe.ts";
import { thisMachine } from "./machine.ts";
import { findPython } from "./peers/find_python.ts";
import { named, PEER_KEYS, peersOn } from "./peers/peer.ts";
import { absences, comparisons, legend, peerTable, remarks } from "./peers/peer_table.ts";
import { measureRounds, results, type Tally } from "./peers/rounds.ts";
import { runPeer } from "./peers/run_peer.ts";
import { wordList } from "./word_list.ts";

/** The networks, and how they are trained: gradient descent, as every library has it. */
const NETWORKS = {
  standard: {
    network: `784-${DEFAULT_RECIPE.hidden.join("-")}-10`,
    ...{ hidden: DEFAULT_RECIPE.hidden[0], batch: DEFAULT_RECIPE.batch },
    ...{ rate: DEFAULT_RECIPE.rate, momentum: 0 },
  },
  conv: convolutionalNetwork(),
};

function convolutionalNetwork() {
  const { conv, batch } = CONV_RECIPE, { kernel, stride } = windowsOf(CONV_RECIPE);
  const layers = conv.map((filters) => `${filters}C${kernel}S${stride}`);
  const network = ["784", ...layers, "10"].join("-");
  return { network, conv, kernel, stride, batch, rate: 0.05, momentum: 0.9 };
}

const peersCommand = command({
  name: "bench:peers",
  summary: {
    en: "Time the same training in NumPy, PyTorch and TensorFlow.js, beside Ardoise.",
    fr: "Chronométrer le même entraînement avec NumPy, PyTorch et TensorFlow.js, à côté d’Ardoise.",
  },
  description: {
    en: "Each library runs in a process of its own, with one thread and with one for each core " +
      "where it can, and in each round Ardoise runs before it. A hundred steps on a network that " +
      "is thrown away come before the clock starts, and an epoch of Ardoise’s, whose kernels V8 " +
      "compiles while they run. What is not installed is listed, with the command that installs " +
      "it; npm packages are fetched the first time. With all of them, allow some minutes.",
    fr:
      "Chaque bibliothèque tourne dans son propre processus, avec un fil d’exécution et, si elle " +
      "le peut, avec un par cœur\u00a0; à chaque tour Ardoise passe avant elle. Cent pas sur un " +
      "réseau jeté ensuite précèdent la mesure, et une époque pour Ardoise, dont V8 compile les " +
      "noyaux en route. Ce qui n’est pas installé est nommé, avec la commande qui " +
      "l’installe\u00a0; les paquets npm sont récupérés la première fois. Avec toutes, comptez " +
      "quelques minutes.",
  },
  examples: [
    { args: "", text: { en: "All of them, five rounds", fr: "Toutes, cinq tours" } },
    {
      args: "--recipe conv --only pytorch",
      text: { en: "A convolutional network", fr: "Un réseau convolutif" },
    },
    {
      args: "--only numpy,pytorch --rounds 11",
      text: { en: "The two fastest, longer", fr: "Les deux plus rapides, plus longtemps" },
    },
  ],
  options: {
    recipe: choice(["standard", "conv"], {
      default: "standard",
      text: {
        en: "Which network: 784-64-10, or that of train --recipe conv, with momentum and no shift",
        fr: "Quel réseau\u00a0: 784-64-10, ou celui de train --recipe conv, avec inertie et sans " +
          "décalage",
      },
    }),
    rounds: integer({
      min: 1,
      max: 1000,
      default: 5,
      text: { en: "How often each library trains", fr: "Nombre d’entraînements par bibliothèque" },
    }),
    epochs: integer({
      min: 1,
      max: 1000,
      default: 1,
      text: { en: "Epochs of each training", fr: "Époques de chaque entraînement" },
    }),
    only: wordList(PEER_KEYS, {
      text: {
        en: "Whom to compare with, separated by commas; all if left out",
        fr: "À qui se comparer, séparés par des virgules\u00a0; à tous par défaut",
      },
    }),
    json: flag({
      default: false,
      text: { en: "Print JSON, for a program to read", fr: "Écrire du JSON, pour un programme" },
    }),
  },
});

if (import.meta.main) {
  await runCommand(peersCommand, async (options, { language, terminal, say }) => {
    const { rounds, epochs, json, only = PEER_KEYS } = options, machine = thisMachine();
    const convolutional = options.recipe === "conv",
      { network, ...sizes } = NETWORKS[options.recipe];
    const recipe = { ...sizes, epochs, seed: DEFAULT_RECIPE.seed };
    const peers = peersOn(machine.cores, { convolutional })
      .filter(({ key }) => only.some((name) => name === key));
    const dataset = await loadMnist();
    const pythons = new Map<string, Promise<string | undefined>>();
    const python = (module: string) =>
      pythons.getOrInsertComputed(module, () => findPython(module));

    // On the error output, so that what is asked for can go to a file.
    const line = new Redrawn(openTerminal(language, Deno.stderr));
    const began = performance.now();
    const told = (round: number) => {
      const since = formatDuration((performance.now() - began) / 1000, { language });
      return `${{ en: "round", fr: "tour" }[language]} ${round}/${rounds}  ${since}`;
    };
    let tallies: readonly Tally[] = [], finished = 0;
    using interruption = new Interruption({ language });
    const steps = measureRounds({ peers, rounds }, (peer, round) => {
      line.update(() => `${told(round)}  ${named(peer)}`);
      return runPeer(peer, { recipe, dataset, findPython: python });
    });
    for await (const step of steps) {
      if (interruption.requested) break;
      const [{ absent }] = tallies = step.tallies;
      // Without Ardoise in every round there is nothing to compare with.
      if (absent) throw new CommandEnd(1, absent.absent);
      if (step.round > finished + 1) line.keep(told(++finished));
    }
    if (!interruption.requested) line.keep(told(++finished));

    const list = results(tallies);
    if (finished === 0) {
      // Interrupted before every peer had its turn: nothing to compare.
    } else if (json) {
      const absent = tallies.filter((each) => each.absent)
        .map(({ peer, absent }) => ({ peer, ...absent }));
      const found = { machine, recipe, rounds: finished, results: list, absent };
      terminal.print(JSON.stringify(found, null, 2));
    } else {
      const { width, colour } = terminal;
      terminal.print(peerTable(tallies, list, { language, width, colour }));
      const paragraphs = [
        comparisons(list),
        [legend({ ...recipe, network, rounds: finished })],
        remarks(list, machine),
        absences(tallies),
      ];
      for (const paragraph of paragraphs.filter(({ length }) => length > 0)) {
        terminal.print();
        paragraph.forEach(say);
      }
    }
    if (interruption.requested) {
      throw new CommandEnd(130, {
        en: `interrupted; rounds finished: ${finished} of ${rounds}`,
        fr: `interrompu\u00a0; tours terminés\u00a0: ${finished} sur ${rounds}`,
      });
    }
  });
}
