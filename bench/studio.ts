/**
 * What the studio has to hold, measured in Chromium and written as one table:
 *
 *     deno task bench:studio
 *
 * Names of parts, such as `frames`, measure these alone. On a machine that is busy with other work,
 * `chrt -r 5 deno task bench:studio`, as root, puts that aside. What axe-core finds is a test of its own,
 * `tests/studio/studio_test.ts`.
 *
 * @module
 */
import { loadMnist } from "../src/data/mnist.ts";
import { createEngine } from "../src/engine/create.ts";
import { decodeModel, networkOf } from "../src/run/model.ts";
import { mnistFiles, type StudioFile, studioFiles } from "../src/studio/files.ts";
import { encodeDrawing, type Stroke } from "../src/studio/page/drawing.ts";
import { Reader } from "../src/studio/page/reader.ts";
import { serve } from "../src/studio/server.ts";
import { DEFAULT_RECIPE } from "../src/train/recipe.ts";
import { Session } from "../src/train/session.ts";
import { type BrowserPage, BROWSERS, openPage } from "../tests/browser/browsers.ts";
import { DIGITS, draw, open, text, until } from "../tests/studio/driven.ts";
import { median } from "./median.ts";

/**
 * A page with nothing on it but a worker that is always busy, and as many milliseconds of script a frame as
 * its address says: what the machine drops by itself.
 */
const EMPTY_PAGE: Record<string, string> = {
  "empty.html": `<!DOCTYPE html><title>empty</title><main></main><div id="slate"
    style="width:300px;height:300px"></div><script src="empty.js"></script>`,
  "empty.js": `new Worker("busy.js");
    const wanted = Number(location.hash.slice(1));
    const work = () => {
      const end = performance.now() + wanted;
      while (performance.now() < end);
      requestAnimationFrame(work);
    };
    work();`,
  "busy.js": `for (let x = 0;;) x = Math.sqrt(x + performance.now())`,
};
const encoder = new TextEncoder();
const files = new Map([...await studioFiles({ mnist: "" }), ...mnistFiles()]);
for (const [name, content] of Object.entries(EMPTY_PAGE)) {
  const type = name.endsWith("html") ? "text/html" : "text/javascript";
  files.set(name, { type, read: () => Promise.resolve(encoder.encode(content)) });
}
const { address } = serve(files, 0);

const rows: { what: string; found: string; bar: string }[] = [];
const row = (what: string, found: string, bar: string) => rows.push({ what, found, bar });
const ms = (value: number) => `${Math.round(value)} ms`;
const pause = (time: number) => new Promise((done) => setTimeout(done, time));
const numbers = async (page: BrowserPage, expression: string) =>
  await page.evaluate(expression) as number[];

/** From the command to the page, in a browser that is open. */
async function paint(page: BrowserPage) {
  const start = Date.now();
  const studio = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "studio", "--no-open"],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const { value } = await studio.stdout.pipeThrough(new TextDecoderStream()).values().next();
  const [url] = /http:\S+/.exec(value)!, served = Date.now() - start;
  await page.goto("about:blank");
  await page.goto(url);
  await until(page, 'document.getElementById("network") !== null');
  const [painted, ready] = await numbers(
    page,
    `new Promise((done) => requestAnimationFrame(() => setTimeout(() => done([
      performance.timeOrigin + performance.getEntriesByName("first-contentful-paint")[0].startTime,
      Date.now()]))))`,
  );
  studio.kill("SIGINT");
  await studio.status;
  row(
    "first paint after the command",
    `${ms(painted - start)}; with the network drawn ${ms(ready - start)}; served ${ms(served)}`,
    "2 s, aim 1 s",
  );
}

/** From the end of a stroke to the bars: until the frame that the browser paints them in is made. */
async function strokes(page: BrowserPage) {
  await open(page, `${address}#lang=en`);
  await page.evaluate(`{
    window.took = [];
    addEventListener("pointerup", ({ timeStamp }) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => took.push(performance.now() - timeStamp);
      port2.postMessage(null);
    }), { capture: true });
  }`);
  for (let i = 0; i < 5; i++) {
    for (const path of Object.values(DIGITS)) {
      await draw(page, path, "mouse");
      await page.keyboard.press("Delete");
      await pause(100);
    }
  }
  const took = await numbers(page, "took");
  row(
    "end of a stroke to the bars",
    `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`,
    "50 ms, aim 16 ms",
  );
}

