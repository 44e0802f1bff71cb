import assert from "node:assert/strict";
import { join } from "node:path";
import { sampleFiles } from "../../data/make_sample.ts";
import { arraySection, imageSection } from "../../src/cli/explore_dataset.ts";
import { classSection, pixelSection } from "../../src/cli/explore_numbers.ts";
import { splitSection } from "../../src/cli/explore_split.ts";
import { assembleDataset, type Part, partNames } from "../../src/data/assemble.ts";
import type { Dataset, Split } from "../../src/data/dataset.ts";
import type { Language } from "../../src/errors.ts";
import { decodeIdx } from "../../src/idx/decode.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { lacks } from "../permission.ts";
import { run } from "./task.ts";

const english = { language: "en", width: 80, colour: false } as const;
const french = { ...english, language: "fr" } as const;

/** The dataset of data/sample, from the code that draws it. */
async function sample(): Promise<Dataset> {
  const files = new Map(sampleFiles().map(({ name, bytes }) => [name, bytes]));
  const parts = await Promise.all(
    Object.entries(partNames).map(async ([part, name]) =>
      [part, { path: name, ...await decodeIdx(files.get(name)!) }] as const
    ),
  );
  return assembleDataset("sample", Object.fromEntries(parts) as Record<Part, typeof parts[0][1]>);
}

/** A dataset of faint squares with these labels, the same for training and test. */
function squares(labels: number[], { rows = 2, columns = 2 } = {}): Dataset {
  const known = [...new Set(labels)].sort((a, b) => a - b);
  const split: Split = {
    images: new Uint8Array(labels.length * rows * columns).fill(51),
    labels: Uint8Array.from(labels, (label) => known.indexOf(label)),
    count: labels.length,
  };
  return {
    name: "squares",
    rows,
    columns,
    labels: known,
    train: split,
    test: split,
  };
}

const range = (length: number) => Array.from({ length }, (_, i) => i);

Deno.test("arraySection() tells shapes, types and bytes, in both languages", async () => {
  const dataset = await sample();
  const text = arraySection(dataset, english);
  assert.match(text, /^training images +\(100, 8, 8\) +u8 +6,400$/m);
  assert.match(text, /^training labels +\(100\) +u8 +100$/m);
  assert.match(text, /^test images +\(50, 8, 8\) +u8 +3,200$/m);
  assert.match(text, /^test labels +\(50\) +u8 +50$/m);
  assert.match(arraySection(dataset, french), /^étiquettes de test +\(50\) +u8 +50$/m);
});

Deno.test("imageSection() draws ten digits under their labels, five in a row", async () => {
  const lines = imageSection(await sample(), english).split("\n");
  assert.match(lines[1], /^ *0 +1 +2 +3 +4$/);
  assert.match(lines[7], /^ *5 +6 +7 +8 +9$/);
  assert.ok(lines.slice(2, 6).every((line) => /^[ ▀▄█]*$/.test(line)));
  assert.ok(lines.slice(2, 6).join("").trim() !== "");
});

Deno.test("imageSection() says when the images are shrunk, and by how much", () => {
  const text = (side: number) =>
    imageSection(squares([0, 1], { rows: side, columns: side }), english);
  assert.match(text(28), /mean of 2×2 pixels/);
  assert.doesNotMatch(text(14), /mean of/);
});

Deno.test("classSection() shows number and share of each class, on one scale", () => {
  const train = squares([0, 0, 0, 1]).train, test = squares([0, 1]).train;
  const text = classSection({ ...squares([0, 1]), train, test }, english);
  const bars = /^0 (━+)╸? +3 75.00.% +0 (━+)╸? +1 50.00.%$/m.exec(text);
  assert.ok(bars, text);
  assert.ok(Math.abs(bars[1].length * 2 / 3 - bars[2].length) <= 1, text);

  const many = squares(range(2000).map((i) => i % 2)).train;
  const equal = classSection({ ...squares([0, 1]), train: many }, english);
  assert.match(equal, /^1 (━+) 1,000 50.00.% +1 \1 +1 50.00.%$/m);
  assert.match(text, /Always answering 0 .*\s50\.00.% of the\s+test images/s);
});

Deno.test("pixelSection() shows the pixels before and after scaling", () => {
  const text = pixelSection(squares([0, 1]), english);
  assert.match(text, /^training, 0–255 +51 +51 +51\.0000 +0\.0000 +0\.00.%$/m);
  assert.match(text, /^test, 0–1 +0\.2000 +0\.2000 +0\.2000 +0\.0000 +0\.00.%$/m);
  assert.match(
    pixelSection(squares([0, 1]), french),
    /^entraînement, 0–1 +0,2000 +0,2000 +0,2000 +0,0000 +0,00.%$/m,
  );
});

