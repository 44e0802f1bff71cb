/**
 * The comparison for people: a table, and what it does not say by itself.
 *
 * @module
 */
import type { Language, Text } from "../../src/errors.ts";
import { formatCount, formatNumber, formatPercent } from "../../src/number_format.js";
import { formatTable } from "../../src/terminal/table.ts";
import type { Machine } from "../machine.ts";
import { named } from "./peer.ts";
import type { PeerTask } from "./peer_task.ts";
import type { Result, Tally } from "./rounds.ts";

const HEAD = {
  en: ["", "threads", "images/s", "spread", "accuracy", "images", "Ardoise"],
  fr: ["", "fils", "images/s", "écart", "exactitude", "images", "Ardoise"],
};

/** The table: a line for each peer that ran, and for each that did not, a dash in every column. */
export function peerTable(
  tallies: readonly Tally[],
  list: readonly Result[],
  { language, width, colour }: { language: Language; width: number; colour: boolean },
): string {
  const [ardoise] = list;
  const rows = tallies.map(({ peer }) => {
    const { name, threads, images } = peer, result = list.find((each) => each.peer === peer);
    if (!result) return [name, String(threads), ...Array(5).fill("–")];
    const { imagesPerSecond, accuracy, range: [least, most] } = result;
    return [
      name,
      String(threads),
      formatCount(imagesPerSecond, language),
      formatPercent((most - least) / imagesPerSecond, { language, digits: 0 }),
      formatPercent(accuracy, { language }),
      formatCount(images, language),
      times(ardoise.imagesPerSecond / imagesPerSecond, language),
    ];
  });
  return formatTable(rows, { head: HEAD[language], width, colour });
}

/** Ardoise against a library with one thread, NumPy or else PyTorch, and against the fastest of all. */
export function comparisons([ardoise, ...others]: readonly Result[]): Text[] {
  const against = (other: Result | undefined, say: (who: string) => Text): Text[] => {
    if (!other) return [];
    const ratio = ardoise.imagesPerSecond / other.imagesPerSecond;
    const { en, fr } = say(named(other.peer));
    return [{ en: `${en}: ${times(ratio, "en")}`, fr: `${fr}\u00a0: ${times(ratio, "fr")}` }];
  };
  const [fastest] = others.toSorted((a, b) => b.imagesPerSecond - a.imagesPerSecond);
  return [
    ...against(
      others.find(({ peer }) => ["numpy", "pytorch"].includes(peer.key) && peer.threads === 1),
      (who) => ({ en: `against ${who}`, fr: `contre ${who}` }),
    ),
    ...against(fastest, (who) => ({
      en: `against the fastest of all, ${who}`,
      fr: `contre le plus rapide de tous, ${who}`,
    })),
  ];
}

/** How to read the table. */
export function legend(
  { rounds, network, epochs, batch, rate, momentum }:
    & { rounds: number; network: string }
    & Pick<PeerTask, "epochs" | "batch" | "rate" | "momentum">,
): Text {
  const french = (x: number) => formatNumber(x, { language: "fr" });
  const [en, fr] = momentum > 0
    ? [`, momentum ${momentum}`, `, inertie ${french(momentum)}`]
    : ["", ""];
  return {
    en: `Ardoise: how many times as fast it is. Network ${network}, batch ${batch}, rate ${rate} ` +
      `falling to 0${en}, epochs: ${epochs}. Training steps only; medians, rounds: ${rounds}; ` +
      "spread: fastest less slowest, as a part of the median. Accuracy on the 10,000 test images, " +
      "or on as many as were learnt from.",
    fr: `Ardoise\u00a0: combien de fois il est plus rapide. Réseau ${network}, lots de ${batch}, ` +
      `taux ${french(rate)} décroissant vers 0${fr}, époques\u00a0: ${epochs}. Pas ` +
      `d’entraînement seuls\u00a0; médianes, tours\u00a0: ${rounds}\u00a0; ` +
      "écart\u00a0: du plus lent au plus rapide, en part de la médiane. Exactitude sur les " +
      "10\u202f000 images de test, ou sur autant qu’il y en avait à apprendre.",
  };
}

/** The machine and the versions: a line each, and one for a NumPy or PyTorch that is slow for its BLAS. */
export function remarks(list: readonly Result[], machine: Machine): Text[] {
  const { processor, cores, system, deno } = machine;
  const versions = [...new Set(list.map(({ version }) => version))].join(", ");
  const install = "apt install libopenblas0-pthread";
  return [
    {
      en: `${processor}, cores: ${cores}, ${system}, Deno ${deno}`,
      fr: `${processor}, cœurs\u00a0: ${cores}, ${system}, Deno ${deno}`,
    },
    { en: versions, fr: versions },
    ...(versions.includes("reference BLAS")
      ? [{
        en: `reference BLAS is slow, and no fair comparison: on Debian, ${install}`,
        fr: `la BLAS de référence est lente, la comparaison injuste\u00a0: sous Debian, ${install}`,
      }]
      : []),
  ];
}

/** What did not run, and why: a line for each reason. */
export function absences(tallies: readonly Tally[]): Text[] {
  const absent = tallies.filter((each) => each.absent);
  const reasons = Map.groupBy(absent, ({ absent }) => absent!.absent.en);
  return [...reasons.values()].map((group) => {
    const { en, fr } = group[0].absent!.absent;
    // Who failed later has a line in the table: the median of fewer runs than the legend says.
    const names = (after: (runs: number) => string) =>
      group.map(({ peer, runs }) => named(peer) + (runs.length > 0 ? after(runs.length) : ""))
        .join(", ");
    return {
      en: `not measured: ${names((runs) => ` after ${runs} runs`)}: ${en}`,
      fr: `sans mesure\u00a0: ${names((runs) => ` après ${runs} passages`)}\u00a0: ${fr}`,
    };
  });
}

/** A ratio: `2.1×`, or `86×` from ten on. */
function times(ratio: number, language: Language): string {
  return `${formatNumber(ratio, { language, digits: ratio < 9.95 ? 2 : 0 })}×`;
}
