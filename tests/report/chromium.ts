/**
 * A real browser for tests: Debian's Chromium, without a network.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { lacks } from "../permission.ts";

/** Where Debian puts it. */
export const CHROMIUM = "/usr/bin/chromium";
/**
 * What drives it. Not a literal in the import below, so that Deno downloads it only where it is used;
 * for the same reason, what is used of its types is written here.
 */
const PUPPETEER = "npm:puppeteer-core@25.16.0";

/** What is used of puppeteer's page. */
export interface BrowserPage {
  on(event: string, listener: (what: never) => void): void;
  goto(url: string): Promise<unknown>;
  setViewport(
    size: { width: number; height: number; deviceScaleFactor?: number },
  ): Promise<void>;
  setOfflineMode(offline: boolean): Promise<void>;
  emulateMediaFeatures(features: { name: string; value: string }[]): Promise<void>;
  /** Runs an expression on the page, and gives its value. */
  evaluate(expression: string): Promise<unknown>;
  /** The viewport as a PNG. */
  screenshot(): Promise<Uint8Array>;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
}

interface Browser {
  newPage(): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** Why no browser can be had, for the name of a test that is then ignored; in CI there must be one. */
export function reasonToSkip(): string | undefined {
  if (lacks("read", "write", "env", "run")) {
    return "(needs --allow-read --allow-write --allow-env --allow-run)";
  }
  if (existsSync(CHROMIUM) || Deno.env.get("CI") === "true") return undefined;
  return `(skipped: ${CHROMIUM} is not installed)`;
}

/**
 * Opens a page in a new browser, and gives what went wrong on it: errors, warnings, and requests of
 * anything that is not on the disk or in the page.
 */
export async function withPage(
  work: (page: BrowserPage, complaints: string[]) => Promise<void>,
): Promise<void> {
  const { default: puppeteer } = await import(PUPPETEER);
  const userDataDir = await Deno.makeTempDir();
  const browser: Browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    pipe: true, // over a socket it would need --allow-net
    userDataDir,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const page = await browser.newPage();
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
  } finally {
    await browser.close();
    // The browser may still be writing as it goes.
    await Deno.remove(userDataDir, { recursive: true }).catch(() => {});
  }
}
