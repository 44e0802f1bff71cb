/**
 * Type errors of a learner's file, by `deno check`.
 *
 * @module
 */
import { stripVTControlCharacters } from "node:util";
import { pathToFileURL } from "node:url";

/** A type error. */
export interface TypeMistake {
  /** What TypeScript says. */
  readonly message: string;
  /** Its line. */
  readonly line: number;
  /** Its column. */
  readonly column: number;
}

/** The type errors of a file, in its order; `signal` ends the search. It needs `--allow-run=deno`. */
export async function typeMistakes(path: string, signal?: AbortSignal): Promise<TypeMistake[]> {
  const child = new Deno.Command("deno", {
    args: ["check", "--quiet", "--no-lock", path],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const stop = () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended.
    }
  };
  globalThis.addEventListener("unload", stop);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    const { stderr } = await child.output();
    return mistakesIn(stripVTControlCharacters(new TextDecoder().decode(stderr)), path);
  } finally {
    globalThis.removeEventListener("unload", stop);
    signal?.removeEventListener("abort", stop);
  }
}

/** The mistakes in what `deno check` writes: `TS2322 [ERROR]: …`, the line, `at file:///…:3:5`. */
export function mistakesIn(text: string, path: string): TypeMistake[] {
  const file = pathToFileURL(path).href;
  return text.split(/^(?=TS\d+ \[ERROR\])/m).flatMap((part) => {
    const message = /^TS\d+ \[ERROR\]: (.*)/.exec(part)?.[1];
    const at = part.lastIndexOf(`${file}:`);
    const place = /^:(\d+):(\d+)/.exec(part.slice(at + file.length));
    if (message === undefined || at < 0 || !place) return [];
    return { message, line: Number(place[1]), column: Number(place[2]) };
  });
}
