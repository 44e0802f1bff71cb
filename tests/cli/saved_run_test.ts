import assert from "node:assert/strict";
import { join } from "node:path";
import { lacks } from "../permission.ts";
import { NEEDS, QUICK, RESULTS, run, Runs } from "./task.ts";

const ignore = lacks("read", "write", "run");

Deno.test({
  name: `evaluate prints accuracy, classes and confusion of a run, in both languages ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    assert.equal((await run("train", [...QUICK, "--run", name])).code, 0);
    const metrics = JSON.parse(Deno.readTextFileSync(join(RESULTS, name, "metrics.json")));
    const percent = (100 * metrics.testAccuracy).toFixed(2);

    const english = await run("evaluate", ["--run", name]);
    assert.equal(english.code, 0, english.err);
    assert.match(english.out, new RegExp(`accuracy ${percent}.%`));
    assert.match(english.out, /class +precision +recall +F1 +images/);
    const rows = english.out.split("\n").slice(-11, -1);
    const counts = rows.map((row) => row.trim().split(/ +/).slice(1).map((x) => Number(x) || 0));
    assert.deepEqual(counts, metrics.confusion);

    const french = await run("evaluate", ["--run", name, "--lang", "fr"]);
    assert.match(french.out, new RegExp(`exactitude ${percent.replace(".", ",")}.%`));
    assert.match(french.out, /classe +précision +rappel +F1 +images/);
  },
});

Deno.test({
  name: `predict draws the image and ten probabilities ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    assert.equal((await run("train", [...QUICK, "--run", name])).code, 0);
    const { code, out, err } = await run("predict", ["--run", name, "--index", "3"]);
    assert.equal(code, 0, err);
    assert.match(out, /@@/);
    const bars = out.split("\n").filter((line) => / \d +([━╸].*)?[\d.]+.%( ◀)?$/.test(` ${line}`));
    assert.equal(bars.length, 10);
    assert.equal(bars.filter((line) => line.endsWith("◀")).length, 1);
    const percents = bars.map((line) => Number(/([\d.]+).%/.exec(line)![1]));
    assert.ok(Math.abs(percents.reduce((a, b) => a + b) - 100) < 0.1);
    assert.match(out, /image 3 shows \d, and is read as \d/);

    const past = await run("predict", ["--run", name, "--index", "50", "--lang", "fr"]);
    assert.equal(past.code, 2);
    assert.match(past.err, /vont de 0 à 49, et non jusqu’à 50/);
  },
});

Deno.test({
  name: `a model that is cut or edited, or of another size, is refused in one line ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), path = join(RESULTS, name, "model.safetensors");
    assert.equal((await run("train", [...QUICK, "--run", name])).code, 0);
    const sound = Deno.readFileSync(path);
    const edited = sound.slice();
    edited[sound.length - 100] ^= 1;
    for (
      const [bytes, complaint] of [
        [sound.subarray(0, sound.length - 10), /safetensors/],
        [sound.subarray(0, 5), /safetensors/],
        [edited, /edited or damaged/],
      ] as const
    ) {
      Deno.writeFileSync(path, bytes);
      for (const task of ["evaluate", "predict"]) {
        const { code, out, err } = await run(task, ["--run", name]);
        assert.equal(code, 2, err);
        assert.equal(out, "");
        assert.match(err, complaint);
        assert.equal(err.trimEnd().split("\n").length, 1, err);
      }
    }
    Deno.writeFileSync(path, sound);
    const missing = await run("evaluate", ["--run", `${name}-not`]);
    assert.equal(missing.code, 2);
    assert.match(missing.err, new RegExp(`No run .*Choose one of: .*${name}`));
  },
});
