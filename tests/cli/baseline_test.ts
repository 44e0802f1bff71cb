import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { decodeSafetensors } from "../../src/safetensors/safetensors.ts";
import { lacks } from "../permission.ts";
import { NEEDS, RESULTS, ROOT, run, Runs } from "./task.ts";

const ignore = lacks("read", "write", "run");

const SAMPLE = ["--data", "data/sample"];

/** What a run measured. */
// deno-lint-ignore no-explicit-any -- the file is what is under test
const metricsOf = (name: string): any =>
  JSON.parse(Deno.readTextFileSync(join(RESULTS, name, "metrics.json")));

Deno.test({
  name: `baseline prints and writes what it measured, and weights that others read ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    const { code, out, err } = await run("baseline", [...SAMPLE, "--run", name]);
    assert.equal(code, 0, err);
    assert.equal(err, "");
    assert.ok(!out.includes("\x1b"));

    const metrics = metricsOf(name);
    const { recipe, objective, objectives, iterations, confusion, testAccuracy } = metrics;
    assert.deepEqual(recipe, {
      kind: "baseline",
      data: "data/sample",
      transpose: false,
      hidden: [],
      init: "zero",
      c: 1,
      iterations: 100,
      tolerance: 1e-5,
      seed: 42,
      limit: null,
      engine: "strict",
    });
    assert.deepEqual(metrics.architecture, [64, 10]);
    assert.equal(metrics.parameters, 650);
    assert.deepEqual(metrics.epochs, []);
    assert.equal(metrics.interrupted, undefined);
    assert.ok(iterations > 5 && iterations <= 100);
    assert.ok(metrics.evaluations > iterations);
    assert.equal(objectives.length, iterations + 1);
    assert.equal(objectives[iterations], objective);
    assert.ok(Math.abs(objectives[0] - Math.log(10)) < 1e-6, "zero weights know nothing");
    for (let i = 1; i <= iterations; i++) assert.ok(objectives[i] < objectives[i - 1]);
    assert.ok(testAccuracy > 0.7 && testAccuracy <= 1, testAccuracy);
    const images = confusion.flat().reduce((a: number, b: number) => a + b);
    const right = confusion.reduce((sum: number, row: number[], i: number) => sum + row[i], 0);
    assert.equal(right / images, testAccuracy);
    assert.ok(metrics.totalSeconds > metrics.trainSeconds && metrics.trainSeconds > 0);

    assert.match(out, new RegExp(`^iterations ${iterations} \\(.*\\), objective computed`, "m"));
    assert.match(out, new RegExp(`^objective ${objective.toFixed(6)}$`, "m"));
    assert.match(out, new RegExp(`^test accuracy ${(100 * testAccuracy).toFixed(2)}`, "m"));
    assert.match(out, new RegExp(metrics.weightsSha256));
    const rows = out.split("\n").map((line) => line.trim().split(/ {2,}/));
    for (const [label, counts] of confusion.entries()) {
      const shown = [String(label), ...counts.map((count: number) => String(count || "·"))];
      assert.ok(rows.some((row) => row.join() === shown.join()), `row ${shown} in ${out}`);
    }

    const file = Deno.readFileSync(join(RESULTS, name, "model.safetensors"));
    const { tensors, metadata } = decodeSafetensors(file, { verify: true });
    assert.deepEqual([...tensors].map(([name, { shape }]) => [name, shape]), [
      ["dense1.weight", [64, 10]],
      ["dense1.bias", [10]],
    ]);
    assert.deepEqual(JSON.parse(metadata.recipe), recipe);

    // The others read the same test images, those of the baseline's own split.
    const evaluated = await run("evaluate", ["--run", name]);
    assert.match(evaluated.out, new RegExp(`64-10, ${images} test images`));
    assert.match(evaluated.out, new RegExp(`accuracy ${(100 * testAccuracy).toFixed(2)}`));
    const again = await run("evaluate", ["--run", name, ...SAMPLE]);
    assert.equal(again.out, evaluated.out);
    const last = await run("predict", ["--run", name, "--index", String(images - 1)]);
    assert.equal(last.code, 0, last.err);
    const past = await run("predict", ["--run", name, "--index", String(images)]);
    assert.equal(past.code, 2, "no more test images than the split has");
  },
});

Deno.test({
  name: `baseline gives the same weights again, others for another seed or penalty ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const more = [[], [], ["--seed", "7"], ["--c", "0.1"], ["--engine", "plain"]];
    const all = await Promise.all(more.map(async (options) => {
      const name = runs.name();
      const { code, err } = await run("baseline", [...SAMPLE, ...options, "--run", name]);
      assert.equal(code, 0, err);
      return metricsOf(name);
    }));
    const [first, again, otherSeed, otherPenalty, plain] = all;
    assert.equal(first.weightsSha256, again.weightsSha256);
    const digests = [first, otherSeed, otherPenalty].map(({ weightsSha256 }) => weightsSha256);
    assert.equal(new Set(digests).size, 3);
    assert.ok(otherPenalty.objective > first.objective, "a stronger penalty costs more");
    assert.ok(Math.abs(plain.objective - first.objective) < 1e-5);
  },
});

