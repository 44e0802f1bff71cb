/**
 * Browsers of the tests, as Debian installs them.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { lacks } from "../permission.ts";

/** Where Debian puts them. */
export const BROWSERS = { Chromium: "/usr/bin/chromium", Firefox: "/usr/bin/firefox-esr" } as const;

/**
 * What drives them. Not a literal in the import below, so that Deno downloads it only where it is used;
 * for the same reason, what is used of its types is written here.
 */
const PUPPETEER = "npm:puppeteer-core@25.16.0";

/** What is used of puppeteer's page. */
export interface BrowserPage {
  on(event: string, listener: (what: never) => void): void;
  goto(url: string): Promise<unknown>;
  /** Runs a script on every page that is opened from now on, before its own. */
  evaluateOnNewDocument(script: string): Promise<unknown>;
  setViewport(
    size: { width: number; height: number; deviceScaleFactor?: number; hasTouch?: boolean },
  ): Promise<void>;
  setOfflineMode(offline: boolean): Promise<void>;
  emulateMediaType(type: "screen" | "print"): Promise<void>;
  emulateMediaFeatures(features: { name: string; value: string }[]): Promise<void>;
  /** Runs an expression on the page, and gives its value, or what its promise comes to. */
  evaluate(expression: string): Promise<unknown>;
  /** The page as it is printed, a PDF. */
  pdf(options: { preferCSSPageSize: boolean }): Promise<Uint8Array>;
  /** The viewport as a PNG, or a part of it. */
  screenshot(
    options?: { clip: { x: number; y: number; width: number; height: number } },
  ): Promise<Uint8Array>;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  keyboard: { press(key: string): Promise<void> };
  mouse: {
    move(x: number, y: number, options?: { steps: number }): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  touchscreen: {
    touchStart(x: number, y: number): Promise<unknown>;
    touchMove(x: number, y: number): Promise<void>;
    touchEnd(): Promise<void>;
  };
  /** Chooses in a list. */
  select(selector: string, value: string): Promise<unknown>;
}

/** Why a browser cannot be had, for the name of a test that is then ignored; in CI there must be one. */
export function reasonToSkip(path: string): string | undefined {
  if (lacks("read", "write", "env", "run")) {
    return "(needs --allow-read --allow-write --allow-env --allow-run)";
  }
  if (existsSync(path) || Deno.env.get("CI") === "true") return undefined;
  return `(skipped: ${path} is not installed)`;
}

/** Opens a page in a new browser without a window, which is closed when the work is done. */
export async function openPage<T>(
  path: string,
  work: (page: BrowserPage) => Promise<T>,
): Promise<T> {
  const { default: puppeteer } = await import(PUPPETEER);
  const userDataDir = await Deno.makeTempDir();
  const isFirefox = path === BROWSERS.Firefox;
  const browser = await puppeteer.launch({
    executablePath: path,
    browser: isFirefox ? "firefox" : "chrome",
    pipe: !isFirefox, // over a socket it needs --allow-net, and Firefox has nothing else
    userDataDir,
    args: isFirefox ? [] : [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    return await work(await browser.newPage());
  } finally {
    await browser.close();
    // The browser may still be writing as it goes.
    await Deno.remove(userDataDir, { recursive: true }).catch(() => {});
  }
}
