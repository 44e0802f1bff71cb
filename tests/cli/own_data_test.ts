import assert from "node:assert/strict";
import { join } from "node:path";
import { encodeIdx, encodeIdxGzip } from "../../src/idx/encode.ts";
import { lacks } from "../permission.ts";
import { NEEDS, RESULTS, run, Runs } from "./task.ts";

const ignore = lacks("read", "write", "run");
const QUICK = "--batch 4 --hidden 8 --epochs 30 --rate 0.5".split(" ");
const TRAIN = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];
const TEST = ["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

/** An image of 4×6 with a bar across row `label % 4`, or down a column where it is turned. */
function bar(label: number, { turned = false, paper = 0 } = {}): number[] {
  const rows = turned ? 6 : 4, columns = turned ? 4 : 6;
  return Array.from({ length: rows * columns }, (_, pixel) => {
    const line = turned ? pixel % columns : Math.floor(pixel / columns);
    return line === label % 4 ? 255 - paper : paper;
  });
}

/** Writes images of bars and their labels. */
async function write(
  folder: string,
  [images, labels]: string[],
  { of, turned = false, paper = 0 }: { of: number[]; turned?: boolean; paper?: number },
): Promise<void> {
  const pixels = Uint8Array.from(of.flatMap((label) => bar(label, { turned, paper })));
  const shape = [of.length, ...turned ? [6, 4] : [4, 6]];
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeFile(join(folder, images), encodeIdx({ shape, data: pixels }));
  await Deno.writeFile(
    join(folder, labels),
    await encodeIdxGzip({ shape: [of.length], data: Int16Array.from(of) }),
  );
}

/** A test in a folder of its own, with a run named for it. */
function testWith(what: string, fn: (folder: string, name: string) => Promise<void>): void {
  Deno.test({
    name: `${what} ${NEEDS}`,
    ignore,
    fn: async () => {
      await using runs = new Runs();
      const folder = await Deno.makeTempDir();
      try {
        await fn(folder, runs.name());
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

const LETTERS = [8, 9, 10, 11]; // rows 0 to 3

testWith("a run shows its own labels, whatever the test files hold", async (folder, name) => {
  await write(folder, TRAIN, { of: [...LETTERS, ...LETTERS] });
  await write(folder, TEST, { of: LETTERS });
  const trained = await run("train", [...QUICK, "--data", folder, "--run", name]);
  assert.equal(trained.code, 0, trained.err);
  assert.match(trained.out, /4×6, 4 classes\n24-8-4: /);
  const evaluated = await run("evaluate", ["--run", name]);
  assert.match(evaluated.out, /accuracy 100.00.%/);
  assert.match(evaluated.out, /^shown +8 +9 +10 +11$/m);
  assert.match(evaluated.out, /^11 +1\.0000 +1\.0000/m);
  const page = await Deno.readTextFile(join(RESULTS, name, "report.html"));
  assert.match(page, /"labels":\[8,9,10,11\]/);

  // Two files, and one class, are enough to be read.
  const own = join(folder, "own");
  await write(own, TEST, { of: [10] });
  const predicted = await run("predict", ["--run", name, "--data", own]);
  assert.deepEqual([predicted.code, predicted.err], [0, ""]);
  assert.match(predicted.out, / 10 ━.*◀$/m);
  assert.match(predicted.out, /image 0 shows 10, and is read as 10 /);
  assert.match((await run("evaluate", ["--run", name, "--data", own])).out, /accuracy 100.00.%/);
  // A report is of the images that the run was judged on; those that it learnt from are not needed.
  await write(own, TEST, { of: LETTERS });
  assert.equal((await run("report", ["--run", name, "--data", own])).code, 0);
  const again = await Deno.readTextFile(join(RESULTS, name, "report.html"));
  assert.match(page, /"train":\[2,2,2,2\],"test":\[1,1,1,1\]/);
  assert.match(again, /"name":"own","test":\[1,1,1,1\]/);

  await write(own, TEST, { of: [10, 7] });
  for (const command of ["predict", "evaluate"]) {
    const { code, out, err } = await run(command, ["--run", name, "--data", own]);
    assert.deepEqual([code, out, err.trimEnd().split("\n").length], [2, "", 1]);
    assert.match(err, /image 1 has the label 7, which was not learnt.* 8 to 11/);
  }
});

testWith("--transpose is kept with the run, and predict heeds it", async (folder, name) => {
  await write(folder, TRAIN, { of: [...LETTERS, ...LETTERS], turned: true });
  await write(folder, TEST, { of: LETTERS, turned: true });
  const trained = await run("train", [...QUICK, "--data", folder, "--transpose", "--run", name]);
  assert.match(trained.out, /4×6, 4 classes/);
  const metrics = JSON.parse(await Deno.readTextFile(join(RESULTS, name, "metrics.json")));
  assert.equal(metrics.recipe.transpose, true);
  assert.match((await run("predict", ["--run", name])).out, /shows 8, and is read as 8 /);
  assert.equal((await run("report", ["--run", name])).code, 0);

  const upright = join(folder, "upright"), data = ["--run", name, "--data", upright];
  await write(upright, TEST, { of: LETTERS });
  const turned = await run("evaluate", data);
  assert.equal(turned.code, 2);
  assert.match(turned.err, /images of 4×6 pixels, and upright has images of 6×4/);
  const again = await run("predict", ["--run", name, "--data", folder]);
  assert.match(again.err, /the run had its images transposed.*--no-transpose if they are upright/);
  const asGiven = await run("evaluate", [...data, "--no-transpose"]);
  assert.match(asGiven.out, /accuracy 100.00.%/);
  assert.equal(asGiven.err, "");
});

testWith("a baseline reads two test files, and splits four anew", async (folder, name) => {
  await write(folder, TRAIN, { of: [...LETTERS, ...LETTERS] });
  await write(folder, TEST, { of: [8, 9] });
  const fitted = await run("baseline", ["--data", folder, "--run", name, "--iterations", "20"]);
  assert.equal(fitted.code, 0, fitted.err);
  assert.match((await run("evaluate", ["--run", name])).out, / 2 test images of /); // a fifth of 10
  const own = join(folder, "own");
  await write(own, TEST, { of: [11, 11, 9] });
  const { out, err } = await run("evaluate", ["--run", name, "--data", own]);
  assert.match(out, / 3 test images of own/, err);
});

testWith("what is odd about a dataset is pointed out in a line", async (folder) => {
  const clean = join(folder, "clean"), negative = join(folder, "negative");
  const emnist = (names: string[]) =>
    names.map((name) => `emnist-letters-${name.replace("t10k", "test")}`);
  for (const [to, paper] of [[clean, 0], [negative, 255]] as const) {
    // Bars in the middle: the corners are paper.
    await write(to, TRAIN, { of: [9, 10], paper });
    await write(to, TEST, { of: [9, 10], paper });
  }
  assert.equal((await run("explore", ["--data", clean])).err, "");
  const { err } = await run("explore", ["--data", negative]);
  assert.match(err, /^explore: the corners of the images of negative are full of ink, .*\n$/);
  const french = await run("explore", ["--data", negative, "--lang", "fr"]);
  assert.match(french.err, /^explore: les coins des images de negative sont pleins d’encre, .*\n$/);

  const letters = join(folder, "letters");
  await write(letters, emnist(TRAIN), { of: [9, 10] });
  await write(letters, emnist(TEST), { of: [9, 10] });
  const lying = await run("explore", ["--data", letters]);
  assert.match(lying.err, /^explore: emnist-letters, as published, lies on its side: --transpose/);
  for (const told of ["--transpose", "--no-transpose"]) {
    assert.equal((await run("explore", ["--data", letters, told])).err, "");
  }
});

testWith("--data mnist beside a folder of that name says which was taken", async (folder) => {
  await write(join(folder, "mnist"), TRAIN, { of: [9, 10] });
  await write(join(folder, "mnist"), TEST, { of: [9, 10] });
  const explored = async (...args: string[]) => await run("explore", args, { INIT_CWD: folder });
  const word = await explored("--data", "mnist");
  assert.match(word.out, /^MNIST: /);
  assert.match(word.err, /^explore: --data mnist is the dataset MNIST; .* --data \.\/mnist\n$/);
  const path = await explored("--data", "./mnist");
  assert.match(path.out, /^mnist: images of 4×6 pixels, 2 classes\n/);
  assert.deepEqual([(await explored()).err, path.err], ["", ""]);
});
