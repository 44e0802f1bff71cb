/**
 * The pictures of the READMEs: what is on them, and where they are kept.
 *
 * They are kept in `data/pictures/`, because they show digits of MNIST, whose licence `data/README.md`
 * tells.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import type { Language } from "../../src/errors.ts";
import { reportHtml } from "../../src/report/report.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { trainedReport } from "../report/sample_report.ts";
import { type BrowserPage, withPage } from "../report/chromium.ts";
import { openReport } from "../report/open_report.ts";
import { lessonScreen } from "./lesson_screen.ts";
import { terminalPage } from "./terminal_window.ts";

/** Where the pictures are kept, from the project's folder. */
export const PICTURES = "data/pictures";

/** The languages of the READMEs. */
const LANGUAGES = ["en", "fr"] as const;

/** The digit that lesson 3 follows, and the slope of one of its weights: formula, numbers, proof. */
const STEPS = [8, 15];

/** Of a terminal of 80 columns, a lesson leaves the last one free. */
const COLUMNS = 79;

/** The report's top, with its curves; drawn a little smaller, it is as wide as a README shows it. */
const REPORT = { width: 1000, height: 1070, deviceScaleFactor: 0.9 };

/** A picture that was taken. */
export interface TakenPicture {
  /** Its name in {@linkcode PICTURES}. */
  readonly file: string;
  /** The PNG. */
  readonly png: Uint8Array;
}

/** Takes the pictures, one after the other: the report first, so that its training is timed alone. */
export async function* takePictures(): AsyncGenerator<TakenPicture> {
  const report = await defaultReport();
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "page.html");
    for (const language of LANGUAGES) {
      await Deno.writeTextFile(path, report);
      yield { file: `report.${language}.png`, png: await photographReport(path, language) };
      await Deno.writeTextFile(path, await lessonPage(language));
      yield { file: `lesson3.${language}.png`, png: await photographAll(path) };
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The report of a training as `deno task train` does it. */
async function defaultReport(): Promise<string> {
  return await reportHtml(trainedReport(DEFAULT_RECIPE, await loadMnist(), { name: "default" }));
}

/** Steps of lesson 3, each in a window with the command that shows it. */
async function lessonPage(language: Language): Promise<string> {
  const windows = [];
  for (const step of STEPS) {
    const title = `deno task lesson3 --step ${step}${language === "fr" ? " --lang fr" : ""}`;
    const written = await lessonScreen(lesson3, { language, step, columns: COLUMNS });
    windows.push({ title, written });
  }
  return terminalPage(windows, { language, columns: COLUMNS });
}

async function photographReport(path: string, language: Language): Promise<Uint8Array> {
  return await photograph(path, async (page) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
    await page.setViewport(REPORT);
    await openReport(page, path);
    await page.click(`[data-language="${language}"]`);
    // The charts are drawn anew for the size of the window and for the language, and then rest.
    await page.evaluate("new Promise((done) => setTimeout(done, 1500))");
  });
}

/** The whole of a page. */
async function photographAll(path: string): Promise<Uint8Array> {
  return await photograph(path, async (page) => {
    const [width, height] = await page.evaluate(
      "[document.body.offsetWidth, document.body.offsetHeight]",
    ) as [number, number];
    await page.setViewport({ width, height });
  });
}

async function photograph(
  path: string,
  prepare: (page: BrowserPage) => Promise<void>,
): Promise<Uint8Array> {
  let png: Uint8Array | undefined;
  await withPage(async (page, complaints) => {
    await page.goto(pathToFileURL(path).href);
    await prepare(page);
    if (complaints.length > 0) throw new Error(`the page complains: ${complaints.join("; ")}`);
    png = await page.screenshot();
  });
  return png!;
}
