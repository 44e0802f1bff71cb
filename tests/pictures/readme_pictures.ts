/**
 * The pictures of the READMEs: what is on them, and where they are kept.
 *
 * They are kept in `data/pictures/`, because they show digits of MNIST, whose licence `data/README.md`
 * tells.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import lesson3 from "../../lessons/lesson3_backpropagation.ts";
import { keptNotebook } from "../../src/cli/notebooks.ts";
import { loadMnist } from "../../src/data/mnist.ts";
import type { Language } from "../../src/errors.ts";
import { REPORT_FILE } from "../../src/run/run_files.ts";
import { RESULTS } from "../../src/run/run_folder.ts";
import { studioFiles } from "../../src/studio/files.ts";
import { answer } from "../../src/studio/server.ts";
import { openPage } from "../browser/browsers.ts";
import { Runs } from "../cli/task.ts";
import { drawingStream, PHOTO } from "../picture/drawn_digits.ts";
import { pngFile } from "../picture/png_file.ts";
import { type BrowserPage, CHROMIUM, withPage } from "../report/chromium.ts";
import { openReport, settle } from "../report/open_report.ts";
import { draw, frames, open, type Path, until } from "../studio/driven.ts";
import { writtenInTerminal } from "../terminal/in_terminal.ts";
import { lessonScreen } from "./lesson_screen.ts";
import { settled, type Shown, terminalPage } from "./terminal_window.ts";

/** Where the pictures are kept, from the project's folder. */
export const PICTURES = "data/pictures";

/** The languages of the READMEs. */
const LANGUAGES = ["en", "fr"] as const;

/** A test digit that is photographed, and read. */
const DIGIT = 245;

/** The slope of one weight: formula, numbers, measure. */
const STEP = 12;

/** Of a terminal of 80 columns, a lesson leaves the last one free. */
const COLUMNS = 79;
/** Room for a digit, and its ten bars. */
const READING = 76;

/** The cells of a notebook that are photographed, and the width of their page. */
const NOTEBOOK = { name: "01_data_exploration", cells: ["means", "mean-images"], width: 820 };

/** The window in which the report is photographed, to the end of its result. */
const REPORT = { width: 900, height: 1200 };

/** The windows in which the studio is photographed, and the stage of its backward pass. */
const STUDIO = {
  draw: { width: 1000, height: 690 },
  step: { width: 1340, height: 860, stage: 4 },
};

/** A nine that a hand drew, surely read but not beyond doubt. */
const NINE: Path = [
  [0.64, 0.3],
  [0.5, 0.18],
  [0.36, 0.28],
  [0.4, 0.45],
  [0.56, 0.46],
  [0.65, 0.3],
  [0.62, 0.55],
  [0.55, 0.85],
];

/** READMEs show the pictures at half their size, so that they are sharp on good screens too. */
const deviceScaleFactor = 2;

/** A picture that was taken. */
export interface TakenPicture {
  /** Its name in {@linkcode PICTURES}. */
  readonly file: string;
  /** The PNG. */
  readonly png: Uint8Array;
}

