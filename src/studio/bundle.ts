/**
 * The page's files that are made from sources: scripts, style sheets, fonts.
 *
 * @module
 */
import { join } from "node:path";
import { PROJECT } from "../run/run_folder.ts";

/** Where the made files are kept, in git. */
export const BUILD: string = join(PROJECT, "src", "studio", "build");
const PAGE = join(PROJECT, "src", "studio", "page");

/** What the scripts start from; what they share is in files of its own. */
const ENTRIES = ["main.ts", "train_worker.ts"];

/** The scripts of the page by their names. Deno bundles them in a process of its own. */
export async function bundleScripts(): Promise<Map<string, Uint8Array>> {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ..."bundle --quiet --platform browser --minify --code-splitting".split(" "),
        ..."--lock=tools.lock --frozen --outdir".split(" "),
        folder,
        ...ENTRIES.map((entry) => join(PAGE, entry)),
      ],
      cwd: PROJECT,
      env: { NO_COLOR: "1" },
      stdin: "null",
    }).output();
    if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
    const scripts = new Map<string, Uint8Array>();
    for await (const { name } of Deno.readDir(folder)) {
      scripts.set(name, await Deno.readFile(join(folder, name)));
    }
    return scripts;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
