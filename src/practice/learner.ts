/**
 * Calls the learner's functions, in a process of their own that has no permissions. What it tells the
 * runner are lines of its standard output that begin with a mark; all other lines are the learner's.
 *
 * @module
 */
import { UserError } from "../errors.ts";
import { Draw } from "./draw.ts";
import {
  type Exercise,
  type LearnerFunction,
  type Mine,
  type Tools,
  type TrainedNetwork,
  trialsOf,
} from "./exercise.ts";
import {
  type Call,
  copied,
  type Failure,
  fromJson,
  type Returned,
  toJson,
  type Transcript,
} from "./transcript.ts";

/** What the process tells the runner. */
export type Told =
  | { readonly kind: "calling"; readonly function?: string }
  | { readonly kind: "call"; readonly call: Call }
  | { readonly kind: "failed"; readonly failure: Failure; readonly call?: Call }
  | {
    readonly kind: "say";
    readonly text: { readonly en: string; readonly fr: string };
    readonly instead?: boolean;
  }
  | { readonly kind: "keep"; readonly trained: TrainedNetwork }
  | { readonly kind: "done" };

/** What a function that is still as it came throws, in either language. */
export const UNWRITTEN = { en: "not written yet", fr: "pas encore écrite" } as const;

/** What `attend` needs to know. */
export interface Attendance {
  /** What each line to the runner begins with. */
  readonly mark: string;
  /** Which inputs are drawn. */
  readonly seed: number;
  /** The address of the learner's file. */
  readonly file: string;
  /** Loads it. */
  readonly load: () => Promise<Mine>;
  /** What the exercise's `data` gave, if it has one. */
  readonly data?: Uint8Array;
  /** Load the learner's files of exercises that are used by this one, by their numbers. */
  readonly earlier?: Readonly<Record<number, () => Promise<Mine>>>;
}

/** Loads the learner's file, calls its functions, and tells the runner what they return. */
export async function attend(exercise: Exercise, attendance: Attendance): Promise<void> {
  const { mark, file, load } = attendance;
  const encoder = new TextEncoder();
  const tell = (told: Told) => {
    let bytes = encoder.encode(`${mark}${toJson(told)}\n`);
    while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
  };
  tell({ kind: "calling" });
  let mine: Mine;
  try {
    mine = await load();
  } catch (error) {
    return tell({ kind: "failed", failure: { kind: "load", ...told(error, file) } });
  }
  const earlier = await solvedBefore(exercise, attendance);
  await callAll(exercise, mine, { ...attendance, earlier, tell });
}

/** The functions of earlier exercises, of those that are right as they stand now. */
async function solvedBefore(exercise: Exercise, attendance: Attendance): Promise<Mine> {
  const solved: Record<string, Mine[string]> = {};
  for (const one of exercise.uses ?? []) {
    const load = attendance.earlier?.[one.number];
    if (!load) continue;
    try {
      const mine = await load(), calls: Call[] = [];
      let failure: Failure | undefined;
      const { seed, file } = attendance;
      await callAll(one, mine, {
        seed,
        file,
        tell: (told) => {
          if (told.kind === "call") calls.push(told.call);
          if (told.kind === "failed") failure = told.failure;
        },
      });
      const { check } = await import("./checker.ts");
      if (!check(one, fromJson(toJson({ calls, failure })) as Transcript, seed).solved) continue;
      for (const { name } of one.functions) solved[name] = mine[name];
    } catch {
      // It cannot be loaded any more: as good as not solved.
    }
  }
  return solved;
}

