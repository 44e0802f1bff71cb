import assert from "node:assert/strict";
import { reportHtml, type ReportInput } from "../../src/report/report.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { isThorough } from "../thorough.ts";
import { stripes } from "../train/stripes.ts";
import { reasonToSkip } from "./chromium.ts";
import { settle, withReport, withReports } from "./open_report.ts";
import { sampleBaseline, sampleReport, trainedReport } from "./sample_report.ts";

/** Not a literal in the import below, so that Deno downloads it only where it is used. */
const AXE = "npm:axe-core@4.14.1";

const reason = reasonToSkip();

/** The stripes under 27 labels: a network reads most of them wrong. */
function letters() {
  const { train, test, ...rest } = stripes({ train: 120, test: 270 });
  const relabelled = (split: typeof train) => ({
    ...split,
    labels: split.labels.map((_, i) => i % 27),
  });
  const labels = Array.from({ length: 27 }, (_, i) => i + 1);
  const dataset = { ...rest, labels, train: relabelled(train), test: relabelled(test) };
  return trainedReport({ ...DEFAULT_RECIPE, epochs: 1, hidden: [5] }, dataset, { name: "letters" });
}

/** Reports of every kind, in French; those that have little of their own only in thorough tests. */
function everyKind(): Record<string, () => Promise<string>> {
  const sample = sampleReport(), baseline = sampleBaseline();
  const recipe = { ...baseline.metrics.recipe, data: "elsewhere" };
  const other = { ...baseline, metrics: { ...baseline.metrics, recipe } };
  const inputs: Record<string, ReportInput> = {
    "compared runs": { ...sample, compared: [other] },
    "27 classes": letters(),
  };
  if (isThorough) {
    inputs.convolutions = sampleReport({
      ...{ conv: [3, 4], kernel: 3, stride: 1, padding: 1, pool: 2, hidden: [5], epochs: 1 },
    });
    inputs["a baseline"] = baseline;
    inputs["a linear model"] = sampleReport({ hidden: [], epochs: 1 });
    inputs["a deeper network"] = sampleReport({ hidden: [9, 7], epochs: 1 });
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([kind, input]) => [
      kind,
      () => reportHtml({ ...input, language: "fr" }),
    ]),
  );
}

Deno.test({
  name: `axe-core finds nothing in a report of any kind, light and dark ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: async () => {
    const { default: axe } = await import(AXE);
    await withReports(everyKind(), async (page, kind) => {
      await page.evaluate(axe.source);
      const violations = (what: string) =>
        page.evaluate(`axe.run(${what}).then(({ violations }) =>
          violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
      for (const theme of ["light", "dark"]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
        await settle(page);
        // A theme changes colours only.
        const what = theme === "light" ? "document" : 'document, { runOnly: "cat.color" }';
        assert.deepEqual(await violations(what), [], `${kind}, ${theme}`);
      }
      // What opens over the page, in the dark.
      for (const place of ["#mistakes .digit button", "#neurons .weights button"]) {
        const isThere = await page.evaluate(`(() => {
          const button = document.querySelector("${place}");
          button?.click();
          return button !== null;
        })()`);
        // The baseline misreads nothing; a convolution has filters and not neurons of pixels.
        const isMissed = place.startsWith("#mistakes")
          ? kind === "a baseline"
          : kind === "convolutions";
        assert.equal(isThere, !isMissed, `${kind}: ${place}`);
        // What opens is the same in every report but for its size.
        if (isThere && /runs|27/.test(kind)) {
          assert.deepEqual(await violations("'dialog'"), [], `${kind}: ${place}`);
        }
      }
    });
  },
});

Deno.test({
  name: `at 360 pixels, what is wider than the screen says so: 27 classes ${
    reason ?? "(in Chromium)"
  }`,
  ignore: reason !== undefined,
  fn: () =>
    withReport(reportHtml(letters()), async (page) => {
      const scrollers = async () => {
        await settle(page);
        return await page.evaluate(
          `[...document.querySelectorAll("main .scroller")].flatMap((box) => {
          const isWide = box.scrollWidth > box.clientWidth + 1;
          const isSaid = box.nextElementSibling.checkVisibility();
          const isReached = box.tabIndex === 0 || box.querySelector("button") !== null;
          const { id } = box.closest("section");
          if (isWide !== isSaid || isWide && !isReached) return id + " says it wrong";
          return isWide ? id : [];
        })`,
        );
      };
      assert.deepEqual(await scrollers(), []);
      await page.setViewport({ width: 360, height: 740 });
      assert.deepEqual(await scrollers(), ["confusion", "classes", "runs"]);
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
    }),
});
