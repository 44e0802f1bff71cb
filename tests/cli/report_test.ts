import assert from "node:assert/strict";
import { join } from "node:path";
import { lacks } from "../permission.ts";
import { NEEDS, QUICK, RESULTS, run, Runs } from "./task.ts";

Deno.test({
  name:
    `report writes the page of a run again, and refuses damaged metrics and unknown runs ${NEEDS}`,
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), path = join(RESULTS, name, "report.html");
    assert.equal((await run("train", [...QUICK, "--run", name])).code, 0);
    await Deno.remove(path).catch(() => {});

    const english = await run("report", ["--run", name, "--compare", name]);
    assert.deepEqual([english.code, english.err], [0, ""]);
    assert.equal(english.out, `written: ${path}\n`);
    assert.match(Deno.readTextFileSync(path), /^<!DOCTYPE html>[^]*<\/html>\n$/);
    const files = [...Deno.readDirSync(join(RESULTS, name))].map(({ name }) => name).sort();
    assert.deepEqual(files, ["metrics.json", "model.safetensors", "report.html"]);

    for (const wrong of [["--run", `${name}-not`], ["--run", name, "--compare", `${name}-not`]]) {
      const missing = await run("report", wrong);
      assert.equal(missing.code, 2);
      assert.match(missing.err, new RegExp(`No run .*Choose one of: .*${name}`));
    }
    const outside = await run("report", ["--run", name, "--compare", "../x"]);
    assert.equal(outside.code, 2);
    assert.match(outside.err, /--compare wants the names of runs/);

    const metrics = join(RESULTS, name, "metrics.json");
    const sound = Deno.readTextFileSync(metrics);
    Deno.writeTextFileSync(metrics, sound.replace(/"testLoss": [\d.]+/, '"testLoss": "x"'));
    const damaged = await run("report", ["--run", name, "--lang", "fr"]);
    assert.equal(damaged.code, 2);
    assert.match(damaged.err, /epochs\[0\]\.testLoss devrait être un nombre, trouvé "x"/);
    assert.equal(damaged.err.trimEnd().split("\n").length, 1);
  },
});
