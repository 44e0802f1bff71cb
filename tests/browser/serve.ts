/**
 * Serves the page, opens it in a browser, and prints what the page found as JSON. Without a browser it
 * prints the page's address, to be opened in any.
 *
 *     deno run --lock=deno.lock --frozen --allow-net=127.0.0.1 --allow-read tests/browser/serve.ts
 *
 * A process of its own, because the tests may not listen. The browser gets the very modules of src/, one
 * by one, with their types taken out.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./browsers.ts";

const ROOT = new URL("../../", import.meta.url);
/** The one package that the modules import. */
const LOADER = "@assemblyscript/loader";
const PAGE = "/tests/browser/page.html";

/** Longer than a browser takes on any machine, in milliseconds; it is closed then. */
const PATIENCE = 60_000;

/** Shared memory is only given to pages that are apart from all others. */
const APART = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** Where the file of an address is; of this project, or the loader. */
function fileOf(path: string): URL | undefined {
  if (path === `/${LOADER}`) return new URL(import.meta.resolve(LOADER));
  return /^\/(src|tests|assembly\/build)\/[\w/]+\.(ts|html|wasm)$/.test(path)
    ? new URL(`.${path}`, ROOT)
    : undefined;
}

async function respond(path: string): Promise<Response> {
  const file = fileOf(path);
  const bytes = file && await readFile(fileURLToPath(file)).catch(() => undefined);
  if (!bytes) return new Response(`no ${path}`, { status: 404 });
  const typed = (type: string, body: string | Uint8Array) =>
    new Response(body as BodyInit, { headers: { ...APART, "content-type": type } });
  if (path.endsWith(".wasm")) return typed("application/wasm", bytes);
  const text = bytes.toString();
  if (path.endsWith(".html")) return typed("text/html", text);
  const script = path.endsWith(".ts") ? stripTypeScriptTypes(text) : text;
  return typed("text/javascript", script.replaceAll(`"${LOADER}"`, `"/${LOADER}"`));
}

const [browser] = Deno.args;
const { promise: found, resolve, reject } = Promise.withResolvers<string>();
const options = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
const server = Deno.serve(options, async (request) => {
  const { pathname } = new URL(request.url);
  if (request.method !== "POST") return await respond(pathname);
  resolve(await request.text());
  return new Response();
});
const address = `http://127.0.0.1:${server.addr.port}${PAGE}`;
if (browser) {
  await using _opened = await openBrowser(browser, address);
  setTimeout(() => reject(new Error(`${browser} found nothing`)), PATIENCE);
  await found;
} else console.log(address);
console.log(await found);
Deno.exit(); // the timer may be running still
