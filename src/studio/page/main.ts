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
const SIMD = Uint8Array.from(
  "0061736d010000000105016000017b030201000a0a0108004100fd0ffd620b".match(/../g)!,
  (byte) => parseInt(byte, 16),
);

async function fetched(name: string): Promise<Response> {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/** What the browser lacks, if it lacks something. */
function lacking(): string | undefined {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD)) {
    return "This browser has no WebAssembly SIMD: take a newer one. · " +
      "Ce navigateur n’a pas WebAssembly SIMD\u00a0: prenez-en un plus récent.";
  }
  if (typeof Worker !== "function") {
    return "This browser has no workers: take another one. · " +
      "Ce navigateur n’a pas de workers\u00a0: prenez-en un autre.";
  }
}

/** Says in the place of the page why there is none. */
function tell(text: string): void {
  document.getElementById("studio")!.replaceChildren(
    Object.assign(document.createElement("p"), { className: "plain", textContent: text }),
  );
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
if (missing) tell(missing);
else {
  start().catch((error) => {
    tell(
      `The page cannot begin, load it again. · La page ne peut pas commencer, rechargez-la. ${error}`,
    );
    console.error(error);
  });
}
