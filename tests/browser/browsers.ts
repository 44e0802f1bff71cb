/**
 * Browsers of the tests, as Debian installs them.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lacks } from "../permission.ts";

/** Where Debian puts them. */
export const BROWSERS = { Chromium: "/usr/bin/chromium", Firefox: "/usr/bin/firefox-esr" } as const;

/** Why a browser cannot be had, for the name of a test that is then ignored; in CI there must be one. */
export function reasonToSkip(path: string): string | undefined {
  if (lacks("read", "env", "run")) return "(needs --allow-read --allow-env --allow-run)";
  if (existsSync(path) || Deno.env.get("CI") === "true") return undefined;
  return `(skipped: ${path} is not installed)`;
}

/** What keeps a new Firefox from greeting, updating and reporting. */
const FIREFOX_PREFERENCES = {
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
};

/** Opens an address in a new browser without a window, which is closed with the value returned. */
export async function openBrowser(path: string, address: string): Promise<AsyncDisposable> {
  const profile = await Deno.makeTempDir();
  const preferences = Object.entries(FIREFOX_PREFERENCES).map(([name, value]) =>
    `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`
  );
  await Deno.writeTextFile(join(profile, "user.js"), preferences.join("\n"));
  const args = path === BROWSERS.Firefox ? ["--headless", "--no-remote", "--profile", profile] : [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--user-data-dir=${profile}`,
  ];
  const browser = new Deno.Command(path, {
    args: [...args, address],
    env: { HOME: profile },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  return {
    async [Symbol.asyncDispose]() {
      browser.kill();
      await browser.status;
      // The browser may still be writing as it goes.
      await Deno.remove(profile, { recursive: true }).catch(() => {});
    },
  };
}
