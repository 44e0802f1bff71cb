import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMetrics } from "../../src/train/meter.ts";
import { decodeSafetensors } from "../../src/safetensors/safetensors.ts";
import { lacks } from "../permission.ts";
import { NEEDS, type Outcome, QUICK, RESULTS, ROOT, run, Runs } from "./task.ts";

const ignore = lacks("read", "write", "run");

/** What a run measured. */
// deno-lint-ignore no-explicit-any -- the file is what is under test
const metricsOf = (name: string): any =>
  JSON.parse(Deno.readTextFileSync(join(RESULTS, name, "metrics.json")));

/** Asserts that a task ended as after a mistake: nothing printed, one line of complaint, status 2. */
function assertMistake({ code, out, err }: Outcome, complaint: RegExp): void {
  assert.equal(code, 2, err);
  assert.equal(out, "");
  assert.equal(err.trimEnd().split("\n").length, 1, err);
  assert.match(err, complaint);
}

Deno.test({
  name: `train writes what it measured, and weights that others read ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    const { code, out, err } = await run("train", [...QUICK, "--run", name]);
    assert.equal(code, 0, err);
    assert.equal(err, "");
    assert.ok(!out.includes("\x1b"));
    assert.match(out, /^epoch 30\/30 .* test +[\d.]+.%/m);
    assert.deepEqual([...Deno.readDirSync(join(RESULTS, name))].map(({ name }) => name).sort(), [
      "metrics.json",
      "model.safetensors",
      "report.html",
    ]);

    const metrics = metricsOf(name);
    assert.deepEqual(Object.keys(metrics), [
      "recipe",
      "architecture",
      "network",
      "parameters",
      "epochs",
      "testAccuracy",
      "confusion",
      "trainSeconds",
      "totalSeconds",
      "weightsSha256",
    ]);
    const { recipe, epochs, confusion } = metrics;
    assert.equal(recipe.batch, 10);
    assert.equal(recipe.rate, 0.3);
    assert.equal(recipe.limit, null);
    assert.deepEqual(metrics.architecture, [64, 32, 10]);
    assert.equal(metrics.parameters, 64 * 32 + 32 + 32 * 10 + 10);
    assert.deepEqual(
      epochs.map(({ epoch }: { epoch: number }) => epoch),
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    assert.deepEqual(Object.keys(epochs[0]), [
      "epoch",
      "trainLoss",
      "trainAccuracy",
      "testLoss",
      "testAccuracy",
      "seconds",
      "imagesPerSecond",
    ]);
    assert.ok(epochs[29].trainLoss < epochs[0].trainLoss);
    assert.ok(metrics.testAccuracy > 0.85 && metrics.testAccuracy <= 1, metrics.testAccuracy);
    assert.equal(epochs[29].testAccuracy, metrics.testAccuracy);
    const images = confusion.flat().reduce((a: number, b: number) => a + b);
    const right = confusion.reduce((sum: number, row: number[], i: number) => sum + row[i], 0);
    assert.equal(right / images, metrics.testAccuracy);
    assert.ok(metrics.totalSeconds > metrics.trainSeconds && metrics.trainSeconds > 0);

    const file = Deno.readFileSync(join(RESULTS, name, "model.safetensors"));
    const { tensors, metadata } = decodeSafetensors(file, { verify: true });
    assert.deepEqual([...tensors].map(([name, { shape }]) => [name, shape]), [
      ["dense1.weight", [64, 32]],
      ["dense1.bias", [32]],
      ["dense2.weight", [32, 10]],
      ["dense2.bias", [10]],
    ]);
    assert.deepEqual(JSON.parse(metadata.recipe), recipe);
    assert.equal(metadata.weights_sha256, metrics.weightsSha256);
    assert.match(out, new RegExp(metrics.weightsSha256));
  },
});

Deno.test({
  name: `train --validation measures other images by epoch, and the test images once ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), args = [...QUICK, "--validation", "30", "--shift", "1"];
    const { code, out, err } = await run("train", [...args, "--patience", "4", "--run", name]);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^sample: 70 training images, 30 validation images and 50 test images, /m);
    assert.match(out, /^epoch +1\/30 .* validation +[\d.]+.%/m);
    assert.ok(!/epoch.* test /.test(out));
    const { recipe, epochs, bestEpoch, testAccuracy, confusion } = metricsOf(name);
    assert.deepEqual([recipe.validation, recipe.patience, recipe.shift], [30, 4, 1]);
    assert.deepEqual(Object.keys(epochs[0]).slice(3, 5), ["validationLoss", "validationAccuracy"]);
    const best = Math.max(...epochs.map((one: EpochMetrics) => one.validationAccuracy));
    assert.equal(epochs[bestEpoch - 1].validationAccuracy, best);
    assert.match(
      out,
      new RegExp(`^weights of epoch ${bestEpoch}, the best: validation accuracy`, "m"),
    );
    assert.equal(confusion.flat().reduce((a: number, b: number) => a + b), 50);
    const evaluated = await run("evaluate", ["--run", name]);
    assert.match(evaluated.out, new RegExp(`accuracy ${(100 * testAccuracy).toFixed(2)}`));
  },
});

