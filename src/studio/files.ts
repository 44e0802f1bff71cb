/**
 * What the studio is made of: an address for each file, and where it lies. There is nothing else to be had.
 *
 * @module
 */
import { join } from "node:path";
import { ALL_PARTS, partNames } from "../data/assemble.ts";
import { mnistPath } from "../data/mnist.ts";
import { PROJECT } from "../run/run_folder.ts";
import { BUILD } from "./bundle.ts";

/** A file of the studio. */
export interface StudioFile {
  /** Its media type. */
  readonly type: string;
  /** Gives its bytes. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** The Content-Security-Policy of the page: nothing comes from elsewhere, and no script or style is inline. */
export const POLICY: string = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
  "style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'none'";

const TYPES: Record<string, string> = {
  bin: "application/octet-stream",
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  safetensors: "application/octet-stream",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  woff2: "font/woff2",
};

/** The sources of the page that are served as they are. */
const AS_THEY_ARE = ["studio.css", "icon.svg"];

/**
 * The files by their addresses, without the dataset.
 *
 * @param of `run`: the name of a run, and the bytes of its model, in the place of the small one.
 */
export async function studioFiles(
  { run, mnist }: {
    readonly run?: { readonly name: string; readonly model: Uint8Array<ArrayBuffer> };
    readonly mnist: "" | ".gz";
  },
): Promise<Map<string, StudioFile>> {
  const files = new Map<string, StudioFile>();
  const add = (address: string, read: StudioFile["read"]) =>
    files.set(address, { type: TYPES[address.split(".").at(-1)!], read });
  const file = (...path: string[]) => () => Deno.readFile(join(PROJECT, ...path));
  const text = (content: string) => () => Promise.resolve(new TextEncoder().encode(content));
  add("index.html", async () => {
    const page = await Deno.readTextFile(join(PROJECT, "src", "studio", "page", "index.html"));
    return new TextEncoder().encode(page.replace("POLICY", POLICY));
  });
  for (const name of AS_THEY_ARE) add(name, file("src", "studio", "page", name));
  for await (const { name } of Deno.readDir(BUILD)) add(name, file("src", "studio", "build", name));
  for (const build of ["strict", "relaxed"]) {
    add(`kernels/${build}.wasm`, file("assembly", "build", `${build}.wasm`));
  }
  add("sources.json", async () => new TextEncoder().encode(JSON.stringify(await excerpts())));
  // Loaded when it is asked for: the exercises know much more than their titles.
  add("exercises.json", async () => {
    const { LESSON_EXERCISES } = await import("../../practice/list.ts");
    return new TextEncoder().encode(JSON.stringify(LESSON_EXERCISES));
  });
  if (run) add("model.safetensors", () => Promise.resolve(run.model));
  add("config.json", text(JSON.stringify({ run: run?.name, mnist })));
  return files;
}

/** The four files of MNIST, as they lie in Deno's cache. */
export function mnistFiles(): Map<string, StudioFile> {
  return new Map(ALL_PARTS.map((part) => [
    `mnist/${partNames[part]}`,
    {
      type: "application/octet-stream",
      read: async () => await Deno.readFile(await mnistPath(part)),
    },
  ]));
}

/** The sources that lessons show excerpts of, by their paths in the project. */
async function excerpts(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}, lessons = join(PROJECT, "lessons");
  for await (const { name } of Deno.readDir(lessons)) {
    const story = await Deno.readTextFile(join(lessons, name));
    for (const [, path] of story.matchAll(/\bfile: "([\w/]+\.ts)"/g)) {
      found[path] ??= await Deno.readTextFile(join(PROJECT, path));
    }
  }
  return found;
}
