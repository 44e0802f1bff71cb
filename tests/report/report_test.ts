import assert from "node:assert/strict";
import { escapeHtml, escapeJson } from "../../src/report/html.ts";
import { inlineModules } from "../../src/report/inline_modules.ts";
import { pageData } from "../../src/report/page_data.ts";
import { reportHtml } from "../../src/report/report.ts";
import { TEXTS, textsIn } from "../../src/report/texts.ts";
import { classReport } from "../../src/train/confusion.ts";
import project from "../../deno.json" with { type: "json" };
import { lookClosely } from "../../src/report/mistakes.ts";
import { weightsSha256 } from "../../src/run/model.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { sampleReport } from "./sample_report.ts";

const EVIL = `</script><script>alert(1)</script><img src=x onerror="alert(2)"><!--`;

/** The data that a page holds, as a browser would read it. */
function dataOf(html: string) {
  const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)!;
  return JSON.parse(json);
}

Deno.test("escapeHtml() and escapeJson() leave nothing that ends a text or a script", () => {
  assert.equal(escapeHtml(`<a href="x">&'`), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  assert(!escapeJson({ [EVIL]: EVIL }).includes("<"));
  assert.deepEqual(JSON.parse(escapeJson({ [EVIL]: EVIL })), { [EVIL]: EVIL });
});

Deno.test("inlineModules() leaves neither imports nor exports", () => {
  const a = `// @ts-check\nexport const x = 1;\nexport function f() {}\n`;
  const b = `import {\n  f,\n  x,\n} from "./a.js";\nimport { y } from "./c.js";\nf(x);\n`;
  assert.equal(inlineModules([a, b]), "const x = 1;\nfunction f() {}\n\nf(x);\n");
});

Deno.test("the texts of the page use the same values in both languages, and French spaces", () => {
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const [key, { en, fr }] of Object.entries(TEXTS)) {
    assert.deepEqual(names(fr), names(en), key);
    assert.doesNotMatch(fr, /[^\u00a0][:;?!]( |$)|'/, key);
  }
  assert.deepEqual(Object.keys(textsIn.fr), Object.keys(textsIn.en));
});

Deno.test("pageData() holds the numbers of metrics.json and the images behind the confusion", () => {
  const input = sampleReport();
  const { runs: [run], confusion, classes, reproduced, readings, dataset } = pageData(input);
  assert.equal(run.testAccuracy, input.metrics.testAccuracy);
  assert.deepEqual(run.epochs, input.metrics.epochs);
  assert.deepEqual(confusion, input.metrics.confusion);
  assert.deepEqual(classes, classReport(input.metrics.confusion));
  assert.deepEqual(dataset.test, [10, 10, 10, 10, 10, 10]);
  assert(reproduced);
  const misread = readings.filter(({ label, predicted }) => label !== predicted);
  assert.equal(misread.length, 60 - 60 * run.testAccuracy);
  confusion.forEach((row, label) =>
    row.forEach((count, predicted) => {
      if (label === predicted) return;
      const shown = misread.filter((one) => one.label === label && one.predicted === predicted);
      assert.equal(shown.length, count);
    })
  );
  assert.deepEqual(misread, misread.toSorted((a, b) => b.confidence - a.confidence));
});

Deno.test("pageData() counts the images learnt from: none beyond the limit or for validation, or none at all", () => {
  const { dataset, ...input } = sampleReport({ validation: 30 });
  const counted = (limit: number | null, data: object) =>
    pageData({
      ...input,
      dataset: { ...dataset, ...data },
      metrics: { ...input.metrics, recipe: { ...input.metrics.recipe, limit } },
    }).dataset.train;
  const sum = (counts?: readonly number[]) => counts?.reduce((a, b) => a + b);
  assert.equal(sum(counted(null, {})), 90);
  assert.equal(sum(counted(60, {})), 30);
  assert.equal(counted(null, { train: undefined }), undefined);
});

Deno.test("pageData() notices that other images are read than those of the run", () => {
  const input = sampleReport();
  const confusion = input.metrics.confusion.map((row) => row.toReversed());
  assert.equal(pageData({ ...input, metrics: { ...input.metrics, confusion } }).reproduced, false);
});

Deno.test("pageData() marks runs on other data or other test images as not comparable", () => {
  const input = sampleReport(), { metrics } = input;
  const other = { ...metrics, recipe: { ...metrics.recipe, data: "elsewhere" } };
  const confusion = metrics.confusion.map((row, i) => row.map((n, j) => i === j ? n + 1 : n));
  const compared = [metrics, other, { ...metrics, confusion }].map((metrics, i) => ({
    name: String(i),
    metrics,
  }));
  const { runs } = pageData({ ...input, compared });
  assert.deepEqual(runs.map(({ comparable }) => comparable), [true, true, false, false]);
});

Deno.test("pageData() shows what a neuron says to the classes, and the images that excite it", () => {
  const { network, ...input } = sampleReport();
  const { neurons, readings } = pageData({ ...input, network });
  const last = network.parameters[2].value;
  for (const { number, says, means, images } of neurons!.shown) {
    const wanted = Array.from({ length: 6 }, (_, label) => last.data[6 * number + label]);
    assertClose(says!, wanted, { tolerance: 1e-3 });
    assert.equal(means.length, 6);
    for (const image of images) assert(image < readings.length);
  }
});

Deno.test("lookClosely() gives the slopes of ln P[label], as finite differences do, and all classes", () => {
  const { network, dataset } = sampleReport({ engine: "plain", activation: "tanh" });
  const before = weightsSha256(network), images = [7, 3];
  const { bars, saliency } = lookClosely(network, { dataset, images });
  assert.equal(weightsSha256(network), before);
  images.forEach((image, place) => {
    const labels = dataset.test.labels.slice(image, image + 1);
    const inputs = network.engine.matrix(1, 16);
    const loss = () => network.forward({ inputs, labels }).loss;
    inputs.data.set(dataset.test.images.subarray(16 * image, 16 * image + 16));
    for (let i = 0; i < 16; i++) inputs.data[i] /= 255;
    const { probabilities } = network.forward({ inputs, labels });
    assert.deepEqual(bars[place].map(([label]) => label), [0, 1, 2, 3, 4, 5]);
    assertClose(bars[place].map(([, p]) => p), probabilities.data, { tolerance: 1e-4 });
    const slopes = Array.from(inputs.data, (value, i) => {
      inputs.data[i] = value + 1e-5;
      const above = loss();
      inputs.data[i] = value - 1e-5;
      const below = loss();
      inputs.data[i] = value;
      return below - above;
    });
    const most = Math.max(...slopes.map(Math.abs));
    const found = Array.from(saliency.subarray(16 * place, 16 * place + 16), (one) => one / 127);
    assertClose(found, slopes.map((slope) => slope / most), { tolerance: 0.005 });
  });
  network.backward();
  assert.equal(network.backward(), undefined, "the gradient by the inputs is skipped again");
});

Deno.test("pageData() takes no hidden layer, no epoch, several layers and the plain engine", () => {
  const linear = pageData(sampleReport({ hidden: [], epochs: 0 }));
  const [inOrder, none] = [linear.neurons!.shown.map(({ number }) => number), linear.activations];
  assert.deepEqual([inOrder, none], [[0, 1, 2, 3, 4, 5], []]);
  assert.equal(linear.neurons!.shown[0].says, undefined);
  assert.deepEqual(linear.runs[0].epochs, []);
  const deep = pageData(sampleReport({ hidden: [100, 7], engine: "plain", activation: "tanh" }));
  assert.deepEqual(deep.activations.map(({ symbol, neurons }) => [symbol, neurons]), [["A1", 100], [
    "A2",
    7,
  ]]);
  assert.deepEqual([deep.neurons!.total, deep.neurons!.shown.length], [100, 64]);
  assert.equal(deep.neurons!.shown[0].says, undefined); // the classes hear of it through A2 only
  for (const { count, neurons, bins, zeros } of deep.activations) {
    assert.equal(count, 60 * neurons);
    assert.equal(bins.reduce((sum, one) => sum + one, zeros), count);
  }
});

Deno.test({
  name: "reportHtml() escapes what comes from outside (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    const input = sampleReport();
    const recipe = { ...input.metrics.recipe, data: EVIL, [EVIL]: EVIL };
    const html = await reportHtml({
      ...input,
      name: EVIL,
      metrics: { ...input.metrics, recipe },
      dataset: { ...input.dataset, name: EVIL },
      compared: [{ name: EVIL, metrics: input.metrics }],
    });
    assert(!html.includes("<script>alert"));
    assert(!/<img/i.test(html));
    assert.equal(html.match(/<\/script/gi)!.length, 3);
    assert.equal(dataOf(html).name, EVIL);
    assert.equal(dataOf(html).runs[0].recipe.data, EVIL);
  },
});

Deno.test({
  name: "reportHtml() is one page that asks for nothing (needs --allow-read)",
  ignore: lacks("read"),
  fn: async () => {
    const input = sampleReport(), html = await reportHtml(input);
    assert.doesNotMatch(
      html,
      /<(script|img|iframe)[^>]* src=|<link[^>]* href="(?!data:)|@import|sourceMappingURL/,
    );
    assert.equal(dataOf(html).made.version, project.version);
    assert.equal(await reportHtml({ ...input, made: dataOf(html).made }), html);
    assert.match(html, /content="default-src 'none'; script-src 'sha256-[^"]+"/);
    assert(html.length < 500_000, `${html.length} characters`);
  },
});