/** Steps of the default recipe, in the page and here. */
async function training(page: BrowserPage) {
  const dataset = await loadMnist();
  const here = () => {
    const session = new Session(createEngine("strict"), { recipe: DEFAULT_RECIPE, dataset });
    let seconds = 0, before = performance.now();
    for (const { kind } of session.run()) {
      const now = performance.now();
      if (kind !== "epoch") seconds += (now - before) / 1000;
      before = now;
    }
    return seconds;
  };
  const ratios: number[] = [], all: number[] = [];
  for (let i = 0; i < 3; i++) {
    const own = here();
    await open(page, `${address}#lang=en&tab=train`);
    await page.click("#play");
    await until(page, 'document.getElementById("sha256") !== null', 90);
    const seconds = parseFloat(await text(page, "#seconds"));
    ratios.push(seconds / own);
    all.push(seconds);
  }
  row(
    "training steps, page / command line",
    `median ${median(ratios).toFixed(2)} (${ratios.map((x) => x.toFixed(2)).join(", ")}; ` +
      `${median(all).toFixed(2)} s)`,
    "1.3, aim 0.9",
  );
}

/** Draws digits for some seconds, as fast as a hand, and gives the gaps between frames. */
async function gapsWhileDrawing(page: BrowserPage): Promise<number[]> {
  await page.evaluate(`{
    window.gaps = [];
    let last = performance.now();
    const frame = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame(() => { last = performance.now(); requestAnimationFrame(frame); });
  }`);
  const box = await page.evaluate(`(() => {
    const { left, top, width, height } = document.getElementById("slate").getBoundingClientRect();
    return { left, top, width, height };
  })()`) as { left: number; top: number; width: number; height: number };
  const end = performance.now() + 5000;
  for (let i = 0; performance.now() < end; i++) {
    const path = Object.values(DIGITS)[i % 3];
    const [[x, y], ...rest] = path.map(([x, y]) =>
      [box.left + x * box.width, box.top + y * box.height] as const
    );
    await page.mouse.move(x, y);
    await page.mouse.down();
    let [fromX, fromY] = [x, y];
    for (const [toX, toY] of rest) {
      for (let step = 1; step <= 3; step++) {
        const share = step / 3;
        await page.mouse.move(fromX + share * (toX - fromX), fromY + share * (toY - fromY));
        await pause(8);
      }
      [fromX, fromY] = [toX, toY];
    }
    await page.mouse.up();
    if (i % 3 === 2) await page.keyboard.press("Delete");
  }
  return await numbers(page, "gaps");
}

const gapsText = (gaps: readonly number[]) => {
  const long = gaps.filter((gap) => gap > 50).length;
  return `${long} of ${gaps.length}, ${(100 * long / gaps.length).toFixed(1)} %; ` +
    `median ${ms(median(gaps))}, longest ${ms(Math.max(...gaps))}`;
};

/** Frames while a training plays and somebody draws; and what the machine makes of an empty page. */
async function frames(page: BrowserPage) {
  await open(page, `${address}#lang=en&tab=train&epochs=50`);
  await page.click("#play");
  await until(page, 'document.getElementById("accuracy").textContent !== "–"', 60);
  await page.evaluate('document.getElementById("slate").focus()');
  const gaps = await gapsWhileDrawing(page);
  row("frames over 50 ms, training and drawing", gapsText(gaps), "2 %, aim 0");
  for (const wanted of [0, 8]) {
    await page.goto("about:blank");
    await page.goto(`${address}empty.html#${wanted}`);
    const gaps = await gapsWhileDrawing(page);
    row(`empty page, busy worker, ${wanted} ms a frame`, gapsText(gaps), "the machine");
  }
}