Deno.test("splitSection() compares both splits and draws five images of each side", async () => {
  const text = splitSection(await sample(), { ...english, seed: 42 });
  assert.match(text, /80 images to learn from and 20 to\s+judge/);
  for (const digit of range(10)) {
    assert.match(text, new RegExp(`^${digit}( +\\d+\\.\\d\\d.%){3}( +10\\.00.%){2}$`, "m"));
  }
  assert.match(text, /, 0\.000 stratified\./);
  for (const title of ["plain, 80", "plain, 20", "stratified, 80", "stratified, 20"]) {
    assert.match(text, new RegExp(`^${title}.*\\n +\\d( +\\d){4}$`, "m"));
  }
  assert.match(text, /^The test images stay closed/m);
});

Deno.test("splitSection() depends on the seed, and on nothing else", async () => {
  const dataset = await sample();
  const text = (seed: number) => splitSection(dataset, { ...english, seed });
  assert.equal(text(1), text(1));
  assert.notEqual(text(1).replace("seed 1", ""), text(2).replace("seed 2", ""));
});

const odd: Record<string, Dataset> = {
  "one image": squares([1]),
  "three images": squares([0, 1, 1], { rows: 1, columns: 1 }),
  "two classes": squares(range(40).map((i) => i % 2)),
  "a gap between classes": squares([0, 255, 255]),
  "31 classes": squares(range(31)),
  "256 classes": squares(range(512).map((i) => i % 256)),
  "wide images": squares(range(20).map((i) => i % 3), { rows: 3, columns: 200 }),
  "high images": squares(range(20).map((i) => i % 3), { rows: 200, columns: 3 }),
};

for (const [name, dataset] of Object.entries(odd)) {
  Deno.test(`the sections of explore fit 60 and 80 columns for ${name}`, () => {
    for (const language of ["en", "fr"] as Language[]) {
      for (const width of [60, 80, 150]) {
        for (const colour of [true, false]) {
          const view = { language, width, colour };
          const text = [
            arraySection(dataset, view),
            imageSection(dataset, view),
            classSection(dataset, view),
            pixelSection(dataset, view),
            splitSection(dataset, { ...view, seed: 42 }),
          ].join("\n");
          assert.ok(!/NaN|undefined|Infinity|∞/.test(text), text);
          assert.equal(text.includes("\x1b"), colour);
          for (const line of text.split("\n")) assert.ok(textWidth(line) <= width, line);
          assert.ok(text.split("\n").length < 260);
        }
      }
    }
  });
}

Deno.test("the sections of explore name the classes by their labels", () => {
  const letters = squares([7, 26, 26]), view = { ...english, seed: 42 };
  assert.match(imageSection(letters, english), /^ *7 +26 +26$/m);
  assert.match(classSection(letters, english), /^26 ━+ .*2 66\.67.%/m);
  assert.match(classSection(letters, english), /Always answering 26 /);
  assert.match(splitSection(letters, view), /^26 .*66\.67.%/m);
});

Deno.test("the sections of explore say how many classes they leave out", () => {
  assert.match(classSection(odd["256 classes"], english), /^… and 226 more classes$/m);
  assert.match(classSection(odd["31 classes"], english), /^… and 1 more class$/m);
  assert.match(classSection(odd["31 classes"], french), /^… et 1 autre classe$/m);
});

const NEEDS = "(needs --allow-read --allow-run)";
const ignore = lacks("read", "run");

Deno.test({
  name: `explore prints a dataset of a folder, in both languages ${NEEDS}`,
  ignore,
  fn: async () => {
    const data = ["--data", join("data", "sample")];
    const plain = await run("explore", data);
    assert.deepEqual([plain.code, plain.err], [0, ""]);
    assert.match(plain.out, /^sample: images of 8×8 pixels, 10 classes\n/);
    assert.ok(plain.out.endsWith("\n") && !plain.out.includes("\x1b"));
    const other = await run("explore", [...data, "--seed", "7", "--lang", "fr"]);
    assert.match(other.out, /^sample\u00a0: images de 8×8 pixels, 10 classes\n/);
    assert.match(other.out, /\(graine 7\)/);
  },
});

Deno.test({
  name: `explore prints MNIST by default ${NEEDS}`,
  ignore,
  fn: async () => {
    const { code, out, err } = await run("explore", []);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^training images +\(60000, 28, 28\) +u8 +47,040,000$/m);
    assert.match(out, /^training, 0–255 +0 +255 +33\.3184 +78\.5675 +80\.88.%$/m);
    assert.match(out, /^training, 0–1 +0 +1 +0\.1307 +0\.3081 +80\.88.%$/m);
    assert.match(out, /48,000 images to learn from and 12,000 to judge/);
  },
});

Deno.test({
  name: `explore ends a mistake in one line and status 2 ${NEEDS}`,
  ignore,
  fn: async () => {
    const mistakes = [
      ["--data", "no/such/folder"],
      ["--data", "src"],
      ["--seed", "-1"],
      ["--seed=1.5"],
      ["--colour"],
      ["digits"],
    ];
    for (const outcome of await Promise.all(mistakes.map((args) => run("explore", args)))) {
      assert.equal(outcome.code, 2, outcome.err);
      assert.equal(outcome.out, "");
      assert.equal(outcome.err.trimEnd().split("\n").length, 1, outcome.err);
      assert.match(outcome.err, /^explore: /);
    }
  },
});
