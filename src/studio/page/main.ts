/// <reference lib="dom" />
/**
 * The studio's page: fetches what it needs, and begins.
 *
 * @module
 */
import { render, type VNode } from "preact";
import { App } from "./app.ts";
import { withStudio } from "./context.ts";
import { html } from "./html.ts";
import { type Config, type SampleDigit, Studio } from "./studio.ts";

/** A module with one SIMD instruction: a browser without SIMD refuses it. */
const SIMD = [
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
];

async function fetched(name: string): Promise<Response> {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/** What the browser lacks, if it lacks something. */
function lacking(): string | undefined {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(new Uint8Array(SIMD))) {
    return "This browser has no WebAssembly SIMD: take a newer one. · " +
      "Ce navigateur n’a pas WebAssembly SIMD\u00a0: prenez-en un plus récent.";
  }
  if (typeof Worker !== "function") {
    return "This browser has no workers: take another one. · " +
      "Ce navigateur n’a pas de workers\u00a0: prenez-en un autre.";
  }
}

async function start(): Promise<void> {
  const [config, kernels, model, digits, pixels] = await Promise.all([
    fetched("config.json").then((response) => response.json() as Promise<Config>),
    fetched("kernels/strict.wasm").then(async (response) =>
      WebAssembly.compile(await response.arrayBuffer())
    ),
    fetched("model.safetensors").then((response) => response.arrayBuffer()),
    fetched("digits.json").then((response) =>
      response.json() as Promise<Omit<SampleDigit, "pixels">[]>
    ),
    fetched("digits.bin").then((response) => response.arrayBuffer()),
  ]);
  const samples = digits.map((digit, i) => ({
    ...digit,
    pixels: new Uint8Array(pixels, 784 * i, 784),
  }));
  const studio = new Studio({ config, kernels, model: new Uint8Array(model), samples });
  const place = document.getElementById("studio")!;
  place.replaceChildren();
  render(withStudio(studio, html`<${App} />`) as VNode, place);
  setTimeout(() => studio.warmUp(), 200);
}

const missing = lacking();
if (missing) document.getElementById("starting")!.textContent = missing;
else {
  start().catch((error) => {
    document.getElementById("studio")!.replaceChildren(
      Object.assign(document.createElement("p"), {
        className: "plain",
        textContent: String(error),
      }),
    );
    console.error(error);
  });
}