/** What moves after it was shown, and what keeps the page waiting, from tab to tab. */
async function shifts(page: BrowserPage) {
  const shifted: string[] = [], tasks: { where: string; duration: number }[] = [];
  const watch = `{
    window.seen = { shifts: [], long: [] };
    new PerformanceObserver((list) => list.getEntries().forEach(({ value, startTime, hadRecentInput, sources }) =>
      hadRecentInput || seen.shifts.push({ value, startTime,
        of: sources.map(({ node }) => node?.id || node?.className || node?.nodeName || "?").join(" ") })))
      .observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration, startTime }) =>
      seen.long.push({ duration, startTime })))
      .observe({ type: "longtask", buffered: true });
  }`;
  let shift = 0;
  const note = async (where: string) => {
    await pause(300);
    const seen = await page.evaluate(
      "{ const now = seen; window.seen = { shifts: [], long: [] }; now }",
    ) as {
      shifts: { value: number; startTime: number; of: string }[];
      long: { duration: number; startTime: number }[];
    };
    for (const { value, of } of seen.shifts) {
      shift += value;
      if (value >= 0.001) shifted.push(`${where} ${value.toFixed(3)} (${of})`);
    }
    tasks.push(...seen.long.map(({ duration }) => ({ where, duration })));
  };
  for (const width of [1400, 360]) {
    await page.setViewport({ width, height: 900 });
    for (const tab of ["draw", "train", "step", "lessons"]) {
      await open(page, `${address}#lang=en&drawing=t7&tab=${tab}`);
      await page.evaluate(watch);
      await pause(1500);
      await note(`${width} ${tab}`);
      if (tab === "draw") {
        await draw(page, DIGITS["3"], "mouse");
        await note(`${width} stroke`);
        await page.click("#tab-step");
        await note(`${width} to step`);
        await page.click("#tab-lessons");
        await note(`${width} to lessons`);
        await page.click("#tab-train");
        await note(`${width} to train`);
      }
      if (tab === "train") {
        await page.click("#play");
        await until(page, 'document.getElementById("accuracy").textContent !== "–"', 60);
        await note(`${width} dataset and epoch`);
        await pause(2000);
        await note(`${width} training`);
      }
      if (tab === "step") {
        await page.click("#stage-next");
        await note(`${width} stage`);
      }
      if (tab === "lessons") {
        await until(page, 'document.querySelectorAll(".card").length > 6');
        await page.click(".lessons li:nth-child(3) button");
        await until(page, 'document.getElementById("more") !== null');
        await pause(500);
        await note(`${width} lesson`);
        await page.click("#more");
        await pause(1000);
        await note(`${width} more`);
      }
    }
  }
  await page.setViewport({ width: 1400, height: 900 });
  row("layout shift after load", [shift.toFixed(4), ...shifted].join("; "), "none");
  tasks.sort((a, b) => b.duration - a.duration);
  const longest = tasks.slice(0, 3).map(({ where, duration }) => `${ms(duration)} (${where})`);
  row("longest tasks", longest.join(", "), "200 ms");
}

/** What a server with gzip sends. */
async function size(_page: BrowserPage) {
  let bytes = 0;
  for (const [name, { read }] of files as Map<string, StudioFile>) {
    if (name.startsWith("mnist/") || name in EMPTY_PAGE) continue;
    const packed = new Blob([await read()]).stream().pipeThrough(new CompressionStream("gzip"));
    bytes += (await new Response(packed).bytes()).length;
  }
  row("all files, by gzip", `${(bytes / 1000).toFixed(0)} kB`, "700 kB, aim 450 kB");
}

/** A test image as strokes: each run of ink in a row, moved; a pen thicker than a row thickens it. */
function asStrokes(pixels: Uint8Array, { pen, moved }: { pen: number; moved: number }): Stroke[] {
  const found: Stroke[] = [];
  const at = (place: number) => Math.round(50 + moved + 5.5 * place);
  for (let y = 0; y < 28; y++) {
    for (let x = 0; x < 28; x++) {
      if (pixels[28 * y + x] < 128) continue;
      const from = x;
      while (x < 27 && pixels[28 * y + x + 1] >= 128) x++;
      const points = [at(from + 0.5), at(y + 0.5), at(x + 0.5), at(y + 0.5)];
      found.push({ erases: false, width: pen, points });
    }
  }
  return found;
}

/** Test images drawn by a pen, thick and thin, moved: how many of those read rightly as images are read. */
async function digits(page: BrowserPage) {
  const { test } = await loadMnist(), engine = createEngine("strict");
  const model = decodeModel(await files.get("model.safetensors")!.read());
  const reader = new Reader(engine, networkOf(engine, model));
  let right = 0, all = 0;
  for (let index = 0; index < 200; index++) {
    const pixels = test.images.subarray(784 * index, 784 * (index + 1));
    if (reader.read(pixels).answer !== test.labels[index]) continue;
    const strokes = asStrokes(pixels, { pen: [7, 9, 11][index % 3], moved: index % 5 * 10 - 20 });
    await open(page, `${address}#lang=en&drawing=${encodeDrawing({ strokes })}`);
    all++;
    if (await text(page, "#answer") === String(test.labels[index])) right++;
  }
  row("digits drawn by script", `${right} of ${all}, ${(100 * right / all).toFixed(1)} %`, "95 %");
}

const parts = { paint, strokes, training, frames, shifts, size, digits };
await openPage(BROWSERS.Chromium, async (page) => {
  await page.setViewport({ width: 1400, height: 900 });
  for (const [name, part] of Object.entries(parts)) {
    if (Deno.args.length === 0 || Deno.args.includes(name)) await part(page);
  }
});
console.table(rows);
Deno.exit();
