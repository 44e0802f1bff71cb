import assert from "node:assert/strict";
import { pageData, reportHtml, reportPage } from "../../src/report/report.ts";
import { wilsonInterval } from "../../src/train/wilson.ts";
import { reasonToSkip } from "./chromium.ts";
import { settle, textsOf, withReport } from "./open_report.ts";
import { sampleReport } from "./sample_report.ts";

const reason = reasonToSkip();
const input = sampleReport();
const ignore = reason !== undefined;

Deno.test({
  name: `the report begins with accuracy and interval, the network and six mistakes ${
    reason ?? "(in Chromium)"
  }`,
  ignore,
  fn: () =>
    withReport(reportHtml(input), async (page) => {
      const { testAccuracy, confusion } = input.metrics;
      const right = confusion.reduce((sum, row, i) => sum + row[i], 0);
      const [low, high] = wilsonInterval(right, 60).map((part) => (100 * part).toFixed(2));
      assert.deepEqual(await textsOf(page, "#test-accuracy, #interval"), [
        `${(100 * testAccuracy).toFixed(2)}\u00a0%`,
        `95 % interval: ${low}\u00a0% to ${high}\u00a0%`,
      ]);
      const words = await textsOf(page, "#summary .network text");
      for (const text of ["16 pixels", "4×4", "5 neurons", "dense, relu", "85 parameters"]) {
        assert(words.includes(text), `${text} in ${words}`);
      }
      assert(words.includes("6 classes") && words.includes("dense, softmax"), `${words}`);
      const surest = Math.min(6, 60 - right);
      assert.equal((await textsOf(page, "#summary .digit")).length, surest);
    }),
});

Deno.test({
  name: `a mistake opens its probabilities and its saliency, a neuron what excites it ${
    reason ?? "(in Chromium)"
  }`,
  ignore,
  fn: () =>
    withReport(reportHtml(input), async (page) => {
      await page.focus("#mistakes .digit button");
      await page.keyboard.press("Enter");
      const [title] = await textsOf(page, "dialog[open] h2");
      const [, label, predicted] = /shows (\d), read as (\d)/.exec(title)!.map(Number);
      const bars = await page.evaluate(
        `[...document.querySelectorAll("dialog .bars data")].map(({ value }) => Number(value))`,
      ) as number[];
      assert.equal(bars.length, 6);
      assert(Math.abs(bars.reduce((sum, one) => sum + one, 0) - 1) < 1e-3);
      assert.equal(bars.indexOf(Math.max(...bars)), predicted);
      assert.deepEqual(await textsOf(page, "dialog .marked strong"), [String(label)]);
      assert.equal((await textsOf(page, "dialog canvas")).length, 2);
      await page.keyboard.press("Escape");

      const told = await page.evaluate(
        `document.querySelector("#neurons .weights button").ariaLabel`,
      );
      const place = "(top|bottom|left|right|centre|top left|top right|bottom left|bottom right)";
      const range = new RegExp(
        `^neuron \\d: weights from \\S+ \\(${place}\\) to \\S+ \\(${place}\\)`,
      );
      assert.match(String(told), range);
      await page.focus("#neurons .weights button");
      await page.keyboard.press("Enter");
      assert.equal((await textsOf(page, "dialog .bars")).length, 2);
      assert.equal((await textsOf(page, "dialog .bars li")).length, 12);
      assert.equal((await textsOf(page, "dialog .digit")).length, 5);
    }),
});

Deno.test({
  name: `the report never says 100.00 % or 0.00 % of what is not certain ${
    reason ?? "(in Chromium)"
  }`,
  ignore,
  fn: () => {
    const data = pageData(input), [first, ...readings] = data.readings;
    const sure = { ...first, confidence: 0.999999, truth: 1e-9 };
    return withReport(reportPage({ ...data, readings: [sure, ...readings] }), async (page) => {
      const [read, shown] = await textsOf(page, "#mistakes .digit:first-child figcaption span");
      assert.match(read, /: >\u00a099\.99\u00a0%$/);
      assert.match(shown, /: <\u00a00\.01\u00a0%$/);
    });
  },
});

Deno.test({
  name: `the page opens in the language of the command; language and theme last over a reload ${
    reason ?? "(in Chromium)"
  }`,
  ignore,
  fn: () =>
    withReport(reportHtml({ ...input, language: "fr" }), async (page) => {
      const state = () =>
        page.evaluate(`[document.documentElement.lang, document.documentElement.dataset.theme]`);
      const reload = async () => {
        await page.goto(String(await page.evaluate("location.href")));
        await settle(page);
      };
      assert.deepEqual(await state(), ["fr", "light"]);
      await reload();
      assert.deepEqual(await state(), ["fr", "light"]);
      await page.click('[data-language="en"]');
      await page.click("#theme");
      await reload();
      assert.deepEqual(await state(), ["en", "dark"]);
      const [foot] = await textsOf(page, "footer");
      assert.match(foot, /^Written on .* by Ardoise \d+\.\d+\.\d+, on .* with \d+ cores/);
    }),
});

Deno.test({
  name: `a dark page is printed light, its charts as wide as the paper, and comes back ${
    reason ?? "(in Chromium)"
  }`,
  ignore,
  fn: () =>
    withReport(reportHtml(input), async (page) => {
      await page.click("#theme");
      const state = `(() => {
        const widths = [...document.querySelectorAll(".plot canvas")].map((canvas) =>
          canvas.getBoundingClientRect().right - document.body.getBoundingClientRect().left);
        const { theme } = document.documentElement.dataset;
        return { theme, widest: Math.max(...widths), digit: document.querySelector(".digit canvas").width };
      })()`;
      const printed = await page.evaluate(`dispatchEvent(new Event("beforeprint")), ${state}`) as {
        theme: string;
        widest: number;
        digit: number;
      };
      assert.equal(printed.theme, "light");
      assert(printed.widest > 500 && printed.widest <= 680, `${printed.widest} pixels`);
      assert.equal(printed.digit, 32); // 4 pixels, each of 8: a printer would blur them
      await page.evaluate(`dispatchEvent(new Event("afterprint"))`);
      await settle(page);
      const after = await page.evaluate(state) as typeof printed;
      assert.equal(after.theme, "dark");
      assert(after.widest > 700 && after.digit === 4, JSON.stringify(after));
    }),
});
