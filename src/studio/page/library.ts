/// <reference lib="dom" />
/**
 * What is fetched once for all the parts of the page, so that they work with the network cut.
 *
 * @module
 */
import { type DatasetFiles, fetchFiles } from "./dataset.ts";

/** The dataset, the kernels, and where the scripts are. */
export class Library {
  /** The strict build. */
  readonly kernels: WebAssembly.Module;
  readonly #ending: string;
  readonly #here: URL;
  readonly #listeners = new Set<(share: number) => void>();
  #files?: Promise<DatasetFiles>;

  /** `ending` follows the names of the dataset's files. */
  constructor({ kernels, ending }: { kernels: WebAssembly.Module; ending: string }) {
    this.kernels = kernels;
    this.#ending = ending;
    this.#here = new URL(".", location.href);
  }

  /** The address of a script. */
  script(name: string): URL {
    return new URL(name, this.#here);
  }

  /** `listener` is told the share of the dataset that has come, until it calls what is returned. */
  listen(listener: (share: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Both builds. */
  async allKernels(): Promise<Record<"strict" | "relaxed", WebAssembly.Module>> {
    const response = await fetch(this.script("kernels/relaxed.wasm"));
    const relaxed = await WebAssembly.compile(await response.arrayBuffer());
    return { strict: this.kernels, relaxed };
  }

  /** Loads what else a part of the page may need later, while the dataset comes. */
  alongside: () => Promise<unknown> = () => Promise.resolve();

  /** The dataset: fetched when it is first asked for; after a failure, again. */
  files(): Promise<DatasetFiles> {
    if (this.#files) return this.#files;
    const place = { folder: this.script("mnist/"), ending: this.#ending };
    let told = 0;
    const fetched = fetchFiles(place, (share) => {
      if (share < 1 && performance.now() - told < 50) return;
      told = performance.now();
      for (const listener of this.#listeners) listener(share);
    });
    // What cannot be loaded now is asked for again by the part that needs it.
    const all = Promise.all([fetched, this.alongside().catch(() => {})]);
    this.#files = all.then(([files]) => files);
    this.#files.catch(() => this.#files = undefined);
    return this.#files;
  }
}
