import assert from "node:assert/strict";
import {
  convolutionsSheet,
  productsSheet,
  type Sheet,
  sheetLines,
  stepSheet,
} from "../../bench/kernels/sheets.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { run } from "../cli/task.ts";
import { lacks } from "../permission.ts";

const SHEET = {
  title: "Products",
  head: ["product", "µs", "share"],
  rows: [["X·W + b", "184.3", "73 %"], ["|a|", "1.0", "5 %"]],
  notes: ["One thread.", "Two rounds."],
};

Deno.test("sheetLines() puts the title above the table and the notes below", () => {
  assert.equal(
    sheetLines(SHEET, { width: 80, colour: false }),
    "Products\n\nproduct     µs  share\n─────────────────────\nX·W + b  184.3   73 %\n" +
      "|a|        1.0    5 %\n\nOne thread.\nTwo rounds.",
  );
});

/** Fails where a sheet is wider than 80 columns, or has to be parted. */
function assertFits(sheet: Sheet): void {
  const lines = sheetLines(sheet, { width: 80, colour: false }).split("\n");
  for (const line of lines) assert.ok(textWidth(line) <= 80, line);
  const rules = lines.filter((line) => line.startsWith("─"));
  assert.equal(rules.length, 1, `${sheet.title} goes on below`);
}

const STEP = {
  sizes: [784, 512, 256, 10],
  batch: 64,
  microseconds: 2000,
  undeferredMicroseconds: 2345.6,
  timedMicroseconds: 2500,
  operations: [{ formula: "W1 −= η·dW1", microseconds: 2000 }],
  restMicroseconds: 500,
};

Deno.test("every sheet fits in 80 columns, in both languages", () => {
  const ceiling = { strict: 53.3, relaxed: 58.8 };
  const speed = { microseconds: 1234.56, gigaflops: 55.55, share: 0.987 };
  const sizes = { product: "X·W + b", m: 256, k: 256, n: 256 };
  const products = [{ ...sizes, strict: speed, relaxed: speed }];
  for (const language of ["en", "fr"] as const) {
    assertFits(productsSheet({ ceiling, products }, language));
    assertFits(stepSheet(STEP, language));
    const operations = [{
      operation: "dX = col2im(dP)",
      sizes: [9216, 400, 16] as const,
      ...speed,
    }];
    assertFits(convolutionsSheet({ batch: 64, ceiling: 53.3, operations, total: speed }, language));
  }
});

Deno.test("productsSheet() and stepSheet() put each figure in its column", () => {
  const product = { product: "X·W + b", m: 64, k: 784, n: 10 };
  const strict = { microseconds: 10, gigaflops: 25, share: 0.5 };
  const relaxed = { microseconds: 8, gigaflops: 45, share: 0.75 };
  const products = [{ ...product, strict, relaxed }], ceiling = { strict: 50, relaxed: 60 };
  const cells = ({ rows }: Sheet) =>
    rows.map((row) => row.map((cell) => cell.replace("\u00a0", " ")));
  const sheet = productsSheet({ ceiling, products }, "en");
  assert.deepEqual(cells(sheet), [
    ["ceiling", "", "", "50.0", "100 %", "", "60.0", "100 %"],
    ["X·W + b", "64×784×10", "10.0", "25.0", "50 %", "8.0", "45.0", "75 %"],
  ]);

  const step = stepSheet(STEP, "en");
  assert.deepEqual(cells(step), [
    ["W1 −= η·dW1", "2,000.0", "80.0 %"],
    ["labels, loss, accuracy, the loop", "500.0", "20.0 %"],
    ["the step, with a clock in it", "2,500.0", "100.0 %"],
  ]);
  assert.match(step.title, /784-512-256-10$/);
  assert.match(step.notes.join("\n"), /takes 2,000\.0 µs: 32,000 images\/s[^]*takes 2,345\.6 µs/);
});

Deno.test({
  name: "deno task bench prints the figures of what is asked for (needs --allow-read --allow-run)",
  ignore: lacks("read", "run"),
  fn: async () => {
    const [json, unknown] = await Promise.all([
      run("bench", ["--only", "products", "--rounds", "3", "--json"]),
      run("bench", ["--only", "products,flor"]),
    ]);
    const found = JSON.parse(json.out);
    assert.deepEqual(Object.keys(found), ["machine", "rounds", "products"]);
    const { ceiling, products } = found.products;
    assert.ok(ceiling.strict > 0 && ceiling.relaxed > 0);
    assert.equal(products.length, 9);
    assert.deepEqual([json.code, unknown.code], [0, 2]);
    assert.match(unknown.err, /^bench: --only wants one or several[^\n]*"products,flor"/);
  },
});
