import assert from "node:assert/strict";
import { escapeHtml, escapeJson } from "../../src/report/html.ts";
import { inlineModules } from "../../src/report/inline_modules.ts";
import { pageData } from "../../src/report/page_data.ts";
import { reportHtml } from "../../src/report/report.ts";
import { TEXTS, textsIn } from "../../src/report/texts.ts";
import { classReport } from "../../src/train/confusion.ts";
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

Deno.test("pageData() notices that other images are read than those of the run", () => {
  const input = sampleReport();
  const confusion = input.metrics.confusion.map((row) => row.toReversed());
  assert.equal(pageData({ ...input, metrics: { ...input.metrics, confusion } }).reproduced, false);
});

Deno.test("pageData() takes no hidden layer, no epoch, several layers and the plain engine", () => {
  const linear = pageData(sampleReport({ hidden: [], epochs: 0 }));
  assert.deepEqual([linear.activations, linear.weights.neurons], [[], 6]);
  assert.deepEqual(linear.runs[0].epochs, []);
  const deep = pageData(sampleReport({ hidden: [100, 7], engine: "plain", activation: "tanh" }));
  assert.deepEqual(deep.activations.map(({ symbol, neurons }) => [symbol, neurons]), [["A1", 100], [
    "A2",
    7,
  ]]);
  assert.deepEqual([deep.weights.neurons, deep.weights.shown], [100, 64]);
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
    const html = await reportHtml(sampleReport());
    assert.doesNotMatch(
      html,
      /<(script|img|iframe)[^>]* src=|<link[^>]* href="(?!data:)|@import|sourceMappingURL/,
    );
    assert.match(html, /content="default-src 'none'; script-src 'sha256-[^"]+"/);
    assert(html.length < 500_000, `${html.length} characters`);
  },
});
