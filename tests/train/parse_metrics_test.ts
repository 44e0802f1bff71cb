import assert from "node:assert/strict";
import { UserError } from "../../src/errors.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { formatMetrics, parseMetrics, type RunMetrics } from "../../src/train/metrics_file.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import fc from "../fast_check.ts";

const METRICS: RunMetrics = {
  recipe: { ...DEFAULT_RECIPE, epochs: 2 },
  architecture: [784, 64, 2],
  parameters: 50_370,
  epochs: [1, 2].map((epoch) => ({
    epoch,
    trainLoss: 0.5 / epoch,
    trainAccuracy: 0.8,
    testLoss: 0.25,
    testAccuracy: 0.75,
    seconds: 0.4,
    imagesPerSecond: 1e5,
  })),
  testAccuracy: 0.75,
  confusion: [[2, 1], [0, 1]],
  trainSeconds: 0.8,
  totalSeconds: 1.5,
  weightsSha256: "0".repeat(64),
};
const BASELINE = {
  ...METRICS,
  recipe: DEFAULT_BASELINE,
  architecture: [784, 2],
  parameters: 1570,
  epochs: [],
  objective: 0.25,
  iterations: 1,
  evaluations: 2,
  objectives: [2.3, 0.25],
};

Deno.test("parseMetrics() gives back what formatMetrics() wrote, of a run and of a baseline", () => {
  for (
    const metrics of [
      METRICS,
      BASELINE,
      { ...BASELINE, stopped: "line-search" as const },
      { ...METRICS, epochs: [], interrupted: true },
    ]
  ) {
    assert.deepEqual(parseMetrics(formatMetrics(metrics)), metrics);
  }
});

Deno.test("parseMetrics() lets unknown keys through", () => {
  const later = { ...METRICS, novelty: { a: [1] }, recipe: { ...METRICS.recipe, dropout: 0.5 } };
  assert.deepEqual(parseMetrics(JSON.stringify(later)), later);
});

/** The metrics with another value at a path such as `epochs.1.testLoss`. */
function changed(metrics: unknown, path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(metrics)), keys = path.split(".");
  const last = keys.pop()!;
  const parent = keys.reduce((object, key) => object[key], copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(copy);
}

const REFUSED: [path: string, value: unknown, english: string, french: string][] = [
  ["epochs.1.testLoss", "x", 'epochs[1].testLoss should be a number, found "x"', "un nombre"],
  [
    "epochs.0.seconds",
    undefined,
    "epochs[0].seconds should be a number, 0 or more, found nothing",
    "rien",
  ],
  ["epochs.1.epoch", 7, "epochs[1].epoch should be 2, found 7", "devrait être 2"],
  ["epochs", {}, "epochs should be a list, found an object", "une liste"],
  ["epochs.0", null, "epochs[0] should be an object, found null", "un objet"],
  ["recipe", [], "recipe should be an object, found a list", "un objet"],
  ["recipe.kind", "magic", "recipe.kind should be one of standard, notebook, baseline", "l’un de"],
  ["recipe.activation", "gelu", "recipe.activation should be one of relu", "l’un de"],
  ["recipe.shuffle", 1, "recipe.shuffle should be true or false, found 1", "true ou false"],
  ["recipe.limit", "all", "recipe.limit should be a whole number or null", "un entier ou null"],
  ["testAccuracy", 0.5, "testAccuracy should be 0.75, found 0.5", "devrait être 0.75"],
  ["testAccuracy", 1.5, "testAccuracy should be a number from 0 to 1, found 1.5", "de 0 à 1"],
  ["architecture.2", 3, "confusion.length should be 3, found 2", "devrait être 3"],
  ["confusion.1", [1], "confusion[1].length should be 2, found 1", "devrait être 2"],
  [
    "confusion.0.1",
    -1,
    "confusion[0][1] should be a whole number, 0 or more, found -1",
    "un entier",
  ],
  ["confusion", [[0, 0], [0, 0]], "confusion should be counts of images", "d’images"],
  ["weightsSha256", "abc", "weightsSha256 should be 64 hexadecimal digits", "hexadécimaux"],
];

