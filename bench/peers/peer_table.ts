/**
 * The comparison for people: a table, and what it does not say by itself.
 *
 * @module
 */
import type { Language, Text } from "../../src/errors.ts";
import { formatCount, formatNumber, formatPercent } from "../../src/number_format.js";
import { formatTable } from "../../src/terminal/table.ts";
import { type Headline, headlines, reference, type Result } from "./comparison.ts";
import type { Machine } from "./machine.ts";
import type { Tally } from "./rounds.ts";

const HEAD = {
  en: ["", "threads", "images/s", "spread", "accuracy", "images", "A1", "A2"],
  fr: ["", "fils", "images/s", "écart", "exactitude", "images", "A1", "A2"],
};

/** The table: a line for each peer that ran, and for each that did not, a dash in every column. */
export function peerTable(
  tallies: readonly Tally[],
  list: readonly Result[],
  { language, width, colour }: { language: Language; width: number; colour: boolean },
): string {
  const rows = tallies.map(({ peer }) => {
    const result = list.find((each) => each.peer === peer);
    if (!result) return [peer.name, String(peer.threads), ...Array(6).fill("–")];
    const [least, most] = result.range;
    const spread = (most - least) / result.imagesPerSecond;
    return [
      peer.name,
      String(result.threads),
      formatCount(result.imagesPerSecond, language),
      formatPercent(spread, { language, digits: 0 }),
      formatPercent(result.accuracy, { language }),
      formatCount(result.images, language),
      ...[1, 2].map((threads) => {
        const ardoise = reference(list, threads);
        return ardoise ? times(ardoise.imagesPerSecond / result.imagesPerSecond, language) : "–";
      }),
    ];
  });
  return formatTable(rows, { head: HEAD[language], width, colour });
}

/** How to read the table. */
export function legend({ rounds, epochs, batch, hidden, rate }: {
  readonly rounds: number;
  readonly epochs: number;
  readonly batch: number;
  readonly hidden: number;
  readonly rate: number;
}): Text {
  return {
    en: `A1, A2: how many times as fast Ardoise is, with one thread and with two. Network ` +
      `784-${hidden}-10, batch ${batch}, rate ${rate} falling to 0, epochs: ${epochs}. Training ` +
      `steps only; medians, rounds: ${rounds}; spread: fastest less slowest, as a part of the ` +
      "median. Accuracy on the 10,000 test images.",
    fr: `A1, A2\u00a0: combien de fois Ardoise est plus rapide, avec un fil d’exécution et avec ` +
      `deux. Réseau 784-${hidden}-10, lots de ${batch}, taux ${
        formatNumber(rate, { language: "fr" })
      } décroissant vers 0, époques\u00a0: ${epochs}. Pas d’entraînement seuls\u00a0; médianes, ` +
      `tours\u00a0: ${rounds}\u00a0; écart\u00a0: du plus lent au plus rapide, en part de la médiane. ` +
      "Exactitude sur les 10\u202f000 images de test.",
  };
}

/** The versions, the machine, and the remarks of the runners: a line each. */
export function remarks(list: readonly Result[], machine: Machine): Text[] {
  const { processor, cores, system, deno } = machine;
  const versions = [...new Set(list.map(({ version }) => version))].join(", ");
  const notes = new Map(
    list.flatMap(({ peer, threads, note }) =>
      note ? [[note.en, { peer, threads, note }] as const] : []
    ),
  );
  return [
    {
      en: `${processor}, cores: ${cores}, ${system}, Deno ${deno}`,
      fr: `${processor}, cœurs\u00a0: ${cores}, ${system}, Deno ${deno}`,
    },
    ...(versions ? [{ en: versions, fr: versions }] : []),
    ...notes.values().map(({ peer, threads, note }) => ({
      en: `${peer.name} (${threads}): ${note.en}`,
      fr: `${peer.name} (${threads})\u00a0: ${note.fr}`,
    })),
  ];
}

/** What did not run and why; what is missing once for each command that installs it. */
export function absences(tallies: readonly Tally[]): Text[] {
  const absent = tallies.flatMap(({ peer, runs, absent }) =>
    absent ? [{ peer, runs: runs.length, ...absent }] : []
  );
  const failed = absent.filter(({ missing }) => !missing);
  const missing = Map.groupBy(absent.filter(({ missing }) => missing), ({ peer }) => peer.install);
  return [
    ...failed.map(({ peer, runs, absent: { en, fr } }) => ({
      // Its line of the table is then the median of fewer runs than the legend says.
      en: `${peer.name} (${peer.threads}): ${en}` + (runs > 0 ? `; runs before that: ${runs}` : ""),
      fr: `${peer.name} (${peer.threads})\u00a0: ${fr}` +
        (runs > 0 ? `\u00a0; passages avant cela\u00a0: ${runs}` : ""),
    })),
    ...missing.values().map((group) => {
      const names = [...new Set(group.map(({ peer }) => peer.name))].join(", ");
      const [{ absent: { en, fr }, peer: { install, debian } }] = group;
      return {
        en: `missing: ${names}: ${en}. To install it: ${install}` +
          (debian ? `; on Debian: ${debian}` : ""),
        fr: `absent\u00a0: ${names}\u00a0: ${fr}. Pour l’installer\u00a0: ${install}` +
          (debian ? `\u00a0; sous Debian\u00a0: ${debian}` : ""),
      };
    }),
  ];
}

/** The comparisons in a sentence each. */
export function headlineTexts(list: readonly Result[]): Text[] {
  const { oneThread, twoThreads, tfjsWasm } = headlines(list);
  const line = (found: Headline | undefined, say: (against: string) => Text): Text[] => {
    if (!found) return [];
    const { peer, threads } = found.against;
    const { en, fr } = say(`${peer.name} (${threads})`);
    return [{
      en: `${en}: ${times(found.ratio, "en")}`,
      fr: `${fr}\u00a0: ${times(found.ratio, "fr")}`,
    }];
  };
  return [
    ...line(oneThread, (against) => ({
      en: `one thread, against the better of NumPy float32 and PyTorch, ${against}`,
      fr: `un fil, contre le meilleur de NumPy float32 et de PyTorch, ${against}`,
    })),
    ...line(twoThreads, (against) => ({
      en: `two threads, against the best of all, ${against}`,
      fr: `deux fils, contre le meilleur de tous, ${against}`,
    })),
    ...line(tfjsWasm, (against) => ({
      en: `at its best, against ${against}`,
      fr: `au mieux, contre ${against}`,
    })),
  ];
}

/** A ratio: `2.1×`, or `86×` from ten on. */
function times(ratio: number, language: Language): string {
  return `${formatNumber(ratio, { language, digits: ratio < 9.95 ? 2 : 0 })}×`;
}
