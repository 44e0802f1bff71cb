/**
 * The studio in a browser: what people do there, as functions.
 *
 * @module
 */
import type { BrowserPage } from "../browser/browsers.ts";

/** Places on the slate, from 0 to 1. */
export type Path = readonly (readonly [x: number, y: number])[];

/** A three, a one and a zero, as a hand draws them. */
export const DIGITS: Readonly<Record<string, Path>> = {
  "3": [
    [0.3, 0.22],
    [0.45, 0.15],
    [0.62, 0.2],
    [0.66, 0.32],
    [0.58, 0.43],
    [0.45, 0.47],
    [0.6, 0.5],
    [0.7, 0.62],
    [0.66, 0.76],
    [0.5, 0.84],
    [0.32, 0.78],
  ],
  "1": [[0.56, 0.14], [0.53, 0.4], [0.5, 0.62], [0.47, 0.86]],
  "0": [
    [0.5, 0.15],
    [0.34, 0.28],
    [0.28, 0.5],
    [0.34, 0.72],
    [0.5, 0.85],
    [0.66, 0.72],
    [0.72, 0.5],
    [0.66, 0.28],
    [0.5, 0.15],
  ],
};

/** Waits until an expression is true on the page; says which one never was. */
export async function until(page: BrowserPage, expression: string, seconds = 30): Promise<void> {
  const found = await page.evaluate(`new Promise((done) => {
    const end = performance.now() + ${1000 * seconds};
    const look = () => {
      let value = false;
      try { value = ${expression}; } catch {}
      if (value || performance.now() > end) done(Boolean(value));
      else setTimeout(look, 10);
    };
    look();
  })`);
  if (!found) throw new Error(`never came: ${expression}`);
}

/** The text of an element. */
export async function text(page: BrowserPage, selector: string): Promise<string> {
  return await page.evaluate(
    `document.querySelector(${JSON.stringify(selector)})?.textContent ?? "nothing"`,
  ) as string;
}

/** Lets the page draw. */
export async function frames(page: BrowserPage): Promise<void> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
}

/** Draws with the mouse or a finger. */
export async function draw(page: BrowserPage, path: Path, how: "mouse" | "touch"): Promise<void> {
  const box = await page.evaluate(`(() => {
    const slate = document.getElementById("slate");
    slate.scrollIntoView({ block: "center" });
    const { left, top, width, height } = slate.getBoundingClientRect();
    return { left, top, width, height };
  })()`) as { left: number; top: number; width: number; height: number };
  const [first, ...rest] = path.map(([x, y]) =>
    [box.left + x * box.width, box.top + y * box.height] as const
  );
  if (how === "mouse") {
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const place of rest) await page.mouse.move(...place, { steps: 3 });
    await page.mouse.up();
  } else {
    await page.touchscreen.touchStart(...first);
    for (const place of rest) await page.touchscreen.touchMove(...place);
    await page.touchscreen.touchEnd();
  }
  await frames(page);
}

/** Opens the studio at an address, anew. */
export async function open(page: BrowserPage, address: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(address);
  await until(page, 'document.querySelector("main") !== null');
}
