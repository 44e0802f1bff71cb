/**
 * Running a peer: a process of its own, that is told the task, given the images, and answers.
 *
 * @module
 */
import { join } from "node:path";
import type { Dataset } from "../../src/data/dataset.ts";
import type { Text } from "../../src/errors.ts";
import type { Peer } from "./peer.ts";
import { parseAnswer, type PeerTask } from "./peer_task.ts";

/** A run that takes longer is given up: it waits for something, or it fetches packages. */
const LIMIT = 180_000;

/** One training of a peer. */
export interface Measurement {
  /** The library with its version, and what it stands on. */
  readonly version: string;
  /** Images trained on in a second of training steps. */
  readonly imagesPerSecond: number;
  /** Share of the test images that are read right at the end, 0 to 1. */
  readonly accuracy: number;
}

/** A peer that gave no measurement. */
export interface Absent {
  /** Why. */
  readonly absent: Text;
}

/** What of the task is the same for every peer. */
export type PeerRecipe = Omit<PeerTask, "counts" | "images" | "threads" | "backend">;

/** How a peer is run. */
export interface RunOptions {
  /** What of the task does not depend on the peer. */
  readonly recipe: PeerRecipe;
  /** The images. */
  readonly dataset: Dataset;
  /** The Python that has a module, or `undefined`. */
  readonly findPython: (module: string) => Promise<string | undefined>;
}

/** Runs it. */
export async function runPeer(peer: Peer, options: RunOptions): Promise<Measurement | Absent> {
  const { recipe, dataset: { train, test }, findPython } = options;
  const { module, install, threads, images, backend } = peer;
  const python = module === undefined ? undefined : await findPython(module);
  if (module !== undefined && python === undefined) {
    return {
      absent: {
        en: `no Python here has the module ${module}; to install it: ${install}`,
        fr: `aucun Python d’ici n’a le module ${module}\u00a0; pour l’installer\u00a0: ${install}`,
      },
    };
  }
  // Who is slow to learn is slow to read.
  const counts = [train.count, Math.min(test.count, images)] as const;
  const task: PeerTask = { ...recipe, counts, threads, images, backend };
  const limit = AbortSignal.timeout(LIMIT);
  const process = new Deno.Command(python ?? Deno.execPath(), {
    args: [
      ...(python === undefined ? denoArguments() : ["-B"]),
      join(import.meta.dirname!, peer.runner),
      JSON.stringify(task),
    ],
    env: threadVariables(threads),
    signal: limit,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = ReadableStream.from([
    ...[train.images, train.labels],
    ...[test.images.subarray(0, 784 * counts[1]), test.labels.subarray(0, counts[1])],
  ]);
  // One that fails before it has read them closes its end: its error output says why.
  const [{ code, stdout, stderr }] = await Promise.all([
    process.output(),
    input.pipeTo(process.stdin).catch(() => {}),
  ]);
  if (limit.aborted) return failed(`no answer within ${LIMIT / 1000} s`);
  const decoder = new TextDecoder();
  if (code !== 0) return failed(lastError(decoder.decode(stderr)) ?? `exit status ${code}`);
  try {
    const { version, seconds, accuracy } = parseAnswer(decoder.decode(stdout));
    return { version, imagesPerSecond: images * recipe.epochs / seconds, accuracy };
  } catch (error) {
    return failed((error as Error).message);
  }
}

/** The pools of OpenBLAS, of OpenMP, of MKL and of Apple's Accelerate are told their size this way. */
export function threadVariables(threads: number): Record<string, string> {
  const names = ["OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "VECLIB_MAXIMUM"];
  return Object.fromEntries(names.map((name) => [`${name}_THREADS`, String(threads)]));
}

function denoArguments(): string[] {
  const root = join(import.meta.dirname!, "..", "..");
  return [
    ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-sys=cpus", "--frozen"],
    ...[`--config=${join(root, "deno.json")}`, `--lock=${join(root, "tools.lock")}`],
  ];
}

/** The line that says what went wrong: `error: …` of Deno, or the last one of Python. */
function lastError(output: string): string | undefined {
  // deno-lint-ignore no-control-regex
  const lines = output.replace(/\x1b\[[0-9;]*m/g, "").trim().split("\n");
  return lines.find((line) => line.startsWith("error: ")) ?? (lines.at(-1) || undefined);
}

function failed(reason: string): Absent {
  return { absent: { en: `failed: ${reason}`, fr: `échec\u00a0: ${reason}` } };
}
