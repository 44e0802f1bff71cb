import assert from "node:assert/strict";
import {
  ceilingSheet,
  elementsSheet,
  firstLayerSheet,
  productsSheet,
} from "../../bench/kernels/kernel_sheets.ts";
import { markdownSheet, terminalSheet } from "../../bench/kernels/sheet.ts";
import { sweepSheet } from "../../bench/kernels/sweep_sheets.ts";
import { run } from "../cli/task.ts";
import { lacks } from "../permission.ts";
import { assertFits } from "./sheets.ts";

const SHEET = {
  title: "Products",
  head: ["product", "µs", "share"],
  rows: [["X·W + b", "184.3", "73 %"], ["|a|", "1.0", "5 %"]],
  notes: ["One thread.", "Two rounds."],
};

Deno.test("terminalSheet() puts the title above the table and the notes below", () => {
  assert.equal(
    terminalSheet(SHEET, { width: 80, colour: false }),
    "Products\n\nproduct     µs  share\n─────────────────────\nX·W + b  184.3   73 %\n" +
      "|a|        1.0    5 %\n\nOne thread.\nTwo rounds.",
  );
});

Deno.test("markdownSheet() aligns numbers to the right, and lets no cell end early", () => {
  assert.equal(
    markdownSheet(SHEET),
    "### Products\n\n| product | µs | share |\n| --- | ---: | ---: |\n" +
      "| X·W + b | 184.3 | 73 % |\n| \\|a\\| | 1.0 | 5 % |\n\nOne thread.\n\nTwo rounds.",
  );
});

const speed = { microseconds: 1234.56, gigaflops: 55.55, share: 0.987 };
const forms = { denseMicroseconds: 9876.5, sparseMicroseconds: 2345.6, usefulGigaflops: 23.45 };

Deno.test("every sheet of the kernels fits in 80 columns, in both languages", () => {
  const ceiling = { strict: 53.3, relaxed: 58.8 };
  const sizes = { product: "X·W + b", m: 256, k: 256, n: 256 };
  const products = [{ ...sizes, strict: speed, relaxed: speed }];
  const operations = [{ formula: "W −= η·Xᵀ·dZ", hidden: 1024, strict: forms, relaxed: forms }];
  const each = { rows: 1, microseconds: 1, nanosecondsEach: 15.55, gigabytes: 123.4 };
  const element = { kernel: "softmax′", columns: 784, sizes: Array(5).fill(each) };
  for (const language of ["en", "fr"] as const) {
    assertFits(ceilingSheet(ceiling, language));
    assertFits(productsSheet({ ceiling, products }, language));
    assertFits(firstLayerSheet({ batch: 64, pixels: 784, zeros: 0.81, operations }, language));
    assertFits(elementsSheet([element], language));
  }
});

Deno.test("productsSheet() and firstLayerSheet() put each figure in its column", () => {
  const ceiling = { strict: 50, relaxed: 60 };
  const product = { product: "X·W + b", m: 64, k: 784, n: 10 };
  const strict = { microseconds: 10, gigaflops: 25, share: 0.5 };
  const relaxed = { microseconds: 8, gigaflops: 45, share: 0.75 };
  const { rows, notes } = productsSheet(
    { ceiling, products: [{ ...product, strict, relaxed }] },
    "en",
  );
  assert.deepEqual(
    rows[0].map((cell) => cell.replace("\u00a0", " ")),
    ["X·W + b", "64×784×10", "10.0", "25.0", "50 %", "8.0", "45.0", "75 %"],
  );
  assert.match(notes[0], /50\.0 GFLOP\/s strict and 60\.0 relaxed/);

  const operation = { formula: "X·W + b", hidden: 64, strict: forms, relaxed: forms };
  const layer = firstLayerSheet(
    { batch: 64, pixels: 784, zeros: 0.808, operations: [operation] },
    "en",
  );
  assert.deepEqual(layer.rows[0].slice(2, 6), ["9,876.5", "2,345.6", "4.2", "23.5"]);
});

Deno.test("sweepSheet() tells the growth from line to line, and over all of them", () => {
  const points = [[1, 0.002], [2, 0.004], [8, 0.008]].map(([size, seconds]) => {
    return { size, seconds, imagesPerSecond: 64 / seconds };
  });
  const { head, rows, notes } = sweepSheet("hidden", { points, slope: 0.64 }, "en");
  assert.deepEqual(head, ["neurons", "µs a step", "images/s", "ratio", "exponent"]);
  assert.deepEqual(rows, [
    ["1", "2,000.0", "32,000", "1.00", "–"],
    ["2", "4,000.0", "16,000", "0.50", "1.00"],
    ["8", "8,000.0", "8,000", "0.25", "0.50"],
  ]);
  assert.match(notes[0], /^784-n-10, .* fitted over all of them: 0\.64\.$/);
  const french = sweepSheet("threads", { hidden: [512, 256], points, slope: null }, "fr");
  assert.match(french.title, /fils d’exécution, 784-512-256-10$/);
  assert.match(french.notes[0], /ajusté sur toutes\u00a0: –\.$/);
});

Deno.test("every sheet of what grows fits in 80 columns, in both languages", () => {
  const points = [{ size: 60_000, seconds: 0.123456, imagesPerSecond: 1_234_567 }];
  for (const key of ["hidden", "batch", "images", "threads"] as const) {
    for (const language of ["en", "fr"] as const) {
      assertFits(sweepSheet(key, { hidden: [512, 256], points, slope: 1 }, language));
    }
  }
});

Deno.test({
  name: "deno task bench prints the figures of what is asked for (needs --allow-read --allow-run)",
  ignore: lacks("read", "run"),
  fn: async () => {
    const asked = ["--only", "ceiling", "--rounds", "3"];
    const [json, markdown, both, unknown] = await Promise.all([
      run("bench", [...asked, "--json"]),
      run("bench", [...asked, "--markdown"]),
      run("bench", ["--json", "--markdown"]),
      run("bench", ["--only", "ceiling,flor"]),
    ]);
    const found = JSON.parse(json.out);
    assert.deepEqual(Object.keys(found), ["machine", "rounds", "ceiling"]);
    assert.ok(found.ceiling.strict > 0 && found.ceiling.relaxed > 0);
    assert.match(json.err, /^1\/1 .* the ceiling\n$/);
    assert.match(markdown.out, /^### The ceiling\n\n\| build \| GFLOP\/s \|/);
    assert.deepEqual([json.code, markdown.code, both.code, unknown.code], [0, 0, 2, 2]);
    assert.match(both.err, /^bench: one format at a time[^\n]*\n$/);
    assert.match(unknown.err, /^bench: --only wants one or several[^\n]*"ceiling,flor"/);
  },
});
