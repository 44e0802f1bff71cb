/**
 * `deno task build:studio`: makes the files of the studio's page.
 *
 * @module
 */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadMnist } from "../data/mnist.ts";
import { formatBytes } from "../number_format.js";
import { BUILD, bundleScripts, katexFiles } from "../studio/bundle.ts";
import { makeSmallModel } from "../studio/small_model.ts";
import { command } from "./options/command.ts";
import { runCommand } from "./run.ts";

const buildCommand = command({
  name: "build:studio",
  summary: {
    en: "Make the files of the studio's page: scripts, fonts, the small network.",
    fr: "Fabriquer les fichiers de la page de l’atelier\u00a0: scripts, polices, le petit réseau.",
  },
  description: {
    en:
      "Writes src/studio/build/, which is kept in git: commit it with the sources that it comes " +
      "from. The small network is trained by the default recipe, in two seconds. A test compares.",
    fr:
      "Écrit src/studio/build/, qui est gardé dans git\u00a0: ajoutez-le au même commit que ses " +
      "sources. Le petit réseau est entraîné par la recette par défaut, en deux secondes. Un test " +
      "compare.",
  },
  options: {},
});

if (import.meta.main) {
  await runCommand(buildCommand, async (_options, { language, say }) => {
    const files = new Map([...await bundleScripts(), ...await katexFiles()]);
    const { model, digits, pixels } = makeSmallModel(await loadMnist());
    files.set("model.safetensors", model);
    files.set("digits.json", new TextEncoder().encode(JSON.stringify(digits)));
    files.set("digits.bin", pixels);
    await mkdir(BUILD, { recursive: true });
    for (const name of await readdir(BUILD)) if (!files.has(name)) await rm(join(BUILD, name));
    for (const [name, bytes] of files) {
      await writeFile(join(BUILD, name), bytes);
      const line = `src/studio/build/${name}  ${formatBytes(bytes.length, language)}`;
      say({ en: line, fr: line });
    }
  });
}
