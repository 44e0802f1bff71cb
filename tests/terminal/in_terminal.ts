/**
 * Running a task in a pseudo-terminal.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../cli/task.ts";

const PROGRAM = join(import.meta.dirname!, "pseudo_terminal.py");

/** The terminal, and who types in it. */
export interface InTerminal {
  readonly env: Record<string, string>;
  readonly columns?: number;
  readonly rows?: number;
  /** See `pseudo_terminal.py`. */
  readonly keys?: string;
  /** Where the command is typed; the project's folder by default. */
  readonly folder?: string;
}

/** What a task writes to a terminal of such an environment, its line ends as `\n`. */
export async function writtenInTerminal(
  args: readonly string[],
  { env, columns = 80, rows = 24, keys = "", folder = ROOT }: InTerminal,
): Promise<string> {
  const { PATH = "", HOME = "", DENO_DIR } = Deno.env.toObject();
  const deno = [Deno.execPath(), "task", "--quiet", "--config", join(ROOT, "deno.json")];
  const { stdout, stderr, code } = await new Deno.Command("python3", {
    args: [PROGRAM, `${columns}`, `${rows}`, keys, ...deno, ...args],
    cwd: folder,
    clearEnv: true,
    env: {
      PATH,
      HOME,
      ...(DENO_DIR && { DENO_DIR }),
      LC_ALL: "C.UTF-8",
      PYTHONCOERCECLOCALE: "0",
      ...env,
    },
    stdin: "null",
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).replaceAll("\r\n", "\n");
}
