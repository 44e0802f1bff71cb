/**
 * Compiles AssemblyScript: the source on standard input, the module on standard output. Where there
 * are mistakes, they go to standard error, and the exit status is 1. It is a process of its own, as the
 * compiler is in another lock file than the runner.
 *
 * @module
 */

/** Not a literal in the import below, so that Deno downloads it (24 MB) only where it is used. */
const COMPILER = "npm:assemblyscript@0.28.20/asc";
const FILE = "learner.ts";

const source = await new Response(Deno.stdin.readable).text();
const { default: asc } = await import(COMPILER);
let bytes: Uint8Array | undefined, messages = "";
const print = { write: (text: string) => void (messages += text) };
const { error } = await asc.main(
  [
    FILE,
    "-o",
    "learner.wasm",
    "--runtime",
    "stub",
    "--enable",
    "simd",
    "-O3",
    "--initialMemory",
    "8",
  ],
  {
    stdout: print,
    stderr: print,
    readFile: (name: string) => name === FILE ? source : null,
    writeFile: (_: string, contents: Uint8Array | string) => {
      if (typeof contents !== "string") bytes = contents;
    },
    listFiles: () => [],
  },
);
if (error || !bytes) {
  console.error(messages || String(error));
  Deno.exit(1);
}
await new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeTo(Deno.stdout.writable);
