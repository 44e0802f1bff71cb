import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { lacks } from "./permission.ts";

const SRC = join(import.meta.dirname!, "..", "src");

/** The folders of src from the ground up: each may import from itself and from those before it. */
const FLOORS = [
  ["."],
  ["random", "idx", "safetensors", "picture"],
  ["data"],
  ["engine"],
  ["nn"],
  ["optim"],
  ["train"],
  ["baseline"],
  ["run"],
  ["export"],
  ["lesson"],
  ["svg"],
  ["terminal", "report"],
  ["practice", "notebook"],
  ["studio"],
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
  "export",
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

/** The files that a file imports, for their types or otherwise; not what its examples import. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8").replace(/^ \* [^@].*$/gm, "");
  return Array.from(
    source.matchAll(/(?:from|import\(?)\s*"(\.[^"]+\.[jt]s)"/g),
    ([, path]) => resolve(dirname(file), path),
  );
}

/** Circles among imports, each from a file back to itself: none if every arrow can point one way. */
function circles(files: readonly string[]): string[][] {
  const found: string[][] = [], done = new Set<string>(), path: string[] = [];
  const visit = (file: string) => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file]);
    if (done.has(file)) return;
    done.add(file);
    path.push(file);
    for (const imported of importsOf(file)) if (files.includes(imported)) visit(imported);
    path.pop();
  };
  files.forEach(visit);
  return found;
}

Deno.test({
  name: "no files of src and lessons import each other in a circle (needs --allow-read)",
  ignore: lacks("read"),
  fn: () => {
    const root = join(SRC, "..");
    const files = ["src", "lessons"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((entry) => /\.[jt]s$/.test(entry))
        .map((entry) => join(root, folder, entry))
    );
    assert.ok(files.length > 100);
    const shown = circles(files).map((circle) =>
      circle.map((file) => relative(root, file)).join(" → ")
    );
    assert.ok(shown.length === 0, `imports in a circle:\n  ${shown.join("\n  ")}`);
  },
});
