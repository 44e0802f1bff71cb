/**
 * Serves the studio to the browser of the path given, uses it as people do, and prints as JSON what
 * was seen. A process of its own, because the tests may not listen.
 *
 * @module
 */
import { mnistFiles, studioFiles } from "../../src/studio/files.ts";
import { serve } from "../../src/studio/server.ts";
import { encodeDrawing, type Stroke } from "../../src/studio/page/drawing.ts";
import { type BrowserPage, BROWSERS, openPage } from "../browser/browsers.ts";
import { isThorough } from "../thorough.ts";
import { DIGITS, draw, frames, open, text, until } from "./driven.ts";

/** Not a literal in the import below, so that Deno downloads it only where it is used. */
const AXE = "npm:axe-core@4.14.1";

const [path] = Deno.args, isChromium = path === BROWSERS.Chromium;
const files = new Map([...await studioFiles({ mnist: "" }), ...mnistFiles()]);
const { address } = serve(files, 0);
/** A lesson waits to be asked for more. */
const MORE = `document.querySelector('#more[aria-disabled="false"]') !== null`;
const seen: Record<string, unknown> = {}, complaints: string[] = [];

/** Draw: with a mouse, with a finger, with the keys; nothing on an empty slate. */
async function drawing(page: BrowserPage) {
  await open(page, `${address}#lang=en`);
  seen.empty = [await text(page, "#answer"), await text(page, "#sentence")];
  for (const [digit, path] of Object.entries(DIGITS)) {
    await draw(page, path, "mouse");
    seen[`mouse ${digit}`] = await text(page, "#answer");
    await page.keyboard.press("Delete");
    await frames(page);
  }
  seen.cleared = await text(page, "#answer");
  await draw(page, [[0.5, 0.5]], "mouse");
  seen.dot = await text(page, "#answer");
  await page.keyboard.press("Delete");
  // The keys alone: down a column with the chalk on the slate.
  await page.evaluate('document.getElementById("slate").focus()');
  for (let i = 0; i < 9; i++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press(" ");
  for (let i = 0; i < 17; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await frames(page);
  seen.keys = await text(page, "#answer");
  await until(page, `document.getElementById("announced").textContent.includes("Read as 1")`, 5);
  // What is drawn is in the address, and what is followed; both come back from it.
  await page.focus("#network");
  for (const key of ["Right", "Down", "Down"]) await page.keyboard.press(`Arrow${key}`);
  const followed = await text(page, ".told");
  await until(page, 'location.hash.includes("drawing=") && location.hash.includes("pin=")', 5);
  const link = await page.evaluate("location.href") as string;
  await open(page, link);
  await frames(page);
  seen["from the address"] = await text(page, "#answer");
  seen.followed = [followed, await text(page, ".told")];
  await page.click("#language");
  await frames(page);
  seen.french = await text(page, "#sentence");
}

/** Train: pause, go back in time, start again with the same weights, and to the end. */
async function training(page: BrowserPage) {
  await open(page, `${address}#lang=en&tab=train&epochs=1`);
  await page.click("#restart");
  await until(
    page,
    'document.querySelector(".timeline output").textContent.includes(" 0 steps")',
  );
  await page.click("#sample");
  await page.select("#speed", "500");
  await page.click("#play");
  await until(page, "Number(document.getElementById('timeline').max) > 100");
  await page.click("#play");
  await until(page, "document.getElementById('play').textContent.includes('Train')");
  await page.evaluate(`(() => {
    const timeline = document.getElementById("timeline");
    timeline.value = 0;
    timeline.dispatchEvent(new InputEvent("input", { bubbles: true }));
  })()`);
  await frames(page);
  seen.rewound = await text(page, ".timeline output");
  await page.click("#restart");
  await until(
    page,
    "document.getElementById('timeline').max === '1' && " +
      "document.querySelector('.timeline output').textContent.includes(' 0 steps')",
  );
  await page.select("#speed", "Infinity");
  await page.click("#play");
  await until(page, 'document.getElementById("sha256") !== null', 60);
  seen.sha256 = await text(page, "#sha256");
  seen.accuracy = await text(page, "#accuracy");
  seen.mistakes = await page.evaluate('document.querySelectorAll(".mistakes li").length');
  await page.click(".mistakes button");
  await frames(page);
  seen.mistake = await text(page, "#truth");
}

/** Step: every stage with its numbers, on a test digit that comes with the page. */
async function stepping(page: BrowserPage) {
  const digits = JSON.parse(new TextDecoder().decode(await files.get("digits.json")!.read()));
  const { index, label } = digits.find(({ isHard }: { isHard: boolean }) => isHard);
  seen.stepped = { index, label };
  await open(page, `${address}#lang=en&tab=step&drawing=t${index}`);
  await until(page, 'document.querySelectorAll(".stage-list button").length > 0');
  const stages: Record<string, unknown> = {};
  for (let i = 0; i < 8; i++) {
    if (i > 0) await page.click("#stage-next");
    await frames(page);
    const name = (await text(page, "#stage-title")).split("·")[1].trim();
    await until(page, 'document.querySelectorAll("#stage-blocks .katex").length > 0');
    stages[name] = {
      gradient: await text(page, "#gradient"),
      nudged: await text(page, ".nudge label"),
      formula: await text(page, "#stage-blocks annotation"),
      fails: await page.evaluate(
        'document.querySelectorAll("#stage-blocks .fails, #stage-blocks .failed").length',
      ),
    };
  }
  seen.stages = stages;
}

/** Lessons: the page with two inputs, two neurons, two classes; a prediction or an answer that opens. */
async function lessons(page: BrowserPage) {
  await open(page, `${address}#lang=en&tab=lessons`);
  await until(page, 'document.querySelectorAll(".card").length > 6');
  seen.cards = await page.evaluate('document.querySelectorAll(".card").length');
  await page.click(".lessons li:nth-child(3) button");
  // As many steps as it takes to the loss of the network that is computed by hand.
  const found = `[...document.querySelectorAll("annotation")].some((one) =>
    one.textContent.includes("= 1.600"))`;
  for (let i = 0; i < 6 && !await page.evaluate(found); i++) {
    await until(page, MORE);
    await page.evaluate('document.getElementById("more").click()');
    await until(page, `document.querySelectorAll(".step-title").length > ${i + 1}`);
    await until(page, MORE);
    await page.evaluate("new Promise((done) => setTimeout(done, 100))");
  }
  await until(page, found, 5);
  seen.svg = await page.evaluate('document.querySelectorAll(".svg svg").length');
  if (isChromium) await printed(page);
}

/** What is on paper of the lesson that is open, in the dark theme: which parts, and the colour of its text. */
async function printed(page: BrowserPage) {
  await page.click("#theme");
  await page.emulateMediaType("print");
  const parts = [
    "header",
    "#more",
    ".title",
    ".prediction",
    ".choices button",
    ".choices + button",
  ];
  seen.printed = await page.evaluate(
    `${JSON.stringify(parts)}.filter((part) => document.querySelector(part).checkVisibility())`,
  );
  seen.ink = await page.evaluate('getComputedStyle(document.querySelector("h2")).color');
  await page.emulateMediaType("screen");
}

/** With the network cut, once the dataset is there: all the tabs, a training, a lesson. */
async function offline(page: BrowserPage) {
  await open(page, `${address}#lang=en&tab=train`);
  await page.click("#restart");
  await until(
    page,
    'document.querySelector(".timeline output").textContent.includes(" 0 steps")',
  );
  await page.setOfflineMode(true);
  await page.click("#one-step");
  await until(page, 'document.querySelector(".timeline output").textContent.includes("1 step")');
  await page.click("#sample");
  await page.click("#tab-step");
  await until(page, 'document.querySelectorAll("#stage-blocks .katex").length > 0');
  await page.click("#tab-lessons");
  await until(page, 'document.querySelectorAll(".card").length > 6');
  await page.click(".lessons li:nth-child(2) button");
  await until(
    page,
    `document.querySelectorAll(".step-title").length > 0 && ${MORE}`,
  );
  seen.offline = true;
  await page.setOfflineMode(false);
}

/** Test digits as large pixels, moved, thin and thick: how many of them are read as they were as images. */
async function scaled(page: BrowserPage) {
  const read = async (name: string) => await files.get(name)!.read();
  const all = JSON.parse(new TextDecoder().decode(await read("digits.json")));
  const pixels = await read("digits.bin");
  const misread: string[] = [];
  for (let label = 0; label < 10; label++) {
    const place = all.findIndex((one: { label: number; isHard: boolean }) =>
      one.label === label && !one.isHard
    );
    const side = 5 + 0.3 * label, width = Math.round((1.2 + 0.1 * label) * side);
    const at = (cell: number) => Math.round(20 + 5 * label + (cell - 3.5) * side);
    const strokes: Stroke[] = [];
    for (let y = 0; y < 28; y++) {
      for (let x = 0; x < 28; x++) {
        if (pixels[784 * place + 28 * y + x] < 100) continue;
        strokes.push({ erases: false, width, points: [at(x), at(y)] });
      }
    }
    await open(page, `${address}#lang=en&drawing=${encodeDrawing({ strokes })}`);
    await frames(page);
    const answer = await text(page, "#answer");
    if (answer !== String(label)) misread.push(`${label} as ${answer}`);
  }
  seen.misread = misread;
}

/** A browser that lacks what the page needs says so; so does a page without its files. */
async function lacking(page: BrowserPage) {
  const said: string[] = [];
  for (
    const lack of [
      'fetch = () => Promise.reject(new TypeError("no network"))',
      "delete globalThis.Worker",
      "WebAssembly.validate = () => false",
    ]
  ) {
    await page.evaluateOnNewDocument(lack);
    await page.goto("about:blank");
    await page.goto(address);
    await until(page, 'document.getElementById("starting") === null', 5);
    said.push(await text(page, "#studio"));
  }
  seen.lacking = said;
  complaints.splice(complaints.findIndex((one) => one.includes("no network")), 1);
}

/** With the network cut before the dataset and the lessons came: said in a line, and tried again. */
async function retrying(page: BrowserPage) {
  const before = complaints.length;
  await open(page, `${address}#lang=en&tab=train&epochs=1`);
  await page.setOfflineMode(true);
  await page.click("#play");
  await until(page, 'document.querySelector("#status.failed") !== null', 5);
  seen.noDataset = await text(page, "#status");
  await page.click("#tab-lessons");
  await until(page, 'document.getElementById("again") !== null', 5);
  seen.noLessons = await text(page, "main .failed");
  await page.setOfflineMode(false);
  await page.click("#again");
  await until(page, 'document.querySelectorAll(".card").length > 6', 5);
  await page.click("#tab-train");
  await page.click("#play");
  await until(page, "Number(document.getElementById('timeline').max) > 10");
  complaints.length = before; // the browser's own, of what was not answered
}

/** What axe-core finds, and what is wider than the screen. */
async function accessible(page: BrowserPage) {
  const { default: axe } = await import(AXE);
  const found: string[] = [], wide: string[] = [];
  for (const width of isThorough ? [1400, 768, 360] : [360]) {
    await page.setViewport({ width, height: 800 });
    for (const tab of ["draw", "train", "step", "lessons"]) {
      const lesson = tab === "lessons" ? "&lesson=3" : "";
      await open(page, `${address}#lang=fr&drawing=t7&tab=${tab}${lesson}`);
      await page.click("#language");
      if (tab === "lessons") await until(page, 'document.querySelector(".step-title") !== null');
      else await page.click("#hard");
      await frames(page);
      const scroll = await page.evaluate("document.documentElement.scrollWidth");
      if (scroll !== width) wide.push(`${tab} at ${width}: ${scroll}`);
      if (width === 768) continue;
      await page.evaluate(axe.source);
      for (const theme of ["light", "dark"]) {
        const violations = await page.evaluate(
          `axe.run(${
            theme === "light" ? "document" : 'document, { runOnly: "cat.color" }'
          }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => id + ": " + html.slice(0, 200))))`,
        ) as string[];
        found.push(...violations.map((one) => `${tab}, ${width}, ${theme}: ${one}`));
        if (theme === "light") await page.click("#theme");
        await frames(page);
      }
    }
  }
  seen.axe = found;
  seen.wide = wide;
}

/** The exported site, in a folder of a server that knows nothing of it. */
async function exported(page: BrowserPage) {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", "studio:export", "site"],
      env: { INIT_CWD: folder },
    }).output();
    if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
    const types: Record<string, string> = {
      html: "text/html",
      js: "text/javascript",
      css: "text/css",
    };
    const plain: Deno.HttpServer<Deno.NetAddr> = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      async ({ url }) => {
        const path = new URL(url).pathname.replace("/a/b/", "");
        const bytes = await Deno.readFile(`${folder}/site/${path || "index.html"}`).catch(() =>
          undefined
        );
        const type = types[(path || "index.html").split(".").at(-1)!];
        if (!bytes) return new Response("none", { status: 404 });
        return new Response(bytes, { headers: type ? { "content-type": type } : {} });
      },
    );
    await open(page, `http://127.0.0.1:${plain.addr.port}/a/b/#lang=en&tab=train&drawing=t9999`);
    await page.click("#restart");
    await until(
      page,
      'document.querySelector(".timeline output").textContent.includes(" 0 steps")',
    );
    // The drawing of the address is a test image that does not come with the page.
    await until(
      page,
      'document.getElementById("truth").textContent.includes("Test image 9999 shows a 6")',
    );
    seen.exported = true;
    await page.goto("about:blank"); // it may still be asking for something
    await plain.shutdown();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A finger draws, and the page does not scroll. */
async function touched(page: BrowserPage) {
  await page.setViewport({ width: 360, height: 740, hasTouch: true });
  await open(page, `${address}#lang=en`);
  await draw(page, DIGITS["3"], "touch");
  const before = await page.evaluate("scrollY");
  seen.touch = await text(page, "#answer");
  await draw(page, DIGITS["1"], "touch");
  seen.scrolled = await page.evaluate("scrollY") !== before;
}

await openPage(path, async (page) => {
  page.on("console", (message: { type(): string; text(): string }) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error: Error) => complaints.push(String(error)));
  await page.setViewport({ width: 1400, height: 900 });
  const parts = isChromium
    ? [
      drawing,
      training,
      stepping,
      lessons,
      offline,
      retrying,
      exported,
      scaled,
      accessible,
      touched,
      lacking,
    ]
    : [drawing, training, stepping, lessons];
  const chosen = Deno.args[1];
  for (const part of parts) {
    if (chosen && part.name !== chosen) continue;
    try {
      await part(page);
    } catch (error) {
      seen[`${part.name} failed`] = String(error);
    }
  }
});
console.log(JSON.stringify({ seen, complaints }));
Deno.exit();
