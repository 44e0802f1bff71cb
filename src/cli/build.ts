/**
 * `deno task build`: compiles the kernels, both builds.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { formatBytes } from "../number_format.js";
import { command } from "./options/command.ts";
import { BUILD_NAMES, compileKernels, modulePath } from "./compile.ts";
import { runCommand } from "./run.ts";

const buildCommand = command({
  name: "build",
  summary: {
    en: "Compile the kernels of assembly/ to WebAssembly, strict and relaxed.",
    fr: "Compiler les noyaux d’assembly/ en WebAssembly, strict et relaxed.",
  },
  description: {
    en:
      "Writes assembly/build/strict.wasm and relaxed.wasm, which are kept in git: commit them with " +
      "the sources that they come from. A test compares the two.",
    fr: "Écrit assembly/build/strict.wasm et relaxed.wasm, qui sont gardés dans git\u00a0: " +
      "ajoutez-les au même commit que leurs sources. Un test compare les deux.",
  },
  options: {},
});

if (import.meta.main) {
  await runCommand(buildCommand, async (_options, { language, say }) => {
    const compiled = [];
    for (const build of BUILD_NAMES) compiled.push({ build, bytes: await compileKernels(build) });
    // Both compile, or neither is replaced.
    for (const { build, bytes } of compiled) {
      await writeFile(modulePath(build), bytes);
      const size = formatBytes(bytes.length, language);
      const line = `assembly/build/${build}.wasm  ${size}`;
      say({ en: line, fr: line });
    }
  });
}
