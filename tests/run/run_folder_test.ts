import assert from "node:assert/strict";
import { join } from "node:path";
import { latestRun, listRuns, readRunFile } from "../../src/run/run_folder.ts";
import { everything, rejectsPlainly, testInFolder, writeRun } from "./runs.ts";

testInFolder(
  "listRuns() gives the runs, newest first, and passes over the rest",
  async (folder) => {
    assert.deepEqual(await listRuns(join(folder, "missing")), []);
    for (const [day, name] of ["b", "a", "c", "d"].entries()) {
      writeRun(folder, name);
      const date = new Date(2026, 0, Math.min(day + 1, 3));
      for (const file of ["metrics.json", "model.safetensors"]) {
        await Deno.utime(join(folder, name, file), date, date);
      }
    }
    await Deno.mkdir(join(folder, "empty"));
    await Deno.mkdir(join(folder, ".hidden"));
    await Deno.writeTextFile(join(folder, ".hidden", "metrics.json"), "");
    await Deno.writeTextFile(join(folder, "metrics.json"), "");
    assert.deepEqual(await listRuns(folder), ["d", "c", "a", "b"]);
    assert.equal(await latestRun(folder), "d");
  },
);

testInFolder("readRunFile() lists at most ten runs, or says how to make one", async (folder) => {
  const read = (name: string, file = "metrics.json") => () => readRunFile(folder, { name, file });
  await rejectsPlainly(read("x"), /holds no run yet\. Make one with: deno task train$/);
  for (let run = 10; run < 22; run++) {
    writeRun(folder, `r${run}`);
    await Deno.remove(join(folder, `r${run}`, "model.safetensors"));
    const date = new Date(2026, 0, run);
    await Deno.utime(join(folder, `r${run}`, "metrics.json"), date, date);
  }
  await rejectsPlainly(read("x"), /: r21, r20, .*, r12…; or make one/);
  await rejectsPlainly(read("r10", "model.safetensors"), /should hold model\.safetensors/);
});

testInFolder(
  "listRuns() and readRunFile() say so when the folder of results is a file",
  async (box) => {
    const folder = join(box, "results");
    await Deno.writeTextFile(folder, "mine");
    await rejectsPlainly(() => listRuns(folder), /Check that it is a folder/);
    assert.deepEqual(await everything(box), ["results"]);
  },
);

testInFolder("readRunFile() never leaves the folder of results", async (box) => {
  for (const name of ["../a", "..", "con", "a".repeat(101), "字".repeat(81)]) {
    await assert.rejects(readRunFile(box, { name, file: "x" }), RangeError);
  }
});