Deno.test({
  name: `train --conv makes a network that the other commands know, on either engine ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const small = "--data data/sample --conv 2,3 --kernel 3 --hidden 16 --dropout 0.2 --rate 0.1"
      .concat(" --limit 60 --batch 10 --epochs 2").split(" ");
    await Promise.all(["strict", "plain"].map(async (engine) => {
      const name = runs.name(), text = "64-2C3S2-3C3S2-16-10";
      const trained = await run("train", [...small, "--engine", engine, "--run", name]);
      assert.deepEqual([trained.code, trained.err], [0, ""]);
      assert.match(trained.out, new RegExp(`^${text}: [\\d,]+ parameters, relu`, "m"));
      const { network, recipe, testAccuracy } = metricsOf(name);
      assert.deepEqual(
        [network, recipe.conv, recipe.kernel, recipe.stride, recipe.dropout],
        [text, [2, 3], 3, 2, 0.2],
      );
      const [evaluated, predicted, again, listed] = await Promise.all([
        run("evaluate", ["--run", name]),
        run("predict", ["--run", name, "--json"]),
        run("predict", ["--run", name, "--json"]),
        run("runs", []),
      ]);
      const accuracy = (100 * testAccuracy).toFixed(2);
      assert.match(evaluated.out, new RegExp(`^run .*: ${text}, 50 test images`, "m"));
      assert.match(evaluated.out, new RegExp(`^accuracy ${accuracy}`, "m"));
      assert.equal(predicted.code, 0, predicted.err);
      assert.equal(predicted.out, again.out, "dropout drops nothing when digits are read");
      assert.match(listed.out, new RegExp(`${text} +${accuracy}`));
      const reported = await run("report", ["--run", name]);
      assert.deepEqual([reported.code, reported.err], [0, ""]);
    }));
  },
});

Deno.test({
  name: `train gives the same weights for the same seed, and others for another ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const names = [runs.name(), runs.name(), runs.name(), runs.name()];
    const more = [[], [], ["--seed", "7"], ["--no-shuffle"]];
    await Promise.all(names.map(async (name, i) => {
      const { code, err } = await run("train", [...QUICK, ...more[i], "--run", name]);
      assert.equal(code, 0, err);
    }));
    const [first, again, otherSeed, otherOrder] = names.map((name) =>
      metricsOf(name).weightsSha256
    );
    assert.equal(first, again);
    assert.equal(new Set([first, otherSeed, otherOrder]).size, 3);
  },
});

Deno.test({
  name: `train --epochs 0 saves the initial weights, and their accuracy ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    const { code, err } = await run("train", zeroEpochs(name));
    assert.equal(code, 0, err);
    const { epochs, testAccuracy, trainSeconds } = metricsOf(name);
    assert.deepEqual([epochs, testAccuracy, trainSeconds], [[], 0.1, 0]);
    const file = Deno.readFileSync(join(RESULTS, name, "model.safetensors"));
    const { tensors } = decodeSafetensors(file, { verify: true });
    for (const { data } of tensors.values()) assert.ok(data.every((x) => x === 0));
  },
});

function zeroEpochs(name: string): string[] {
  return ["--data", "data/sample", "--hidden", "none", "--epochs", "0", "--init", "zero"]
    .concat("--run", name);
}

Deno.test({
  name: `train refuses a name that is taken, and replaces it with --force ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), args = [...zeroEpochs(name)];
    assert.equal((await run("train", args)).code, 0);
    assertMistake(await run("train", args), /is taken in .* --force/);
    const { code, err } = await run("train", [...args, "--seed", "9", "--force"]);
    assert.equal(code, 0, err);
    assert.equal(metricsOf(name).recipe.seed, 9);
  },
});

