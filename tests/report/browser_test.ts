import assert from "node:assert/strict";
import { reportHtml } from "../../src/report/report.ts";
import { type BrowserPage, reasonToSkip } from "./chromium.ts";
import { settle, textsOf, withReport } from "./open_report.ts";
import { sampleBaseline, sampleReport } from "./sample_report.ts";

const reason = reasonToSkip();
const input = sampleReport();

/** How many pixels of each chart have the colour of the training's series, and of the test's. */
const INK = `Object.fromEntries([...document.querySelectorAll(".plot canvas")].map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const style = getComputedStyle(document.documentElement);
  const pixels = ["train", "test"].map((name) => {
    const hex = style.getPropertyValue("--" + name).trim();
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) count++;
    }
    return count;
  });
  return [canvas.id, pixels];
}))`;

async function assertDrawn(page: BrowserPage): Promise<void> {
  const ink = await page.evaluate(INK) as Record<string, [number, number]>;
  const wanted = {
    "chart-loss": [true, true],
    "chart-accuracy": [true, true],
    "chart-activations-A1": [true, false],
  };
  const drawn = Object.keys(wanted).map((id) => [id, ink[id].map((pixels) => pixels > 100)]);
  assert.deepEqual(Object.fromEntries(drawn), wanted, JSON.stringify(ink));
}

/** The `<data>` of a chart's table, row by row: [value, text]. */
function dataIn(page: BrowserPage, selector: string): Promise<[number, string][][]> {
  return page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(`${selector} tbody tr`)})].map((row) =>
      [...row.querySelectorAll("data")].map(({ value, textContent }) => [Number(value), textContent]))`,
  ) as Promise<[number, string][][]>;
}

Deno.test({
  name: `the report shows the numbers of metrics.json, drawn and told in two languages ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: () =>
    withReport(reportHtml(input), async (page) => {
      const { metrics } = input;
      await page.click('[data-language="en"]');
      await assertDrawn(page);
      const loss = await dataIn(page, "#curves .chart:nth-child(1)");
      assert.deepEqual(
        loss.map((row) => row.map(([value]) => value)),
        metrics.epochs.map(({ trainLoss, testLoss }) => [trainLoss, testLoss]),
      );
      assert.equal(loss[0][0][1], metrics.epochs[0].trainLoss.toFixed(4));
      const accuracy = await dataIn(page, "#curves .chart:nth-child(2)");
      assert.deepEqual(
        accuracy.map((row) => row.map(([value]) => value)),
        metrics.epochs.map(({ trainAccuracy, testAccuracy }) => [trainAccuracy, testAccuracy]),
      );
      assert.equal(
        await page.evaluate(`document.getElementById("test-accuracy").value`),
        String(metrics.testAccuracy),
      );
      const cells = await page.evaluate(
        `[...document.querySelectorAll("#heat-map tbody tr")].map((row) =>
          [...row.querySelectorAll("button")].map((cell) => Number(cell.textContent) || 0))`,
      );
      assert.deepEqual(cells, metrics.confusion);
      assert.equal(
        await page.evaluate(`document.querySelector("#recipe code").textContent`),
        metrics.weightsSha256,
      );

      assert.equal(await page.evaluate("document.documentElement.lang"), "en");
      await page.click('[data-language="fr"]');
      assert.equal(await page.evaluate("document.documentElement.lang"), "fr");
      assert.deepEqual(
        await page.evaluate(
          `[...document.querySelectorAll("h2")].slice(1, 4).map((title) => title.textContent)`,
        ),
        ["Résultat", "Perte et exactitude par époque", "Matrice de confusion"],
      );
      assert.equal(
        await page.evaluate(`document.querySelector('[data-language="fr"]').ariaPressed`),
        "true",
      );
      assert.deepEqual(
        await page.evaluate(`(() => {
          const { options, data } = Chart.getChart("chart-loss");
          return [options.scales.x.title.text, options.plugins.title.text, data.datasets[0].label];
        })()`),
        ["époque", "Perte (nats)", "entraînement"],
      );
      assert.equal(
        await page.evaluate(`document.getElementById("test-accuracy").textContent`),
        `${(100 * metrics.testAccuracy).toFixed(2).replace(".", ",")}\u00a0%`,
      );
      await assertDrawn(page);
    }),
});