/** Takes the pictures, one after the other. */
export async function* takePictures(): AsyncGenerator<TakenPicture> {
  const folder = await Deno.makeTempDir(), path = join(folder, "page.html");
  await using runs = new Runs();
  try {
    const photo = await photoOfDigit();
    await Deno.writeFile(join(folder, "me.png"), photo);
    for (const language of LANGUAGES) {
      const run = runs.name(), lang = language === "fr" ? " --lang fr" : "";
      // What a training says of times and files is left out.
      const shown = async (command: string, columns: number): Promise<Shown> => ({
        title: `deno task ${command}${lang}`,
        written: settled(
          await writtenInTerminal(
            [...command.replace("--run first", `--run ${run}`).split(" "), "--lang", language],
            { env: { TERM: "xterm-256color", COLORTERM: "truecolor" }, columns, folder },
          ),
        ).replaceAll(run, "first").replace(/\n[^\n]*\n[^\n]*SHA-256[^]*/, "\n"),
      });
      const photographed = async (shown: Shown[], columns: number) => {
        await Deno.writeTextFile(path, terminalPage(shown, { language, columns }));
        return await photographAll(path);
      };
      const training = await shown("train --run first", COLUMNS);
      yield { file: `train.${language}.png`, png: await photographed([training], COLUMNS) };
      const report = await Deno.readTextFile(join(RESULTS, run, REPORT_FILE));
      await Deno.writeTextFile(path, report.replaceAll(run, "first"));
      yield { file: `report.${language}.png`, png: await photographReport(path, language) };
      const reading = await shown("predict --run first --image me.png", READING);
      const picture = { title: "me.png", png: Buffer.from(photo).toString("base64") };
      yield {
        file: `predict.${language}.png`,
        png: await photographed([picture, reading], READING),
      };
      const lesson = {
        title: `deno task lesson3 --step ${STEP}${lang}`,
        written: await lessonScreen(lesson3, { language, step: STEP, columns: COLUMNS }),
      };
      yield { file: `lesson3.${language}.png`, png: await photographed([lesson], COLUMNS) };
      for (const [tab, png] of await photographStudio(language)) {
        yield { file: `studio-${tab}.${language}.png`, png };
      }
      await Deno.writeTextFile(path, await notebookPage(language, folder));
      yield { file: `notebook.${language}.png`, png: await photographAll(path, NOTEBOOK.width) };
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A digit of MNIST as somebody would have written and photographed it. */
async function photoOfDigit(): Promise<Uint8Array<ArrayBuffer>> {
  const { images } = (await loadMnist()).test;
  const { width, height, data } = PHOTO(
    images.subarray(784 * DIGIT, 784 * (DIGIT + 1)),
    drawingStream(1),
  );
  return pngFile((x, y) => data[y * width + x], { width, height, colour: "grey" });
}

async function photographReport(path: string, language: Language): Promise<Uint8Array> {
  return await photograph(path, async (page) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
    await page.setViewport({ ...REPORT, deviceScaleFactor });
    await openReport(page, path);
    await page.click(`[data-language="${language}"]`);
    await settle(page);
    const height = await page.evaluate(
      'Math.ceil(document.querySelector("section").getBoundingClientRect().bottom) + 8',
    ) as number;
    await page.setViewport({ ...REPORT, height, deviceScaleFactor });
  });
}

/** The studio where somebody drew a nine: how it is read, and a stage of its backward pass. */
async function photographStudio(language: Language): Promise<[tab: string, png: Uint8Array][]> {
  const files = await studioFiles({ mnist: "" });
  const server: Deno.HttpServer<Deno.NetAddr> = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => answer(request, { files, port: server.addr.port }),
  );
  const { draw: drawn, step: { stage, ...stepped } } = STUDIO;
  try {
    return await openPage(CHROMIUM, async (page) => {
      await page.setViewport({ ...drawn, deviceScaleFactor });
      await open(page, `http://127.0.0.1:${server.addr.port}/#theme=light&lang=${language}`);
      await draw(page, NINE, "mouse");
      await page.evaluate("scrollTo(0, 0)");
      await frames(page);
      const reading = await indexed(await page.screenshot(), 48);
      await page.setViewport({ ...stepped, deviceScaleFactor });
      await page.click("#tab-step");
      await until(page, 'document.querySelector(".stage-list button") !== null');
      await page.click(`.stage-list li:nth-child(${stage}) button`);
      await until(page, 'document.querySelectorAll("#stage-blocks .katex").length > 1');
      await page.mouse.move(0, 0);
      await frames(page);
      // Without the slate, which is on the other picture.
      const clip = await page.evaluate(`(() => {
        const { left, top } = document.querySelector(".centre").getBoundingClientRect();
        const { right, bottom } = document.querySelector(".stages").getBoundingClientRect();
        return { x: left - 16, y: top - 16, width: right - left + 32, height: bottom - top + 32 };
      })()`) as { x: number; y: number; width: number; height: number };
      const slope = await indexed(await page.screenshot({ clip }), 48);
      return [["draw", reading], ["step", slope]];
    });
  } finally {
    await server.shutdown();
  }
}

/** Some cells of a notebook, with what they gave, as Jupyter's own page. */
async function notebookPage(language: Language, folder: string): Promise<string> {
  const { cells, ...others } = keptNotebook(NOTEBOOK.name, language);
  const file = join(folder, "notebook.ipynb");
  const shown = cells.filter(({ id }) => NOTEBOOK.cells.includes(id));
  await Deno.writeTextFile(file, JSON.stringify({ ...others, cells: shown }));
  const page = await printed("jupyter", ["nbconvert", "--to", "html", "--stdout", file]);
  return new TextDecoder().decode(page).replaceAll(/<script[^]*?<\/script>/g, "");
}

/** The whole of a page, which is so wide at first. */
async function photographAll(path: string, first = 800): Promise<Uint8Array> {
  return await photograph(path, async (page) => {
    await page.setViewport({ width: first, height: 600 });
    const [width, height] = await page.evaluate(
      "[document.body.offsetWidth, document.body.offsetHeight]",
    ) as [number, number];
    await page.setViewport({ width, height, deviceScaleFactor });
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
  return await indexed(png!);
}

/** A PNG with a table of colours: a third of the bytes, and nobody sees it. */
async function indexed(png: Uint8Array, colours = 64): Promise<Uint8Array> {
  const file = await Deno.makeTempFile({ suffix: ".png" });
  try {
    await Deno.writeFile(file, png);
    const options = ["+dither", "-colors", `${colours}`, "-strip", "-quality", "95"];
    return await printed("convert", [file, ...options, "png8:-"]);
  } finally {
    await Deno.remove(file);
  }
}

/** What a command writes to its standard output. */
async function printed(command: string, args: string[]): Promise<Uint8Array> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return stdout;
}
