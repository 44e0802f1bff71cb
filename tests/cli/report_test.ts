import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { lacks } from "../permission.ts";
import { readMetrics, referenceRuns } from "../../src/run/saved_run.ts";
import { NEEDS, QUICK, RESULTS, ROOT, run, Runs } from "./task.ts";

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
    const gone = await run("report", ["--run", name, "--open"]);
    assert.equal(gone.code, 2);
    assert.match(gone.err, /^report: opening a page is a task of its own: deno task open/);

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

Deno.test({
  name: `report refuses weights or images that are not those of the run's metrics ${NEEDS}`,
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), path = join(RESULTS, name, "report.html");
    const data = await Deno.makeTempDir();
    const quick = QUICK.map((word) => word === "data/sample" ? data : word);
    try {
      await cp(join(ROOT, "data", "sample"), data, { recursive: true });
      assert.equal((await run("train", [...quick, "--run", name])).code, 0);
      for (const kind of ["images-idx3", "labels-idx1"]) {
        await cp(join(data, `train-${kind}-ubyte`), join(data, `t10k-${kind}-ubyte`));
      }

      const page = Deno.readTextFileSync(path);
      const given = await run("report", ["--run", name, "--data", data]);
      assert.equal(given.code, 2);
      assert(given.err.includes(`the images of ${data} do not give the confusion matrix`));
      assert.equal(Deno.readTextFileSync(path), page);

      const left = await run("report", ["--run", name]);
      assert.equal(left.code, 0);
      assert.match(left.err, /^report: the images of .* do not give the confusion matrix[^\n]*\n$/);
      assert.match(Deno.readTextFileSync(path), /<p id="subtitle"><\/p>\n<p id="notice"/);

      const metrics = join(RESULTS, name, "metrics.json");
      const text = Deno.readTextFileSync(metrics), digest = "ab".repeat(32);
      const [, real] = /"weightsSha256": "(.*)"/.exec(text)!;
      Deno.writeTextFileSync(metrics, text.replace(real, digest));
      const mixed = await run("report", ["--run", name]);
      assert.equal(mixed.code, 2);
      assert.match(mixed.err, /metrics.json and model.safetensors are not of the same run/);
      assert(mixed.err.includes("abababababab…") && mixed.err.includes(`${real.slice(0, 12)}…`));
    } finally {
      await Deno.remove(data, { recursive: true });
    }
  },
});

Deno.test({
  name: `referenceRuns() is the newest sound baseline other than the run, and the page shows it ` +
    NEEDS,
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    await using runs = new Runs();
    const [older, newer, damaged, trained] = [runs.name(), runs.name(), runs.name(), runs.name()];
    const fit = ["--data", "data/sample", "--iterations", "3", "--run"];
    for (const name of [older, newer, damaged]) {
      assert.equal((await run("baseline", [...fit, name])).code, 0);
    }
    await Deno.writeTextFile(join(RESULTS, damaged, "metrics.json"), "{");
    assert.equal((await run("train", [...QUICK, "--run", trained])).code, 0);
    const names = async (name: string, recipe = {}) => {
      const metrics = await readMetrics(name);
      const changed = { ...metrics, recipe: { ...metrics.recipe, ...recipe } } as typeof metrics;
      return (await referenceRuns({ name, metrics: changed })).map(({ name }) => name);
    };
    assert.deepEqual(await names(trained), [newer]);
    assert.deepEqual(await names(newer), [older]);
    assert.deepEqual(await names(trained, { data: "/other" }), [], "of another dataset");

    const page = join(RESULTS, trained, "report.html");
    assert(Deno.readTextFileSync(page).includes(newer), "as the training wrote it");
    assert.equal((await run("report", ["--run", trained])).code, 0);
    assert(Deno.readTextFileSync(page).includes(newer));
    assert.equal((await run("report", ["--run", trained, "--compare", trained])).code, 0);
    assert(!Deno.readTextFileSync(page).includes(newer));
  },
});
