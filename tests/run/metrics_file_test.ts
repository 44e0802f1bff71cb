import assert from "node:assert/strict";
import { UserError } from "../../src/errors.ts";
import { DEFAULT_BASELINE } from "../../src/baseline/recipe.ts";
import { formatMetrics, parseMetrics, type RunMetrics } from "../../src/run/metrics_file.ts";
import { CONV_RECIPE, DEFAULT_RECIPE } from "../../src/train/recipe.ts";
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
/** An epoch that was judged on validation images. */
const validated = ({ testLoss, testAccuracy, ...epoch }: RunMetrics["epochs"][number]) => ({
  ...epoch,
  validationLoss: testLoss,
  validationAccuracy: testAccuracy,
});
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
      { ...METRICS, epochs: METRICS.epochs.map(validated), bestEpoch: 1 },
      { ...METRICS, recipe: CONV_RECIPE, network: "784-16C5S2-32C5S2-10" },
    ]
  ) {
    assert.deepEqual(parseMetrics(formatMetrics(metrics)), metrics);
  }
});

Deno.test("parseMetrics() reads runs of before validation, patience, shifts and convolutions", () => {
  const { validation: _, patience: _1, shift: _2, conv: _3, dropout: _4, ...recipe } =
    METRICS.recipe;
  const old = { ...METRICS, recipe };
  assert.deepEqual(parseMetrics(JSON.stringify(old)), old);
});

Deno.test("parseMetrics() lets unknown keys through, and derives no sizes from the recipe", () => {
  const recipe = { ...METRICS.recipe, hidden: [8, 8], dropout: 0.5 };
  const later = { ...METRICS, novelty: { a: [1] }, recipe, architecture: [784, 1152, 64, 10] };
  assert.deepEqual(parseMetrics(JSON.stringify(later)), later);
});

Deno.test("parseMetrics() reads a recipe from before there were optimisers, and one with constants", () => {
  const { optimizer: _1, l2: _2, warmup: _3, ...recipe } = METRICS.recipe;
  const adam = { ...METRICS.recipe, optimizer: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
  for (const metrics of [{ ...METRICS, recipe }, { ...METRICS, recipe: adam }]) {
    assert.deepEqual(parseMetrics(JSON.stringify(metrics)), metrics);
  }
  const wrong = { ...METRICS, recipe: { ...adam, beta1: "x" } };
  assert.throws(() => parseMetrics(JSON.stringify(wrong)), /recipe\.beta1 should be a number/);
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

/** Where, which value, what is wanted and found in English, and a piece of the French message. */
const REFUSED: [path: string, value: unknown, en: string, fr: string][] = [
  ["epochs[1].testLoss", "x", 'a number, found "x"', 'un nombre, trouvé "x"'],
  ["epochs[0].validationAccuracy", 2, "a number from 0 to 1, found 2", "de 0 à 1"],
  ["recipe.patience", -1, "a whole number, 0 or more, found -1", "entier"],
  ["bestEpoch", 1.5, "a whole number, 0 or more, found 1.5", "entier"],
  ["epochs[0].seconds", undefined, "a number, found nothing", "trouvé rien"],
  ["epochs", {}, "a list, found an object", "une liste, trouvé un objet"],
  ["epochs[0]", null, "an object, found null", "un objet, trouvé null"],
  ["recipe", [], "an object, found a list", "un objet, trouvé une liste"],
  ["recipe.kind", "magic", "one of standard, notebook, conv, conv-large, baseline", "l’un de"],
  [
    "recipe.conv",
    [16, "x"],
    "a list of whole numbers, 0 or more, found a list",
    "une liste d’entiers",
  ],
  ["recipe.kernel", "5", 'a whole number, 0 or more, found "5"', "entier"],
  ["recipe.dropout", 2, "a number from 0 to 1, found 2", "de 0 à 1"],
  ["network", 784, "a text, found 784", "un texte"],
  ["recipe.activation", "gelu", "one of relu", "l’un de"],
  ["recipe.shuffle", 1, "true or false, found 1", "true ou false"],
  ["recipe.limit", "all", "a whole number or null", "entier ou null"],
  ["recipe.seed", "\u001b[2J", 'a whole number, 0 or more, found "\\u001b[2J"', '"\\u001b[2J"'],
  ["testAccuracy", 1.5, "a number from 0 to 1, found 1.5", "de 0 à 1"],
  ["confusion[1]", 1, "a list, found 1", "une liste"],
  ["confusion[0][1]", -1, "a whole number, 0 or more, found -1", "entier"],
  ["weightsSha256", 1, "a text, found 1", "un texte"],
  ["interrupted", "yes", 'true or false, found "yes"', "true ou false"],
];
const BASELINE_REFUSED: typeof REFUSED = [
  ["recipe.c", "1", 'a number, found "1"', "un nombre"],
  ["objectives", undefined, "a list, found nothing", "une liste"],
  ["objectives[1]", "x", 'a number, found "x"', "un nombre"],
  ["stopped", "tired", "one of gradient, decrease, iterations", "l’un de"],
];

for (const [metrics, refused] of [[METRICS, REFUSED], [BASELINE, BASELINE_REFUSED]] as const) {
  for (const [path, value, english, french] of refused) {
    const kind = metrics === BASELINE ? "baseline" : "training";
    Deno.test(`parseMetrics() refuses ${path} = ${JSON.stringify(value)} of a ${kind}`, () => {
      const edited = changed(metrics, path.replaceAll(/\[(\d)\]/g, ".$1"), value);
      assert.throws(() => parseMetrics(edited), (error) => {
        assert(error instanceof UserError);
        assert(error.text.en.includes(`${path} should be ${english}`), error.text.en);
        assert(error.text.fr.includes(french), error.text.fr);
        return true;
      });
    });
  }
}

Deno.test("parseMetrics() refuses a confusion matrix that is not square", () => {
  const message = /confusion\[1\]\.length should be 2, found 1/;
  assert.throws(() => parseMetrics(changed(METRICS, "confusion.1", [1])), message);
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
        assert(typeof recipe.data === "string" && testAccuracy <= 1);
        assert(confusion.every((row) => row.length === confusion.length));
      } catch (error) {
        assert(error instanceof UserError, String(error));
      }
    }),
    { numRuns: 400 },
  );
});