/** What cannot both be true: each names the place and both values. */
const CONTRADICTIONS: typeof REFUSED = [
  ["architecture.1", 32, "architecture[1] should be 64, found 32", "devrait être 64, trouvé 32"],
  ["recipe.hidden", [64, 8], "architecture.length should be 4, found 3", "être 4, trouvé 3"],
  ["parameters", 50_371, "parameters should be 50370, found 50371", "être 50370, trouvé 50371"],
  ["recipe.epochs", 1, "epochs.length should be 1, found 2", "devrait être 1, trouvé 2"],
  ["recipe.epochs", 3, "epochs.length should be 3, found 2", "devrait être 3, trouvé 2"],
  [
    "epochs.1.testAccuracy",
    0.7,
    "epochs[1].testAccuracy should be 0.75, found 0.7",
    "devrait être 0.75, trouvé 0.7",
  ],
];
const BASELINE_CONTRADICTIONS: typeof REFUSED = [
  ["epochs", METRICS.epochs, "epochs.length should be 0, found 2", "devrait être 0, trouvé 2"],
  ["recipe.iterations", 0, "iterations should be 0 at most, found 1", "au plus 0, trouvé 1"],
  ["objectives", [1, 2, 3], "objectives.length should be 2, found 3", "être 2, trouvé 3"],
  ["objective", 0.5, "objectives[1] should be 0.5, found 0.25", "être 0.5, trouvé 0.25"],
  ["stopped", "tired", "stopped should be one of gradient, decrease, iterations", "l’un de"],
  ["evaluations", 0, "evaluations should be 1 at least, found 0", "au moins 1, trouvé 0"],
];

for (
  const [metrics, kind, refused] of [
    [METRICS, "training", [...REFUSED, ...CONTRADICTIONS]],
    [BASELINE, "baseline", BASELINE_CONTRADICTIONS],
  ] as const
) {
  for (const [path, value, english, french] of refused) {
    const edit = `${path} = ${JSON.stringify(value)?.slice(0, 40)}`;
    Deno.test(`parseMetrics() refuses ${edit} of a ${kind}, and says where`, () => {
      assert.throws(() => parseMetrics(changed(metrics, path, value)), (error) => {
        assert(error instanceof UserError);
        assert(error.text.en.includes(english), error.text.en);
        assert(error.text.fr.includes(french), error.text.fr);
        return true;
      });
    });
  }
}

Deno.test("parseMetrics() refuses more epochs than the recipe has, interrupted or not", () => {
  const interrupted = { ...METRICS, interrupted: true };
  assert.throws(
    () => parseMetrics(changed(interrupted, "recipe.epochs", 1)),
    /epochs\.length should be 1 at most, found 2/,
  );
  assert.doesNotThrow(() => parseMetrics(changed(interrupted, "recipe.epochs", 3)));
});

Deno.test("parseMetrics() refuses a baseline without its objectives", () => {
  for (
    const [path, value] of [["objectives", undefined], ["objectives.1", "x"], [
      "recipe.c",
      "1",
    ]] as const
  ) {
    assert.throws(() => parseMetrics(changed(BASELINE, path, value)), UserError, path);
  }
});

Deno.test("parseMetrics() refuses what is not JSON, and infinities", () => {
  const text = formatMetrics(METRICS);
  for (const wrong of ["", "null", "[]", "1", text.slice(0, -3), text.replace("0.25", "1e999")]) {
    assert.throws(() => parseMetrics(wrong), UserError, wrong.slice(0, 20));
  }
});

Deno.test("parseMetrics() gives metrics or a UserError, whatever is done to a file", () => {
  const texts = [formatMetrics(METRICS), formatMetrics(BASELINE as never)];
  const paths = [...Object.keys(METRICS), "architecture.2", "epochs.0", "epochs.0.testLoss"]
    .concat("recipe.hidden", "recipe.rate", "recipe.kind", "confusion.1", "confusion.1.1");
  const edits = fc.oneof(
    fc.tuple(fc.constantFrom(...texts), fc.nat(1500), fc.nat(30), fc.string())
      .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length)),
    fc.tuple(fc.constantFrom(...paths), fc.jsonValue())
      .map(([path, value]) => changed(METRICS, path, value)),
  );
  fc.assert(
    fc.property(edits, (text) => {
      try {
        const { recipe, confusion, testAccuracy } = parseMetrics(text);
        assert(typeof recipe.data === "string" && confusion.length > 0 && testAccuracy <= 1);
      } catch (error) {
        assert(error instanceof UserError, String(error));
      }
    }),
    { numRuns: 400 },
  );
});
