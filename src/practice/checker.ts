/**
 * Judges what the learner's functions returned: result by result, in the order of the formula.
 *
 * @module
 */
import { giver } from "./clue.ts";
import { diagnose, worst } from "./diagnosis.ts";
import { Draw } from "./draw.ts";
import { type Exercise, trialsOf } from "./exercise.ts";
import { failureFinding } from "./failure.ts";
import type { Finding, Judged, Verdict } from "./finding.ts";
import { agrees, shapeOf, type Tensor } from "./tensor.ts";
import { type Call, isTensor, type Transcript } from "./transcript.ts";

/** Judges a transcript; `seed` is the one that its inputs were drawn with. */
export function check(exercise: Exercise, transcript: Transcript, seed: number): Verdict {
  const { calls, failure } = transcript;
  const names = Object.keys(exercise.results);
  // What is right of each call, whatever the learner's earlier results are.
  const truths = new Map(calls.map((call) => [call, {} as Record<string, Tensor>]));
  const judged = new Map(names.map((name) => [name, judge(exercise, { name, truths, seed })]));
  const first = (name: string) => judged.get(name)!.filter(({ call }) => !call.again);
  const right = names.filter((name) => {
    const all = first(name);
    return all.length > 0 && all.every((one) => one.isTrue);
  });
  const notes = [
    ...new Set(names.flatMap((name) => first(name).flatMap(({ note }) => note ?? []))),
  ];
  const verdict = (finding: Finding): Verdict => ({
    solved: false,
    right,
    finding,
    notes: [],
  });
  const changed = calls.flatMap((call) => call.changed);
  const order = exercise.functions.map(({ name }) => name);
  for (const name of names) {
    const now = order.indexOf(giver(exercise, name).name);
    const before = changed.find((one) => order.indexOf(one.function) < now);
    if (before) return verdict(changedFinding(before));
    const all = judged.get(name)!;
    const wrong = all.find((one) => one.found !== undefined && !one.agrees);
    if (!wrong) continue;
    const memory = rememberedFinding(exercise, name, all, wrong);
    if (memory) return verdict(memory);
    return verdict(diagnose({ exercise, name, judged: telling(all), wrong }));
  }
  if (failure) {
    const finding = failureFinding(exercise, failure);
    return { ...verdict(finding), ...(failure.kind === "unwritten" && { unwritten: true }) };
  }
  if (changed.length > 0) return verdict(changedFinding(changed[0]));
  return { solved: true, right, notes };
}

function judge(
  exercise: Exercise,
  { name, truths, seed }: {
    readonly name: string;
    readonly truths: ReadonlyMap<Call, Record<string, Tensor>>;
    readonly seed: number;
  },
): Judged[] {
  const { reference, conventions = [] } = exercise.results[name];
  const trials = trialsOf(exercise);
  const earlier = Object.keys(exercise.results);
  earlier.length = earlier.indexOf(name);
  return [...truths].flatMap(([call, truth]) => {
    const { trial, results } = call;
    const inputs = exercise.draw(new Draw(seed, { trial, trials }));
    const found = results[name];
    // What follows from a result that is no tensor of the right shape cannot be judged.
    const mine: Record<string, Tensor> = {};
    for (const before of earlier) {
      const value = results[before];
      if (!isTensor(value)) return [];
      mine[before] = value;
    }
    let right: Tensor;
    try {
      right = reference(inputs, mine);
      shapeOf(right); // It throws where something is undefined.
    } catch {
      return [];
    }
    const same = (value: Tensor) => isTensor(found) && agrees(found, value);
    const byConvention = (before: Record<string, Tensor>, value: Tensor) =>
      same(value)
        ? undefined
        : conventions.find(({ compute }) => same(compute(inputs, before, value)));
    const other = byConvention(mine, right);
    const agreed = same(right) || other !== undefined;
    const follows = earlier.every((before) => truth[before] === mine[before]);
    const value = follows ? right : reference(inputs, truth);
    const isTrue = follows ? agreed : same(value) || byConvention(truth, value) !== undefined;
    truth[name] = isTrue ? found as Tensor : value;
    return [{ call, inputs, found, right, agrees: agreed, isTrue, note: other?.note }];
  });
}

/**
 * The calls that tell most about a mistake: the first of each trial; where a second call with the same
 * inputs gives something else, only the very first, before anything was kept.
 */
function telling(all: readonly Judged[]): readonly Judged[] {
  const isKept = all.some((one) => {
    const before = all.find(({ call }) => call.trial === one.call.trial && !call.again);
    return one.call.again && isTensor(one.found) && isTensor(before?.found) &&
      !agrees(one.found, before.found);
  });
  const firsts = all.filter(({ call, found }) => !call.again && found !== undefined);
  return isKept ? firsts.slice(0, 1) : firsts;
}

/** Something is kept from one call to the next: the very first call was right. */
function rememberedFinding(
  exercise: Exercise,
  name: string,
  all: readonly Judged[],
  wrong: Judged,
): Finding | undefined {
  if (!all[0].agrees || !isTensor(wrong.found)) return undefined;
  const { formula } = exercise.results[name];
  const stale = all.some(({ call, found }) =>
    call.trial < wrong.call.trial && isTensor(found) && agrees(wrong.found as Tensor, found)
  );
  if (stale) {
    return {
      says: {
        en:
          `The first call gives a right ${name}. Called with new inputs, it gives the same numbers again.`,
        fr:
          `Le premier appel donne un ${name} juste. Avec d’autres entrées, on obtient encore les mêmes nombres.`,
      },
      asks: {
        en: "What does your code keep from the first call?",
        fr: "Que garde votre code du premier appel\u00a0?",
      },
      mutants: ["stale"],
      formula,
    };
  }
  if (!wrong.call.again) return undefined;
  const twice = isTensor(wrong.found) && agrees(wrong.found, doubled(wrong.right));
  return {
    says: twice
      ? {
        en:
          `The first call gives a right ${name}; the second, with the same inputs, gives it twice as large.`,
        fr:
          `Le premier appel donne un ${name} juste\u00a0; le second, avec les mêmes entrées, le donne deux fois plus grand.`,
      }
      : {
        en: `The first call gives a right ${name}; the second, with the same inputs, does not.`,
        fr:
          `Le premier appel donne un ${name} juste\u00a0; le second, avec les mêmes entrées, n’y arrive plus.`,
      },
    asks: {
      en: "What is left from the first call when the second one starts? Where is it set to zero?",
      fr:
        "Que reste-t-il du premier appel quand le second commence\u00a0? Où est-ce remis à zéro\u00a0?",
    },
    mutants: [twice ? "accumulated" : "left over"],
    formula,
    place: worst(exercise, name, wrong),
  };
}

function doubled(tensor: Tensor): Tensor {
  return typeof tensor === "number" ? 2 * tensor : tensor.map(doubled);
}

function changedFinding(changed: Call["changed"][number]): Finding {
  const { function: name, argument } = changed;
  return {
    says: {
      en:
        `${name} returns what is right, but changes its argument ${argument}, which whoever calls it still needs.`,
      fr:
        `${name} renvoie ce qu’il faut, mais modifie son argument ${argument}, dont l’appelant a encore besoin.`,
    },
    asks: {
      en: `Which line writes into ${argument}? Where could it write instead?`,
      fr: `Quelle ligne écrit dans ${argument}\u00a0? Où pourrait-elle écrire à la place\u00a0?`,
    },
    mutants: ["argument changed"],
  };
}