Deno.test({
  name: `the report of a baseline tells of iterations, in two languages ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: async () => {
    const baseline = sampleBaseline();
    const { objective, evaluations } = baseline.metrics;
    await withReport(reportHtml(baseline), async (page) => {
      await page.click('[data-language="en"]');
      assert.deepEqual(await textsOf(page, "#fit dd"), [
        objective.toFixed(6),
        "5",
        String(evaluations),
        "as many iterations as allowed",
      ]);
      assert.deepEqual(await textsOf(page, "#curves h2, #neurons h2"), [
        "Objective by iteration",
        "What each class looks at",
      ]);
      assert.match((await textsOf(page, "#neurons .content p"))[0], /weights of all 6 classes/);
      await page.click('[data-language="fr"]');
      assert.deepEqual(await textsOf(page, "#curves h2, #neurons h2"), [
        "Objectif par itération",
        "Ce que regarde chaque classe",
      ]);
      assert.doesNotMatch((await textsOf(page, "#curves .note"))[0], /surapprentissage/);
      assert.match((await textsOf(page, "#fit dd"))[3], /nombre maximal/);
      assert.deepEqual(await textsOf(page, ".warning"), []);
    });
    const { stopped: _, ...metrics } = baseline.metrics;
    const interrupted = { ...baseline, metrics: { ...metrics, interrupted: true } };
    await withReport(reportHtml(interrupted), async (page) => {
      await page.click('[data-language="fr"]');
      assert.deepEqual(await textsOf(page, ".warning"), [
        "Interrompu par Ctrl-C\u00a0: itérations faites\u00a0: 5.",
      ]);
      assert.equal((await textsOf(page, "#fit dd"))[3], "Ctrl-C");
    });
  },
});

Deno.test({
  name: `a baseline beside a training is a dashed level in the chart of the runs ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: async () => {
    const baseline = sampleBaseline(), one = sampleReport({ epochs: 1 });
    for (const [first, second] of [[one, baseline], [baseline, one]]) {
      await withReport(reportHtml({ ...first, compared: [second] }), async (page) => {
        const { testAccuracy } = baseline.metrics;
        const found = await page.evaluate(`(() => {
          const chart = Chart.getChart("chart-runs"), { left, right } = chart.chartArea;
          const set = chart.data.datasets.at(-1);
          const y = chart.scales.y.getPixelForValue(${testAccuracy});
          const scale = chart.currentDevicePixelRatio;
          const { data } = chart.ctx.getImageData(
            Math.ceil(left * scale), Math.round(y * scale) - 1, Math.floor((right - left) * scale), 2);
          const hex = set.borderColor;
          const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
          let inked = 0;
          for (let i = 0; i < data.length; i += 4) {
            if (Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 9
              && data[i + 3] > 99) inked++;
          }
          return { name: set.label, values: set.data, inked: inked / (data.length / 4) };
        })()`) as { name: string; values: number[]; inked: number };
        assert.deepEqual([found.name, found.values], ["straight", [testAccuracy]]);
        assert(found.inked > 0.4 && found.inked < 0.9, `dashes on ${found.inked} of the level`);
      });
    }
  },
});

