import assert from "node:assert/strict";
import { lacks } from "../permission.ts";
import { mnistFiles, type StudioFile, studioFiles } from "../../src/studio/files.ts";
import { answer } from "../../src/studio/server.ts";

const ignore = lacks("read", "env");
const PORT = 8420, HOST = `127.0.0.1:${PORT}`;

/** All that is served. */
async function served(): Promise<Map<string, StudioFile>> {
  return new Map([...await studioFiles({ mnist: "" }), ...mnistFiles()]);
}

/** What a request is answered. */
async function ask(
  path: string,
  { headers = {}, method = "GET" }: { headers?: Record<string, string>; method?: string } = {},
): Promise<Response> {
  const request = new Request(`http://${HOST}${path}`, {
    method,
    headers: { host: HOST, ...headers },
  });
  return await answer(request, { files: await served(), port: PORT });
}

Deno.test({
  name:
    "the studio's page is served with a policy that names no other source (needs --allow-read --allow-env)",
  ignore,
  fn: async () => {
    const response = await ask("/"), page = await response.text();
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type")!, /^text\/html/);
    const policy = response.headers.get("content-security-policy")!;
    assert.match(policy, /^default-src 'none';/);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
    assert.ok(page.includes(`content="${policy.replace("; frame-ancestors 'none'", "")}"`));
    assert.doesNotMatch(page, /https?:\/\/|style=|<style|<script(?! type="module" src)/);
  },
});

Deno.test({
  name:
    "the studio's server refuses other hosts, other origins and other methods (needs --allow-read --allow-env)",
  ignore,
  fn: async () => {
    const refused: Record<string, Record<string, string>> = {
      "a name that points here": { host: `evil.example:${PORT}` },
      "another port": { host: "127.0.0.1:80" },
      "no host": { host: "" },
      "another origin": { origin: "http://evil.example" },
      "another port's origin": { origin: "http://127.0.0.1:3000" },
      "a page without an origin": { origin: "null" },
      "an image on another site": { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
      "a script of another port": { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" },
      "a frame on another site": {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "iframe",
      },
    };
    for (const [who, headers] of Object.entries(refused)) {
      const response = await ask("/", { headers });
      assert.equal(response.status, 403, who);
      assert.ok((await response.text()).length < 20, who);
    }
    const accepted: Record<string, Record<string, string>> = {
      "localhost": { host: `localhost:${PORT}` },
      "its own origin": { origin: `http://${HOST}`, "sec-fetch-site": "same-origin" },
      "a typed address": { "sec-fetch-site": "none" },
      "a link that is followed": {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
      },
    };
    for (const [who, headers] of Object.entries(accepted)) {
      assert.equal((await ask("/", { headers })).status, 200, who);
    }
    assert.equal((await ask("/", { method: "POST" })).status, 405);
    const head = await ask("/kernels/strict.wasm", { method: "HEAD" });
    assert.equal(await head.text(), "");
    assert.ok(Number(head.headers.get("content-length")) > 10_000);
  },
});

Deno.test({
  name: "nothing outside of what is served can be had (needs --allow-read --allow-env)",
  ignore,
  fn: async () => {
    for (
      const path of [
        "/deno.json",
        "/../deno.json",
        "/%2e%2e/deno.json",
        "/..%2fdeno.json",
        "/kernels/../../deno.json",
        "/kernels/..%5c..%5cdeno.json",
        "//etc/passwd",
        "/src/studio/server.ts",
        "/mnist/",
        "/index.html%00",
        "/constructor",
      ]
    ) assert.equal((await ask(path)).status, 404, path);
    for (
      const path of [
        "/main.js",
        "/studio.css",
        "/katex.css",
        "/sources.json",
        "/exercises.json",
        "/mnist/t10k-labels-idx1-ubyte",
      ]
    ) assert.equal((await ask(path)).status, 200, path);
  },
});