/** Calls the functions with the inputs of each trial, twice; `tell` is given what they return. */
export async function callAll(
  exercise: Exercise,
  mine: Mine,
  options: Pick<Attendance, "seed" | "file" | "data"> & {
    readonly earlier?: Mine;
    readonly tell: (told: Told) => void;
  },
): Promise<void> {
  const { seed, file, data = new Uint8Array(), earlier = {}, tell } = options;
  const trials = trialsOf(exercise), calls: Call[] = [];
  const say: Tools["say"] = (text, { instead } = {}) =>
    tell({ kind: "say", text, ...(instead && { instead }) });
  const keep: Tools["keep"] = (trained) => tell({ kind: "keep", trained });
  for (let trial = 0; trial < trials; trial++) {
    for (const again of exercise.repeats === false ? [false] : [false, true]) {
      const results: Record<string, Returned> = {};
      const changed: Call["changed"][number][] = [];
      const call: Call = { trial, again, results, changed };
      const inputs = () => exercise.draw(new Draw(seed, { trial, trials }));
      const give = (values: object) => {
        for (const [name, value] of Object.entries(values)) results[name] = copied(value);
      };
      let current = exercise.functions[0].name;
      const asked = exercise.functions.map((spec): LearnerFunction & { run: Mine[string] } => ({
        ...spec,
        run: (...args: unknown[]) => {
          current = spec.name;
          if (typeof mine[spec.name] !== "function") throw new Missing();
          tell({ kind: "calling", function: spec.name });
          return mine[spec.name](...args);
        },
      }));
      try {
        if (exercise.play) {
          const wrapped = Object.fromEntries(asked.map(({ name, run }) => [name, run]));
          const tools = { give, say, keep, data, earlier };
          give(await exercise.play({ ...mine, ...wrapped }, inputs(), tools));
        } else {
          for (const { name, takes, gives, run } of asked) {
            const given = inputs(), kept = inputs();
            const value = run(...takes.map((argument) => given[argument]));
            if (typeof gives === "string") give({ [gives]: value });
            else for (const part of gives) give({ [part]: value?.[part] });
            for (const argument of takes) {
              if (toJson(copied(given[argument])) !== toJson(copied(kept[argument]))) {
                changed.push({ function: name, argument });
              }
            }
          }
        }
      } catch (error) {
        const isUnwritten = error instanceof Error &&
          Object.values<string>(UNWRITTEN).includes(error.message);
        const failure: Failure = error instanceof Missing || isUnwritten
          ? { kind: isUnwritten ? "unwritten" : "missing", function: current }
          : error instanceof UserError
          ? { kind: "refused", text: error.text, ...told(error, file) }
          : { kind: "threw", function: current, ...told(error, file) };
        return tell({ kind: "failed", failure, call });
      }
      tell({ kind: "call", call });
      calls.push(call);
    }
  }
  if (exercise.finale && data.length > 0) {
    const { check } = await import("./checker.ts");
    const { solved } = check(exercise, fromJson(toJson({ calls })) as Transcript, seed);
    if (solved) await exercise.finale(mine, { give: () => {}, say, keep, data, earlier });
  }
  tell({ kind: "done" });
}

class Missing extends Error {}

/** An error as it is told, with the place of the learner's file where it comes from. */
function told(error: unknown, file: string): { message: string; line?: number; column?: number } {
  if (!(error instanceof Error)) return { message: `throw ${described(error)}` };
  const text = `${error.stack ?? ""}\n${error.message}`;
  // Addresses are written with letters beyond ASCII as they are, or as %C3%A9.
  const place = [file, decodeURI(file)].flatMap((name) => {
    const at = text.indexOf(`${name}:`);
    return at < 0 ? [] : /^:(\d+):(\d+)/.exec(text.slice(at + name.length)) ?? [];
  }).slice(1, 3);
  // A parser's message goes on with the line and a mark under it.
  const [first] = error.message.split("\n");
  return {
    message: first.startsWith("SyntaxError") ? first : `${error.name}: ${first}`,
    ...(place.length > 0 && { line: Number(place[0]), column: Number(place[1]) }),
  };
}

function described(thrown: unknown): string {
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return typeof thrown;
  }
}

/**
 * The code of a worker that watches over this process. It tells the runner how much memory there is in
 * use, ten times a second. When nobody listens any more, because the runner ended, it ends the process
 * even out of an endless loop: without permissions, a worker can only do so by using up the heap.
 */
export function watchdog(mark: string): string {
  return `const encoder = new TextEncoder();
setInterval(() => {
  try {
    const { rss } = Deno.memoryUsage();
    Deno.stdout.writeSync(encoder.encode(${JSON.stringify(mark)} + "rss " + rss + "\\n"));
  } catch {
    const all = [];
    for (;;) all.push(new Array(1e5).fill(0.5));
  }
}, 100);`;
}
