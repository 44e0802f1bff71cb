/**
 * Runs a peer once, in a process of its own.
 *
 * @module
 */
import { join } from "node:path";
import type { Text } from "../../src/errors.ts";
import { type Measurement, parseAnswer } from "./measurement.ts";
import type { Peer } from "./peer.ts";
import type { PeerTask } from "./peer_task.ts";

/** A run that takes longer is given up: its threads wait for each other, or it fetches packages. */
const LIMIT = 180_000;

/** A peer that gave no measurement. */
export interface Absent {
  /** Why. */
  readonly absent: Text;
  /** Whether installing it would help; if not, it is there and failed. */
  readonly missing: boolean;
}

/** What of the task does not depend on the peer. */
export type CommonTask = Omit<PeerTask, "images" | "threads" | "variant">;

/** How a peer is run. */
export interface RunOptions {
  /** The task. */
  readonly task: CommonTask;
  /** The Python that has a module, or `undefined`. */
  readonly findPython: (module: string) => Promise<string | undefined>;
  /** Ends the process. */
  readonly signal: AbortSignal;
}

/** Runs it. Rejects only where `signal` ended it. */
export async function runPeer(
  peer: Peer,
  { task, findPython, signal }: RunOptions,
): Promise<Measurement | Absent> {
  const { module, threads, images, variant } = peer;
  const python = module === undefined ? undefined : await findPython(module);
  if (module !== undefined && python === undefined) {
    return {
      absent: {
        en: `no Python here has the module ${module}`,
        fr: `aucun Python d’ici n’a le module ${module}`,
      },
      missing: true,
    };
  }
  const limit = AbortSignal.timeout(LIMIT);
  const { code, stdout, stderr } = await new Deno.Command(python ?? Deno.execPath(), {
    args: [
      ...(python === undefined ? denoArguments(peer) : ["-B"]),
      join(import.meta.dirname!, peer.runner),
      JSON.stringify({ ...task, threads, images, variant } satisfies PeerTask),
    ],
    env: threadVariables(threads),
    signal: AbortSignal.any([signal, limit]),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  signal.throwIfAborted();
  if (limit.aborted) return failed(`no answer within ${LIMIT / 1000} s`);
  const decoder = new TextDecoder();
  if (code !== 0) return failed(lastError(decoder.decode(stderr)) ?? `exit status ${code}`);
  try {
    const answer = parseAnswer(decoder.decode(stdout));
    if (!("unavailable" in answer)) return answer;
    return { absent: answer.unavailable, missing: peer.install !== "" };
  } catch (error) {
    return failed((error as Error).message);
  }
}

/** The pools of OpenBLAS, of OpenMP, of MKL and of Apple's Accelerate are told their size this way. */
export function threadVariables(threads: number): Record<string, string> {
  const names = ["OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM"];
  return Object.fromEntries(names.map((name) => [
    name === "VECLIB_MAXIMUM" ? `${name}_THREADS` : `${name}_NUM_THREADS`,
    String(threads),
  ]));
}

function denoArguments({ key }: Peer): string[] {
  const root = join(import.meta.dirname!, "..", "..");
  return [
    "run",
    "--quiet",
    "--no-prompt",
    `--config=${join(root, "deno.json")}`,
    `--lock=${join(root, "deno.lock")}`,
    "--frozen",
    "--allow-read",
    ...(key === "tfjs" ? ["--allow-sys=cpus"] : []),
  ];
}

/** The line that says what went wrong: `error: …` of Deno, or the last one of Python. */
function lastError(output: string): string | undefined {
  // deno-lint-ignore no-control-regex
  const lines = output.replace(/\x1b\[[0-9;]*m/g, "").trim().split("\n");
  return lines.find((line) => line.startsWith("error: ")) ?? (lines.at(-1) || undefined);
}

function failed(reason: string): Absent {
  return { absent: { en: `failed: ${reason}`, fr: `échec\u00a0: ${reason}` }, missing: false };
}
