import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { lacks } from "./permission.ts";

const SRC = join(import.meta.dirname!, "..", "src");

/** The folders of src from the ground up: each may import from itself and from those before it. */
const FLOORS = [
  ["."],
  ["random", "idx", "safetensors"],
  ["data"],
  ["engine"],
  ["nn"],
  ["optim"],
  ["train"],
  ["baseline"],
  ["run"],
  ["lesson"],
  ["terminal", "report"],
  ["cli"],
];
/** What draws on a terminal knows nothing of networks. */
const NETWORKS = [
  "random",
  "idx",
  "safetensors",
  "data",
  "engine",
  "nn",
  "optim",
  "train",
  "baseline",
  "run",
];
const STRANGERS: Record<string, string[]> = { terminal: NETWORKS };

/** Every import of a file of src by another, as [folder of the importer, folder of the imported]. */
function arrows(): { from: string; to: string; file: string }[] {
  const found = [];
  for (const entry of readdirSync(SRC, { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".ts") || entry === "mod.ts") continue;
    const file = join(SRC, entry);
    for (const [, path] of readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)"/g)) {
      const target = relative(SRC, resolve(dirname(file), path));
      if (target.startsWith("..")) continue; // the compiled kernels
      const folder = (path: string) => path.includes(sep) ? path.split(sep)[0] : ".";
      found.push({ from: folder(entry), to: folder(target), file: entry });
    }
  }
  return found;
}

Deno.test({
  name: "the imports of src point one way (needs --allow-read)",
  ignore: lacks("read"),
  fn: () => {
    const floor = (folder: string) => FLOORS.findIndex((folders) => folders.includes(folder));
    const all = arrows();
    assert.ok(all.length > 100);
    for (const { from, to, file } of all) {
      assert.ok(floor(from) >= 0, `${file}: src/${from} is not on any floor`);
      assert.ok(
        from === to || floor(to) < floor(from),
        `${file} imports from ${to}: ${from} may not`,
      );
      assert.ok(!STRANGERS[from]?.includes(to), `${file} imports from ${to}: ${from} may not`);
    }
  },
});
