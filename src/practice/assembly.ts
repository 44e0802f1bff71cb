/**
 * From a learner's AssemblyScript to a WebAssembly module.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { UserError } from "../errors.ts";

/**
 * Compiles a source, with SIMD, for a memory of its own that it exports. It needs `--allow-run=deno`.
 *
 * @throws {UserError} The first mistake of the source, with its line; or that the compiler, which is
 * downloaded the first time, is not there yet.
 */
export async function compileAssembly(source: string): Promise<Uint8Array> {
  const child = new Deno.Command("deno", {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      `--lock=${fileURLToPath(new URL("../../tools.lock", import.meta.url))}`,
      "--frozen",
      "--allow-env=CI",
      new URL("assembly_compiler.ts", import.meta.url).href,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(source));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (success) return stdout;
  throw refused(new TextDecoder().decode(stderr));
}

function refused(messages: string): UserError {
  const [, what, line, column] =
    /ERROR (?:[A-Z]+\d+: )?(.+)[^]*?in learner\.ts\((\d+),(\d+)\)/.exec(messages) ?? [];
  if (what) {
    return new UserError({
      en: `It does not compile: ${what} Line ${line}, column ${column}.`,
      fr: `Cela ne se compile pas\u00a0: ${what} Ligne ${line}, colonne ${column}.`,
    });
  }
  const [reason] = messages.trim().split("\n");
  return new UserError({
    en:
      "This exercise waits for the compiler of AssemblyScript, which is downloaded once (24 MB): " +
      `connect to the network, and save again. ${reason}`,
    fr: "Cet exercice attend le compilateur d’AssemblyScript, téléchargé une seule fois " +
      `(24\u00a0Mo)\u00a0: connectez-vous, puis enregistrez de nouveau. ${reason}`,
  });
}