Deno.test({
  name: `the report says under its title that other images are read than those of the run ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: async () => {
    const confusion = input.metrics.confusion.map((row) => row.toReversed());
    const metrics = { ...input.metrics, confusion };
    await withReport(reportHtml({ ...input, metrics }), async (page) => {
      await page.click('[data-language="en"]');
      const [notice] = await textsOf(page, "#subtitle + .warning");
      assert.match(notice, /not those .*the images come from stripes/);
    });
  },
});

Deno.test({
  name: `a cell of the heat map opens its images by the keyboard ${reason ?? "(in Chromium)"}`,
  ignore: reason !== undefined,
  fn: () =>
    withReport(reportHtml(input), async (page) => {
      const { confusion } = input.metrics;
      const label = confusion.findIndex((row, i) => row.some((n, j) => i !== j && n > 0));
      const predicted = confusion[label].findIndex((n, j) => label !== j && n > 0);
      await page.focus('#heat-map button[tabindex="0"]');
      for (let i = 0; i < label; i++) await page.keyboard.press("ArrowDown");
      for (let i = 0; i < predicted; i++) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      const shown = await page.evaluate(
        `[...document.querySelectorAll("dialog[open] .digit")].map(({ dataset, firstChild }) => {
          const canvas = firstChild.querySelector("canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, 4, 4);
          const colours = new Set(new Uint32Array(data.buffer)).size;
          return { index: Number(dataset.index), drawn: colours > 4, text: firstChild.ariaLabel };
        })`,
      ) as { index: number; drawn: boolean; text: string }[];
      assert.equal(shown.length, confusion[label][predicted]);
      for (const { index, drawn, text } of shown) {
        assert(drawn);
        assert.equal(input.dataset.test.labels[index], label);
        assert.match(text, new RegExp(`${label}.*${predicted}.*%`));
      }
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(`document.querySelectorAll("dialog[open]").length`), 0);
      assert.equal(
        await page.evaluate(`document.activeElement.closest("#heat-map") !== null`),
        true,
      );
    }),
});

Deno.test({
  name: `the report fits 360 pixels, follows the system's theme and changes it ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: () =>
    withReport(
      reportHtml({
        ...input,
        name: "n".repeat(100),
        compared: [{ ...input, name: "m".repeat(100) }],
      }),
      async (page) => {
        const theme = () => page.evaluate("document.documentElement.dataset.theme");
        const paper = () =>
          page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
        await settle(page);
        assert.equal(await theme(), "dark");
        const dark = await paper();
        await assertDrawn(page);
        await page.click("#theme");
        assert.equal(await theme(), "light");
        assert.notEqual(await paper(), dark);
        await assertDrawn(page);
        for (const language of ["en", "fr"]) {
          await page.setViewport({ width: 360, height: 740 });
          await page.click(`[data-language="${language}"]`);
          await settle(page);
          assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360, language);
        }
      },
    ),
});

Deno.test({
  name: `the report calls the classes by their labels ${reason ?? "(in Chromium)"}`,
  ignore: reason !== undefined,
  fn: async () => {
    const labels = [20, 30, 40, 50, 60, 70];
    const letters = { ...input, dataset: { ...input.dataset, labels } };
    await withReport(reportHtml(letters), async (page) => {
      const text = (selector: string) =>
        page.evaluate(
          `[...document.querySelectorAll(${JSON.stringify(selector)})].map((e) =>
            e.getAttribute("aria-label") ?? e.textContent)`,
        ) as Promise<string[]>;
      assert.deepEqual(await text("#heat-map thead th:not(.corner)"), labels.map(String));
      assert.deepEqual(await text("#heat-map tbody th"), labels.map(String));
      assert.match((await text("#heat-map tbody button"))[1], /^shows 20, read as 30: /);
      const rows = await text(`#classes tbody tr > :first-child`);
      assert.deepEqual(rows.slice(0, 6), labels.map(String));
      assert.match((await text("#mistakes button"))[0], /shows [2-7]0 .*, read as [2-7]0 /);
      assert.match((await text("#confusion .frequent strong"))[0], /^[2-7]0 → [2-7]0$/);
    });
  },
});

Deno.test({
  name: `the report of many classes, of no epoch and of names like scripts draws without an error ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: async () => {
    const evil =
      `</script><script>document.title = "evil"</script><img src=x onerror="document.title = 'evil'">`;
    const untrained = sampleReport({ hidden: [], epochs: 0 });
    const confusion = Array.from(
      { length: 256 },
      (_, i) => Array.from({ length: 256 }, (_, j) => Number(i === j)),
    );
    confusion[0][1] = 3;
    const metrics = {
      ...untrained.metrics,
      confusion,
      recipe: { ...untrained.metrics.recipe, data: evil },
    };
    await withReport(reportHtml({ ...untrained, metrics, name: evil }), async (page) => {
      assert.match(String(await page.evaluate("document.title")), /<\/script>/);
      assert.equal(await page.evaluate(`document.querySelectorAll("img").length`), 0);
      await page.focus("#heat-map");
      await page.keyboard.press("ArrowRight");
      assert.match(
        String(await page.evaluate(`document.getElementById("heat-cursor").textContent`)),
        /0.*1.*3/,
      );
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(`document.querySelectorAll("dialog[open]").length`), 1);
    });
  },
});
