/**
 * Debian's Chromium without a network, for tests of the report and for its pictures.
 *
 * @module
 */
import * as browsers from "../browser/browsers.ts";

export type { BrowserPage } from "../browser/browsers.ts";

/** Where Debian puts it. */
export const CHROMIUM = browsers.BROWSERS.Chromium;

/** Why it cannot be had, for the name of a test that is then ignored; in CI it must be there. */
export const reasonToSkip = (): string | undefined => browsers.reasonToSkip(CHROMIUM);

/**
 * Opens a page in a new browser, and gives what went wrong on it: errors, warnings, and requests of
 * anything that is not on the disk or in the page.
 */
export async function withPage(
  work: (page: browsers.BrowserPage, complaints: string[]) => Promise<void>,
): Promise<void> {
  await browsers.openPage(CHROMIUM, async (page) => {
    await page.setOfflineMode(true);
    const complaints: string[] = [];
    page.on("console", (message: { type(): string; text(): string }) => {
      if (["error", "warn"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error: Error) => complaints.push(String(error)));
    page.on("request", (request: { url(): string }) => {
      if (!/^(file|data|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
    });
    await work(page, complaints);
  });
}
