/**
 * Reports opened in a browser, for tests.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserPage, withPage } from "./chromium.ts";

/** Opens the report that lies at `path`, and waits until it is drawn. */
export async function openReport(page: BrowserPage, path: string): Promise<void> {
  await page.goto(pathToFileURL(path).href);
  await page.evaluate(`new Promise((done) => {
    const look = () => document.getElementById("made")?.textContent ? done() : setTimeout(look, 5);
    look();
  })`);
}

/** Opens a report in a browser of its own. */
export async function withReport(
  html: Promise<string>,
  work: (page: BrowserPage) => Promise<void>,
): Promise<void> {
  await withReports({ report: () => html }, work);
}

/** Opens reports one after the other, written to a folder of their own, in one browser. */
export async function withReports(
  reports: Record<string, () => Promise<string>>,
  work: (page: BrowserPage, name: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await withPage(async (page, complaints) => {
      await page.setViewport({ width: 1400, height: 900 });
      for (const [name, html] of Object.entries(reports)) {
        const path = join(folder, `${name}.html`);
        await Deno.writeTextFile(path, await html());
        await openReport(page, path);
        await work(page, name);
        assert.deepEqual(complaints, [], name);
      }
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Lets the page hear of a change of its window, and draw again. */
export async function settle(page: BrowserPage): Promise<void> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))",
  );
}

/** The text of each element that a selector finds. */
export function textsOf(page: BrowserPage, selector: string): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent)`,
  ) as Promise<string[]>;
}
