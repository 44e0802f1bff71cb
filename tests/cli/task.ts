/** Running a task as a person does, in a process of its own. */
import { join } from "node:path";

/** The project's folder. */
export const ROOT = join(import.meta.dirname!, "..", "..");
/** The folder of the runs. */
export const RESULTS = join(ROOT, "results");
/** The permissions that these tests need, for their names. */
export const NEEDS = "(needs --allow-read --allow-write --allow-run)";

/** What a task printed, and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The process of a task, in a plain English environment by default. */
export function task(name: string, args: string[], env: Record<string, string> = {}): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", name, ...args],
    cwd: ROOT,
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs a task to its end. */
export async function run(
  name: string,
  args: string[],
  env?: Record<string, string>,
): Promise<Outcome> {
  const { code, stdout, stderr } = await task(name, args, env).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

/** Names of runs of a test, which are removed at its end. */
export class Runs {
  readonly #names: string[] = [];

  /** A name that no other run has. */
  name(): string {
    const name = `test-${crypto.randomUUID()}`;
    this.#names.push(name);
    return name;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#names) {
      await Deno.remove(join(RESULTS, name), { recursive: true }).catch(() => {});
    }
  }
}

/** Options of a training that takes a moment, on the sample that comes with the project. */
export const QUICK = "--data data/sample --batch 10 --hidden 32 --epochs 30".split(" ");
