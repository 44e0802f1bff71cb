/**
 * `deno task pictures`: takes the pictures of the READMEs again.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { command } from "../../src/cli/options/command.ts";
import { runCommand } from "../../src/cli/run.ts";
import { UserError } from "../../src/errors.ts";
import { CHROMIUM } from "../report/chromium.ts";
import { PICTURES, takePictures } from "./readme_pictures.ts";

const picturesCommand = command({
  name: "pictures",
  summary: {
    en: "Take the pictures of README.md and README.fr.md again.",
    fr: "Refaire les images de README.md et de README.fr.md.",
  },
  description: {
    en: `Trains the default recipe, plays lesson 3, and photographs both with ${CHROMIUM}, which ` +
      `must be installed. Written to ${PICTURES}/.`,
    fr:
      `Entraîne la recette par défaut, joue la leçon 3, et photographie les deux avec ${CHROMIUM}, ` +
      `qui doit être installé. Les images sont écrites dans ${PICTURES}/.`,
  },
  options: {},
});

if (import.meta.main) {
  await runCommand(picturesCommand, async (_, { say }) => {
    if (!existsSync(CHROMIUM)) {
      throw new UserError({
        en: `pictures are taken with Chromium, and there is no ${CHROMIUM}: on Debian, ` +
          "apt install chromium fonts-dejavu-core",
        fr:
          `les images sont faites avec Chromium, et ${CHROMIUM} n’existe pas\u00a0: sous Debian, ` +
          "apt install chromium fonts-dejavu-core",
      });
    }
    const folder = join(import.meta.dirname!, "..", "..", PICTURES);
    await Deno.mkdir(folder, { recursive: true });
    for await (const { file, png } of takePictures()) {
      await Deno.writeFile(join(folder, file), png);
      const size = `${Math.round(png.length / 1000)}`;
      say({
        en: `${PICTURES}/${file}: ${size} kB`,
        fr: `${PICTURES}/${file}\u00a0: ${size}\u00a0ko`,
      });
    }
  });
}