Deno.test({
  name: `train answers a mistake with one line in the reader's language and status 2 ${NEEDS}`,
  ignore,
  fn: async () => {
    const cases: [string[], RegExp][] = [
      [["--epoch", "3"], /^train: Unknown option --epoch\. Did you mean --epochs\?$/m],
      [["--engine", "strikt"], /Did you mean strict\?/],
      [["--rate", "-1"], /--rate wants a number > 0 and ≤ 1000/],
      [["--data", "nowhere"], /nowhere does not exist/],
      [["--data", "src"], /has no IDX files, only/],
      [["--limit", "70000"], /60000 training images/],
      [["--patience", "3"], /--patience needs images .* add --validation/],
      [["--validation", "60000"], /MNIST has 60000 training images here: keep 1 to 59999/],
      [["--conv", "16,32,64"], /convolution 3 is given images of 4×4 pixels.*: take fewer/],
      [["--conv", "8", "--stride", "6"], /--stride 6 leaves pixels out .*: take 5 at most/],
      [["--conv", "8", "--kernel", "0"], /--kernel wants a whole number from 1 to 1000/],
      [["--conv", "8", "--dropout", "1"], /--dropout wants a number ≥ 0 and < 1/],
      [["--kernel", "3", "--lang", "fr"], /--kernel concerne les convolutions, .* --conv 16,32/],
      [["--shift", "28"], /images of 28×28 pixels out of sight: take 27 at most/],
      [["--run", "../x"], /--run wants at most 100 letters/],
      [["--rate", "0", "--lang", "fr"], /^train: --rate attend un nombre/],
    ];
    await Promise.all(cases.map(async ([args, complaint]) => {
      const { code, out, err } = await run("train", args);
      assertMistake({ code, out, err: err.replaceAll("\u00a0", " ") }, complaint);
    }));
  },
});

Deno.test({
  name: `train stops at a loss that is no longer finite, and writes nothing ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    const wild = ["--data", "data/sample", "--hidden", "64,64", "--rate", "1000", "--batch", "1"];
    const { code, err } = await run("train", [...wild, "--run", name, "--lang", "fr"]);
    assert.equal(code, 1, err);
    assert.match(err, /^train: la perte n’est plus finie au pas \d+ de l’époque \d+.*--rate 100$/m);
    assert.ok(!existsSync(join(RESULTS, name)));
  },
});

Deno.test({
  name: `what a run keeps tells no path of the user's, and its data are found again ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), box = await Deno.makeTempDir(), data = join(box, "digits");
    try {
      await cp(join(ROOT, "data", "sample"), data, { recursive: true });
      const quick = QUICK.map((word) => word === "data/sample" ? data : word);
      assert.equal((await run("train", [...quick, "--run", name])).code, 0);
      assert.equal(metricsOf(name).recipe.data, "digits");
      for (const file of ["metrics.json", "report.html", "model.safetensors"]) {
        assert.ok(!Deno.readTextFileSync(join(RESULTS, name, file)).includes(box), file);
      }
      assert.equal((await run("evaluate", ["--run", name])).code, 0);
      await Deno.remove(data, { recursive: true });
      assertMistake(await run("evaluate", ["--run", name]), /"digits".* give it with --data$/m);
    } finally {
      await Deno.remove(box, { recursive: true });
    }
  },
});

Deno.test({
  name: `a run without a name takes the next number, and its report has that name ${NEEDS}`,
  ignore,
  fn: async () => {
    // Several in the same second.
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() =>
        run("train", "--data data/sample --hidden none --epochs 1".split(" "))
      ),
    );
    const names = outcomes.map(({ out }) => /^written to results\/(.*)\/$/m.exec(out)![1]);
    try {
      assert.equal(new Set(names).size, 4);
      for (const name of names) {
        const page = Deno.readTextFileSync(join(RESULTS, name, "report.html"));
        assert.ok(page.includes(`"name":"${name}"`), name);
      }
    } finally {
      for (const name of names) await Deno.remove(join(RESULTS, name), { recursive: true });
    }
  },
});
