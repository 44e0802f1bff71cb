/**
 * Runs the learner's code in a process without permissions, with limits of time and memory.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Text, UserError } from "../errors.ts";
import { type Exercise, fileOf, type TrainedNetwork } from "./exercise.ts";
import { type Told, watchdog } from "./learner.ts";
import { readProgress } from "./progress.ts";
import { type Call, type Failure, fromJson, type Transcript } from "./transcript.ts";

/** How the learner's code is run. */
export interface RunOptions {
  /** Its file. */
  readonly path: string;
  /** What it says: needed for the exercise's `data`. */
  readonly source: string;
  /** Which inputs are drawn. */
  readonly seed: number;
  /** Ends it, as when the file was saved again. */
  readonly signal?: AbortSignal;
  /** Called with all that the exercise said so far, each time it says something. */
  readonly onSay?: (said: readonly Text[]) => void;
  /** Whether the exercise may take its time, and all its data; not by default. */
  readonly isWhole?: boolean;
}

/** What the learner's code did, and what it wrote itself. */
export interface Outcome extends Transcript {
  /** The lines that it wrote: at most the first 200. */
  readonly output: readonly string[];
  /** What the exercise said. */
  readonly said: readonly Text[];
  /** The network that it trained, if it did. */
  readonly trained?: TrainedNetwork;
}

/** What the memory in use may exceed the heap by, in MB: Deno itself, and typed arrays. */
const BESIDES = 400;
/** The most lines of the learner's that are kept. */
const LINES = 200;

/** Runs the functions of an exercise. It needs `--allow-run=deno`. */
export async function runLearner(exercise: Exercise, options: RunOptions): Promise<Outcome> {
  const { seconds = 4, megabytes = 200 } = exercise;
  const said: Text[] = [], output: string[] = [], calls: Call[] = [];
  let data: Uint8Array<ArrayBufferLike> | undefined;
  try {
    data = await exercise.data?.(options.source, { isWhole: options.isWhole ?? false });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { calls, output, said, failure: { kind: "refused", text: error.text } };
  }
  const done = exercise.uses ? await readProgress(dirname(options.path)) : undefined;
  const uses = exercise.uses?.filter(({ number }) => done!.has(number)) ?? [];
  const mark = `\x02${crypto.randomUUID()} `;
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-lock",
      // Exercises that use the kernels need the imports that it names.
      `--config=${fileURLToPath(new URL("../../deno.json", import.meta.url))}`,
      `--v8-flags=--max-old-space-size=${megabytes}`,
      `data:application/typescript,${
        encodeURIComponent(program(exercise, { ...options, mark, uses }))
      }`,
    ],
    stdin: data ? "piped" : "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let ending: Failure | undefined, running: string | undefined, isDone = false, inUse = 0;
  let trained: TrainedNetwork | undefined;
  const stop = (failure?: Failure) => {
    ending ??= failure;
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  // A process outlives the one that started it.
  const leave = () => stop();
  globalThis.addEventListener("unload", leave);
  options.signal?.addEventListener("abort", leave);
  if (options.signal?.aborted) leave();
  const late = () => {
    // A heap that is nearly full is searched for room again and again, and never quite fills up.
    // Data lies beside it, as it was sent and unpacked.
    const isFull = inUse > megabytes + 2 * (data?.length ?? 0) / 1e6;
    stop(
      isFull
        ? { kind: "memory", function: running, limit: megabytes }
        : { kind: "time", function: running, limit: seconds },
    );
  };
  let timer = setTimeout(late, 1000 * seconds);
  const hear = (line: string) => {
    const at = line.indexOf(mark);
    const own = at < 0 ? line : line.slice(0, at);
    if (own !== "" && output.length < LINES) output.push(own);
    if (at < 0) return;
    const text = line.slice(at + mark.length);
    if (text.startsWith("rss ")) {
      inUse = Number(text.slice(4)) / 1e6;
      const limit = megabytes + BESIDES;
      if (inUse > limit) stop({ kind: "memory", function: running, limit });
      return;
    }
    const told = fromJson(text) as Told;
    if (told.kind === "calling") running = told.function;
    else if (told.kind === "call") calls.push(told.call);
    else if (told.kind === "keep") ({ trained } = told);
    else if (told.kind === "say") {
      if (told.instead) said.pop();
      said.push(told.text);
      clearTimeout(timer);
      timer = setTimeout(late, 1000 * seconds);
      options.onSay?.(said);
    } else {
      isDone = true;
      if (told.kind === "failed") {
        ending ??= told.failure;
        if (told.call) calls.push(told.call);
      }
      stop();
    }
  };
  const errors: string[] = [];
  try {
    if (data) await feed(child.stdin, data);
    const [status] = await Promise.all([
      child.status,
      eachLine(child.stdout, hear),
      eachLine(child.stderr, (line) => errors.length < LINES && errors.push(line)),
    ]);
    const isFull = errors.some((line) => /out of memory|heap limit/i.test(line));
    if (!isDone && isFull) ending ??= { kind: "memory", function: running, limit: megabytes };
    else if (!isDone && !ending && !options.signal?.aborted) {
      ending = { kind: "left", function: running, status: status.code };
    }
    if (!isFull) output.push(...errors.slice(0, LINES - output.length));
    return {
      ...{ calls, output, said },
      ...(trained && { trained }),
      ...(ending && { failure: ending }),
    };
  } finally {
    clearTimeout(timer);
    stop();
    globalThis.removeEventListener("unload", leave);
    options.signal?.removeEventListener("abort", leave);
  }
}

/** The program of the process. The learner's file has a literal address: such an import needs no permission. */
function program(
  exercise: Exercise,
  { path, seed, mark, uses }: RunOptions & {
    readonly mark: string;
    readonly uses: readonly Exercise[];
  },
): string {
  const text = JSON.stringify;
  const earlier = uses.map((one) =>
    `${one.number}: () => import(${text(pathToFileURL(join(dirname(path), fileOf(one))).href)})`
  );
  const definition = new URL(`../../practice/${definitionOf(exercise)}`, import.meta.url).href;
  const file = pathToFileURL(path).href;
  const data = exercise.data
    ? "new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer())"
    : "undefined";
  return `import { attend } from ${text(new URL("learner.ts", import.meta.url).href)};
import exercise from ${text(definition)};
new Worker(${
    text(`data:application/javascript,${encodeURIComponent(watchdog(mark))}`)
  }, { type: "module" });
await attend(exercise, { mark: ${text(mark)}, seed: ${seed}, file: ${text(file)}, data: ${data},
  earlier: { ${earlier.join(", ")} },
  load: ${exercise.language ? "async () => ({})" : `() => import(${text(file)})`} });`;
}

/** The file of an exercise's definition, in `practice/`: `e02_softmax.ts`. */
export function definitionOf(exercise: Exercise): string {
  return `e${fileOf(exercise)}`;
}

async function feed(stdin: WritableStream<Uint8Array>, data: Uint8Array): Promise<void> {
  const writer = stdin.getWriter();
  try {
    await writer.write(data);
    await writer.close();
  } catch {
    // It ended before it had read all.
  }
}

/** The longest line that is kept: a loop that writes without a line's end must not fill the memory. */
const LONGEST = 1e7;

async function eachLine(
  stream: ReadableStream<Uint8Array>,
  hear: (line: string) => void,
): Promise<void> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    const text = decoder.decode(bytes, { stream: true });
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    if (rest.length > LONGEST) rest = "";
    lines.forEach(hear);
  }
  if (rest !== "") hear(rest);
}
