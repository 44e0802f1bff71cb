/**
 * The report of a run: one HTML file that opens without a network.
 *
 * @module
 */
import numberFormat from "../number_format.js" with { type: "text" };
import { chartScript } from "./chart_script.ts";
import { pageHtml } from "./html.ts";
import { inlineModules } from "./inline_modules.ts";
import activations from "./page/activations.js" with { type: "text" };
import bars from "./page/bars.js" with { type: "text" };
import charts from "./page/charts.js" with { type: "text" };
import classes from "./page/classes.js" with { type: "text" };
import curves from "./page/curves.js" with { type: "text" };
import dataScript from "./page/data.js" with { type: "text" };
import dialog from "./page/dialog.js" with { type: "text" };
import digits from "./page/digits.js" with { type: "text" };
import elements from "./page/elements.js" with { type: "text" };
import filters from "./page/filters.js" with { type: "text" };
import heatCanvas from "./page/heat_canvas.js" with { type: "text" };
import heatMap from "./page/heat_map.js" with { type: "text" };
import language from "./page/language.js" with { type: "text" };
import main from "./page/main.js" with { type: "text" };
import mistakes from "./page/mistakes.js" with { type: "text" };
import network from "./page/network.js" with { type: "text" };
import neurons from "./page/neurons.js" with { type: "text" };
import preferences from "./page/preferences.js" with { type: "text" };
import recipe from "./page/recipe.js" with { type: "text" };
import runs from "./page/runs.js" with { type: "text" };
import summary from "./page/summary.js" with { type: "text" };
import css from "./page/page.css" with { type: "text" };
import { type PageData, pageData, type ReportInput } from "./page_data.ts";

export { type PageData, pageData, type ReportInput } from "./page_data.ts";

/** The modules of the page, each after those that it imports. */
const MODULES = [
  dataScript,
  preferences,
  numberFormat,
  language,
  elements,
  dialog,
  bars,
  charts,
  digits,
  mistakes,
  network,
  summary,
  curves,
  heatCanvas,
  heatMap,
  classes,
  neurons,
  filters,
  activations,
  runs,
  recipe,
  main,
];

/**
 * The report of a run, as one HTML page that holds all it needs and asks nothing of any network:
 * the result, curves, confusion matrix with the images behind it, mistakes, classes, neurons or filters,
 * activations, other runs, recipe. English and French, light and dark.
 *
 * It passes the test images through the network once. Its numbers are those of `metrics`.
 *
 * @throws {UserError} When Chart.js is not in Deno's cache and cannot be fetched.
 */
export async function reportHtml(input: ReportInput): Promise<string> {
  return await reportPage(pageData(input));
}

/**
 * The same page from its data, for those who look at the data first.
 *
 * @throws {UserError} When Chart.js is not in Deno's cache and cannot be fetched.
 */
export async function reportPage(data: PageData): Promise<string> {
  const scripts = [
    await chartScript(),
    `"use strict";\n(async () => {\n${inlineModules(MODULES)}})();\n`,
  ];
  return pageHtml({ data, css, scripts });
}
