import assert from "node:assert/strict";
import { join } from "node:path";
import { LESSONS } from "../../lessons/list.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import { createEngine } from "../../src/engine/create.ts";
import { symbols, trace } from "../../src/nn/trace.ts";
import { formatPercent, formatSignificant } from "../../src/number_format.js";
import { decodeModel, networkOf, weightsSha256 } from "../../src/run/model.ts";
import { BUILD } from "../../src/studio/bundle.ts";
import { accuracy, confusionMatrix } from "../../src/train/confusion.ts";
import { evaluate } from "../../src/train/evaluate.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { Session } from "../../src/train/session.ts";
import { BROWSERS, reasonToSkip } from "../browser/browsers.ts";
import { isThorough, THOROUGH } from "../thorough.ts";

/** The process that serves and drives may do what the tests may not: listen, on loopback. */
const RUN = "run --lock=tools.lock --frozen --no-prompt --allow-read --allow-write --allow-env " +
  "--allow-net=127.0.0.1 --allow-run tests/studio/run_studio.ts";

/** What an epoch of the default recipe gives in Deno. */
let trained: Promise<{ sha256: string; accuracy: string }> | undefined;

async function trainHere(): Promise<{ sha256: string; accuracy: string }> {
  const dataset = await loadMnist();
  const session = new Session(createEngine("strict"), {
    recipe: { ...DEFAULT_RECIPE, epochs: 1 },
    dataset,
  });
  for (const _event of session.run());
  const { network, test } = session, { predictions } = evaluate(network, test);
  const confusion = confusionMatrix(dataset.test.labels, predictions, { classes: 10 });
  return {
    sha256: weightsSha256(network),
    accuracy: formatPercent(accuracy(confusion), { language: "en" }),
  };
}

/** What the stages should show: the slopes of the small network in f64, on a digit that comes with it. */
function slopes(
  { index, label }: { index: number; label: number },
): (stage: string, nudged: string) => string {
  const engine = createEngine("plain");
  const network = networkOf(
    engine,
    decodeModel(Deno.readFileSync(join(BUILD, "model.safetensors"))),
  );
  const digits = JSON.parse(Deno.readTextFileSync(join(BUILD, "digits.json")));
  const place = digits.findIndex((digit: { index: number }) => digit.index === index);
  const pixels = Deno.readFileSync(join(BUILD, "digits.bin")).subarray(
    784 * place,
    784 * place + 784,
  );
  const inputs = engine.matrix(1, 784);
  inputs.data.set(Array.from(pixels, (pixel) => pixel / 255));
  network.forward({ inputs, labels: Uint8Array.of(label) });
  network.backward();
  const found = trace(network);
  assert.ok(symbols(network).has("W1"));
  return (stage, nudged) => {
    const [, row, column] = /\[(\d+),(\d+)\]/.exec(nudged)!.map(Number);
    const { columns, data } = found.get(stage)!;
    return formatSignificant(data[row * columns + column], { language: "en", digits: 7 });
  };
}

for (const [name, path] of Object.entries(BROWSERS)) {
  const reason = reasonToSkip(path) ??
    (name === "Firefox" && !isThorough ? THOROUGH : undefined);
  Deno.test({
    name: `the studio draws, trains, steps and tells lessons in ${name} ${
      reason ?? "(needs a browser)"
    }`,
    ignore: reason !== undefined,
    fn: async () => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [...RUN.split(" "), path],
        cwd: new URL("../../", import.meta.url),
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      assert.equal(code, 0, new TextDecoder().decode(stderr));
      const { seen, complaints } = JSON.parse(new TextDecoder().decode(stdout));
      const failed = Object.entries(seen).filter(([what]) => what.endsWith("failed"));
      assert.deepEqual(failed, []);
      assert.deepEqual(complaints, []);

      assert.deepEqual(seen.empty, ["–", "The slate is empty: there is nothing to read."]);
      for (const digit of ["0", "1", "3"]) assert.equal(seen[`mouse ${digit}`], digit);
      assert.equal(seen.cleared, "–");
      assert.match(seen.dot, /^\d$/);
      assert.equal(seen.keys, "1");
      assert.equal(seen["from the address"], "1");
      assert.match(seen.followed[0], /^Neuron \d+: z = /);
      assert.equal(seen.followed[1], seen.followed[0]);
      assert.match(seen.french, /^Lu comme un 1, /);

      const expected = await (trained ??= trainHere());
      assert.match(seen.rewound, /^after 0\.0 epochs, 0 steps; the slate reads \d$/);
      assert.equal(seen.sha256, expected.sha256);
      assert.equal(seen.accuracy, expected.accuracy);
      assert.equal(seen.mistakes, 24);
      assert.match(seen.mistake, /^Test image \d+ shows a \d: misread\.$/);

      const names = ["forward", "loss", "dZ2", "dW2", "dA1", "dZ1", "dW1", "step"];
      assert.deepEqual(Object.keys(seen.stages), names);
      const slope = slopes(seen.stepped);
      for (const stage of names) {
        const { gradient, nudged, formula, fails } = seen.stages[stage];
        assert.equal(fails, 0, stage);
        assert.match(formula, /\\begin\{aligned\}/, stage);
        if (stage.startsWith("d")) assert.equal(gradient, slope(stage, nudged), stage);
      }
      assert.equal(seen.cards, LESSONS.length);
      assert.ok(seen.svg > 0);

      if (name !== "Chromium") return;
      assert.deepEqual([seen.offline, seen.exported], [true, true]);
      assert.deepEqual(seen.axe, []);
      assert.deepEqual(seen.wide, []);
      assert.match(seen.noDataset, /^the (dataset cannot be fetched: |training did not come, )/);
      assert.match(seen.noLessons, /^the lessons did not come, or stopped; try again\./);
      assert.deepEqual(seen.misread, []);
      assert.deepEqual(seen.printed, [".title", ".prediction", ".choices button"]);
      assert.equal(seen.ink, "rgb(29, 39, 46)");
      const [noFiles, noWorkers, noSimd] = seen.lacking;
      assert.match(noFiles, /^The page cannot begin.* La page .*no network$/);
      assert.match(noWorkers, /^This browser has no workers.*Ce navigateur n’a pas de workers/);
      assert.match(noSimd, /^This browser has no WebAssembly SIMD.*Ce navigateur/);
      assert.deepEqual([seen.touch, seen.scrolled], ["3", false]);
    },
  });
}
