import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { convnet } from "../../src/nn/convnet.ts";
import { Network } from "../../src/nn/network.ts";
import { createEngine } from "../../src/engine/create.ts";
import { normalSource } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { featureMaps, filterPictures, hasFilters } from "../../src/report/filters.ts";
import { pageData } from "../../src/report/page_data.ts";
import { reportHtml } from "../../src/report/report.ts";
import { assertClose } from "../assert_close.ts";
import { stripes } from "../train/stripes.ts";
import { reasonToSkip } from "./chromium.ts";
import { settle, textsOf, withReport } from "./open_report.ts";
import { sampleReport } from "./sample_report.ts";

const reason = reasonToSkip();
const CONVOLUTIONAL = { conv: [3, 40], kernel: 2, stride: 1, hidden: [5], dropout: 0.2 };
const dataset = stripes({ train: 12, test: 12 });

/** A network whose hidden layers are tanh, so that maps have both signs. */
function network(conv: number[], pool = 0): Network {
  const engine = createEngine("plain"), image = { height: 4, width: 4, channels: 1 };
  const sizes = { image, conv, kernel: 2, stride: 1, pool, hidden: [], classes: 6 };
  const made = new Network(engine, convnet(engine, { ...sizes, activation: "tanh" }));
  made.initialise("xavier", normalSource(new Xoshiro128(5)));
  return made;
}

Deno.test("hasFilters() of a first layer that is a convolution", () => {
  assert.ok(hasFilters(network([2])));
  assert.ok(!hasFilters(network([])));
});

Deno.test("filterPictures() holds the weights of each filter in turn, the largest as 127", () => {
  const made = network([3]), { data } = made.parameters[0].value;
  const { kernel, limit, values } = filterPictures(made);
  assert.equal(kernel, 2);
  assert.equal(limit, Math.max(...[...data].map(Math.abs)));
  const expected = [0, 1, 2].flatMap((filter) => [0, 1, 2, 3].map((at) => data[at * 3 + filter]));
  assertClose([...values].map((byte) => byte * limit / 127), expected, { tolerance: limit / 250 });
  assert.equal(filterPictures(network([40])).values.length, 32 * 4, "the first 32 filters");
});

Deno.test("featureMaps() are what the activation behind each convolution gives, before pooling", () => {
  const made = network([2, 3], 1), images = [7, 0];
  const { images: count, layers } = featureMaps(made, { dataset, images });
  assert.equal(count, 2);
  assert.deepEqual(
    layers.map(({ rows, columns, total, shown }) => [rows, columns, total, shown]),
    [[3, 3, 2, 2], [2, 2, 3, 3]],
  );
  // By the formula: the weighted sum of each window of 2×2 pixels, then tanh.
  const [weight, bias] = made.parameters.map(({ value }) => value.data);
  const { limit, values } = layers[0];
  for (const [i, image] of images.entries()) {
    const pixel = (y: number, x: number) => dataset.test.images[16 * image + 4 * y + x] / 255;
    for (let filter = 0; filter < 2; filter++) {
      for (let at = 0; at < 9; at++) {
        const v = Math.floor(at / 3), u = at % 3;
        let sum = bias[filter];
        for (let k = 0; k < 4; k++) {
          sum += pixel(v + (k >> 1), u + (k & 1)) * weight[2 * k + filter];
        }
        const found = limit * values[(i * 2 + filter) * 9 + at] / 127;
        assertClose([found], [Math.tanh(sum)], { tolerance: limit / 250 });
      }
    }
  }
});

Deno.test("pageData() has filters and maps of an image of each class, and no pictures of neurons", () => {
  const { filters, neurons, readings, activations } = pageData(sampleReport(CONVOLUTIONAL));
  assert.equal(neurons, undefined);
  assert.deepEqual(filters!.digits.map((place) => readings[place].label), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(filters!.layers.map(({ total, shown }) => [total, shown]), [[3, 3], [40, 32]]);
  const bytes = (packed: string) => inflateRawSync(Buffer.from(packed, "base64")).length;
  assert.equal(bytes(filters!.values), 3 * 4);
  assert.equal(bytes(filters!.maps), 6 * (3 * 9 + 32 * 4));
  // Dropout and pooling are no activations.
  const pooled = pageData(sampleReport({ ...CONVOLUTIONAL, pool: 2, conv: [3] }));
  assert.deepEqual(pooled.activations.map(({ symbol, neurons }) => [symbol, neurons]), [
    ["A1", 27],
    ["A2", 5],
  ]);
  assert.equal(activations.length, 3);
  assert.equal(pageData(sampleReport()).filters, undefined);
});

Deno.test({
  name: `the report of a convolutional network shows the maps of the digit that is chosen ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: () =>
    withReport(reportHtml(sampleReport(CONVOLUTIONAL)), async (page) => {
      assert.equal(await page.evaluate(`document.querySelectorAll("#neurons").length`), 0);
      const [drawn] = await textsOf(page, "#summary svg");
      for (
        const words of ["3 maps", "40 maps", "conv 2×2, relu", "dropout 0.2", "dense, softmax"]
      ) {
        assert.ok(drawn.includes(words), `${words} in ${drawn}`);
      }
      assert.deepEqual(await textsOf(page, "#maps h4"), [
        "Convolution 1: all 3 maps of 3×3, after the activation",
        "Convolution 2: the first 32 of 40 maps of 2×2, after the activation",
      ]);
      const labels = (language: string) =>
        page.evaluate(`(() => {
          document.querySelector('[data-language=${language}]').click();
          return [...document.querySelectorAll("#maps canvas")].map((one) => one.ariaLabel);
        })()`) as Promise<string[]>;
      const first = await labels("en");
      assert.equal(first.length, 35);
      const told = /^filter \d+: (strongest at the [a-z ]+, [\d.]+|zero everywhere)$/;
      for (const label of first) assert.match(label, told);
      await page.evaluate(`document.querySelectorAll("#filters .choice button")[4].click()`);
      assert.notDeepEqual(await labels("en"), first);
      const pressed = `[...document.querySelectorAll("#filters .choice button")]
        .map((one) => one.ariaPressed).join()`;
      assert.equal(await page.evaluate(pressed), "false,false,false,false,true,false");
      for (const label of await labels("fr")) {
        assert.match(label, /^filtre \d+\u00a0: (la plus forte [a-zà ]+, [\d,]+|zéro partout)$/);
      }
      assert.equal(await page.evaluate(pressed), "false,false,false,false,true,false");
      await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
      await settle(page);
      const size = `document.querySelector("#maps canvas").width`;
      assert.equal(await page.evaluate(size), 24, "3 pixels, each of 8");
    }),
});
