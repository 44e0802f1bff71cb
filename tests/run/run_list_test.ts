import assert from "node:assert/strict";
import { join } from "node:path";
import { formatMetrics, type RunMetrics } from "../../src/run/metrics_file.ts";
import { listedRuns } from "../../src/run/run_list.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { lacks } from "../permission.ts";

const METRICS: RunMetrics = {
  recipe: DEFAULT_RECIPE,
  architecture: [784, 2],
  parameters: 1570,
  epochs: [],
  testAccuracy: 0.75,
  confusion: [[2, 1], [0, 1]],
  trainSeconds: 0.8,
  totalSeconds: 1.5,
  weightsSha256: "0".repeat(64),
};

Deno.test({
  name:
    "listedRuns() lists runs, the newest first, whatever state they are in (needs --allow-write)",
  ignore: lacks("read", "write"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      assert.deepEqual(await listedRuns(join(folder, "none")), []);
      assert.deepEqual(await listedRuns(folder), []);
      const sound = formatMetrics(METRICS);
      const files: [path: string, text: string][] = [
        ["old/metrics.json", sound],
        ["new/metrics.json", sound],
        ["damaged/metrics.json", sound.slice(9)],
        ["begun/unfinished", ""],
        ["again/metrics.json", sound],
        ["notes/todo.txt", ""],
        [".hidden/metrics.json", sound],
      ];
      for (const [i, [path, text]] of files.entries()) {
        const [name] = path.split("/");
        await Deno.mkdir(join(folder, name));
        await Deno.writeTextFile(join(folder, path), text);
        await Deno.utime(join(folder, path), 1000 * (i + 1), 1000 * (i + 1));
      }
      await Deno.writeTextFile(join(folder, "again/unfinished"), "");
      const runs = await listedRuns(folder);
      assert.deepEqual(
        runs.map(({ name, date, metrics, unfinished }) => [
          name,
          date.getTime() / 1e6,
          metrics?.testAccuracy,
          unfinished,
        ]),
        [
          ["again", 5, 0.75, false],
          ["begun", 4, undefined, true],
          ["damaged", 3, undefined, false],
          ["new", 2, 0.75, false],
          ["old", 1, 0.75, false],
        ],
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
