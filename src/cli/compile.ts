/**
 * From the AssemblyScript sources to the bytes of a WebAssembly module.
 *
 * @module
 */
import { join } from "node:path";

/** The builds of the kernels, as `assembly/asconfig.json` names its targets. */
export const BUILD_NAMES = ["strict", "relaxed"] as const;
/** The name of a build. */
export type BuildName = typeof BUILD_NAMES[number];

/**
 * The compiler. Not a literal in the import below, so that Deno downloads it (24 MB) only where it is
 * used.
 */
const COMPILER = "npm:assemblyscript@0.28.20/asc";

/** What is used of the compiler. */
interface Compiler {
  main(
    args: string[],
    options: {
      stdout: { write(text: string): void };
      stderr: { write(text: string): void };
      readFile(name: string): string | null;
      writeFile(name: string, contents: Uint8Array | string): void;
      listFiles(): string[];
    },
  ): Promise<{ error: Error | null }>;
}

/** The folder of the sources. */
export const ASSEMBLY: string = join(import.meta.dirname!, "..", "..", "assembly");

/** Where the compiled module of a build is kept. */
export function modulePath(build: BuildName): string {
  return join(ASSEMBLY, "build", `${build}.wasm`);
}

/**
 * Unrolls loops, as the compiler has no way to do: where a line of a source ends with the comment
 * `// unrolled`, its loop becomes a block for each turn, with the counter as a constant.
 */
export function unroll(source: string): string {
  const loops =
    /^( *)for \(let (\w+)(: \w+)? = 0; \2 < (\d+); \2\+\+\) \{ \/\/ unrolled\n(.*?)^\1\}$/gms;
  return source.replaceAll(loops, (_loop, indent, counter, type = "", turns, body) => {
    const turn = (i: number) =>
      `${indent}{\n${indent}  const ${counter}${type} = ${i};\n${body}${indent}}`;
    return Array.from({ length: Number(turns) }, (_, i) => turn(i)).join("\n");
  });
}

/**
 * Compiles a build in memory; nothing is written. Needs to read `assembly/` and the environment.
 *
 * @throws {Error} With the compiler's own messages, warnings included, when there are any: the
 * sources compile without.
 */
export async function compileKernels(build: BuildName): Promise<Uint8Array> {
  const { default: asc }: { default: Compiler } = await import(COMPILER);
  let bytes: Uint8Array | undefined;
  let messages = "";
  const print = { write: (text: string) => void (messages += text) };
  const { error } = await asc.main(["--config", "asconfig.json", "--target", build], {
    stdout: print,
    stderr: print,
    readFile(name) {
      try {
        // Read as a checkout on Windows may hold them, the sources give the same bytes.
        return unroll(Deno.readTextFileSync(join(ASSEMBLY, name)).replaceAll("\r\n", "\n"));
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return null; // the compiler tries several names
        throw error;
      }
    },
    writeFile(_name, contents) {
      if (typeof contents !== "string") bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || messages || !bytes) {
    throw new Error(messages || String(error ?? "nothing was written"));
  }
  return bytes;
}
