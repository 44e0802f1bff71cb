/**
 * Serves the page to the browser of the path given, and prints as JSON what the page found. A process of
 * its own, because the tests may not listen.
 *
 * @module
 */
import { type Part, partNames } from "../../src/data/assemble.ts";
import { mnistPath } from "../../src/data/mnist.ts";
import { openPage } from "./browsers.ts";
import { bundle } from "./bundle.ts";

const BUILD = new URL("../../assembly/build/", import.meta.url);

const script = await bundle("tests/browser/page.ts");

/** What is served: the compiled kernels and MNIST where they lie, and the page. */
async function respond(path: string): Promise<Response> {
  const [, folder, name] = path.split("/");
  if (path === "/page.js") {
    return new Response(script, { headers: { "content-type": "text/javascript" } });
  }
  if (folder === "kernels") return new Response(await Deno.readFile(new URL(name, BUILD)));
  const part = (Object.keys(partNames) as Part[]).find((part) => partNames[part] === name);
  if (part) return new Response(await Deno.readFile(await mnistPath(part)));
  if (path !== "/") return new Response(`no ${path}`, { status: 404 });
  return new Response("<!DOCTYPE html><title>Ardoise</title>", {
    headers: { "content-type": "text/html" },
  });
}

const server = Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: () => {} },
  ({ url }) => respond(new URL(url).pathname),
);
const found = await openPage(Deno.args[0], async (page) => {
  await page.goto(`http://127.0.0.1:${server.addr.port}/`);
  return await page.evaluate('import("/page.js").then(({ run }) => run())');
});
console.log(JSON.stringify(found));
await server.shutdown();