Deno.test({
  name: `baseline stops after as many iterations as allowed, or at the tolerance ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const [few, loose] = [runs.name(), runs.name()];
    const { out } = await run("baseline", [...SAMPLE, "--iterations", "3", "--run", few]);
    assert.deepEqual([metricsOf(few).iterations, metricsOf(few).stopped], [3, "iterations"]);
    assert.match(out, /^iteration 1\/3 .*\niteration 2\/3 .*\niteration 3\/3 /m);
    assert.equal(
      (await run("baseline", [...SAMPLE, "--tolerance", "0.01", "--run", loose])).code,
      0,
    );
    assert.equal(metricsOf(loose).stopped, "gradient");
    assert.ok(metricsOf(loose).iterations < 50);
  },
});

Deno.test({
  name: `baseline answers a mistake with one line in the reader's language and status 2 ${NEEDS}`,
  ignore,
  fn: async () => {
    const cases: [string[], RegExp][] = [
      [["--c", "0"], /^baseline: --c wants a number from 0.000001/],
      [["--iterations", "0"], /--iterations wants a whole number from 1/],
      [["--seed", "-1"], /--seed wants a whole number from 0/],
      [["--data", "nowhere"], /nowhere does not exist/],
      [["--run", "../x"], /--run wants at most 100 letters/],
      [["--tolerance", "x", "--lang", "fr"], /^baseline: --tolerance attend un nombre/],
    ];
    await Promise.all(cases.map(async ([args, complaint]) => {
      const { code, out, err } = await run("baseline", args);
      assert.equal(code, 2, err);
      assert.equal(out, "");
      assert.equal(err.trimEnd().split("\n").length, 1, err);
      assert.match(err.replaceAll("\u00a0", " "), complaint);
    }));
  },
});

Deno.test({
  name: `baseline keeps the finished iterations after Ctrl-C ${NEEDS}`,
  ignore: ignore || Deno.build.os === "windows", // no signal can be sent to another process there
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    // MNIST, as an iteration there takes long enough for a signal to come in between.
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--allow-read", "--allow-write=results", "src/cli/baseline.ts"]
        .concat("--iterations", "10", "--run", name),
      cwd: ROOT,
      env: { LC_ALL: "C.UTF-8" },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    let out = "", asked = false;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      out += value;
      if (!asked && /iteration +2\/10/.test(out)) {
        child.kill("SIGINT");
        asked = true;
      }
    }
    const err = await new Response(child.stderr).text();
    assert.equal((await child.status).code, 130, err);
    assert.match(err, /^baseline: interrupted; iterations made and kept: \d of 10$/m);
    const { iterations, interrupted, objectives, stopped } = metricsOf(name);
    assert.ok(iterations >= 2 && iterations < 10);
    assert.equal(objectives.length, iterations + 1);
    assert.equal(interrupted, true);
    assert.equal(stopped, undefined);
    assert.ok(existsSync(join(RESULTS, name, "model.safetensors")));
  },
});
