/**
 * The report of a run: one HTML file that opens without a network.
 *
 * @module
 */
import numberFormat from "../number_format.js" with { type: "text" };
import { chartScript } from "./chart_script.ts";
import { pageHtml } from "./html.ts";
import { inlineModules } from "./inline_modules.ts";
import charts from "./page/charts.js" with { type: "text" };
import dataScript from "./page/data.js" with { type: "text" };
import digits from "./page/digits.js" with { type: "text" };
import elements from "./page/elements.js" with { type: "text" };
import gallery from "./page/gallery.js" with { type: "text" };
import heatCanvas from "./page/heat_canvas.js" with { type: "text" };
import heatMap from "./page/heat_map.js" with { type: "text" };
import language from "./page/language.js" with { type: "text" };
import main from "./page/main.js" with { type: "text" };
import css from "./page/page.css" with { type: "text" };
import runs from "./page/runs.js" with { type: "text" };
import tables from "./page/tables.js" with { type: "text" };
import weights from "./page/weights.js" with { type: "text" };
import { type PageData, pageData, type ReportInput } from "./page_data.ts";

export { type ComparedRun, type PageData, pageData, type ReportInput } from "./page_data.ts";

/** The modules of the page, each after those that it imports. */
const MODULES = [
  dataScript,
  numberFormat,
  language,
  elements,
  charts,
  digits,
  tables,
  runs,
  gallery,
  heatCanvas,
  heatMap,
  weights,
  main,
];

/**
 * The report of a run, as one HTML page that holds all it needs and asks nothing of any network:
 * recipe, curves, confusion matrix with the images behind it, classes, mistakes, weights,
 * activations, other runs. English and French, light and dark.
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
    `"use strict";\n(() => {\n${inlineModules(MODULES)}})();\n`,
  ];
  return pageHtml({ data, css, scripts });
}
