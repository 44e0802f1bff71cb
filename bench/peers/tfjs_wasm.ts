/**
 * The WebAssembly backend of TensorFlow.js, with SIMD and the threads that are asked for.
 *
 * TensorFlow.js takes Deno for Node.js, and leaves its threads off there
 * (https://github.com/tensorflow/tfjs/issues/3830): its workers are classic scripts at a blob's
 * address. So that it has them as in a browser, its workers are made here, from its own two scripts.
 *
 * @module
 */
import os from "node:os";
import workerThreads from "node:worker_threads";
import type { Text } from "../../src/errors.ts";

/** What is used of @tensorflow/tfjs-backend-wasm. */
export interface WasmBackend {
  /** Asks for so many threads, before the backend starts. */
  setThreadsCount(threads: number): void;
  /** The threads that it has, once it has started. */
  getThreadsCount(): number;
}

/** What is used of @tensorflow/tfjs to choose a backend. */
export interface Backends {
  /** Its settings. */
  env(): { set(flag: string, value: boolean): void };
  /** Starts a backend and uses it; false where it does not start. */
  setBackend(name: string): Promise<boolean>;
}

/** Makes it the backend in use; tells the threads that it has, and what there is to know of them. */
export async function startWasm(
  wasm: WasmBackend,
  { tf, threads, specifier }: { tf: Backends; threads: number; specifier: string },
): Promise<{ threads: number; note?: Text }> {
  if (threads > 1) {
    await giveWorkers(specifier);
    // It takes half of the processors at most, as if each were one of two on the same core.
    const processors = os.cpus().length;
    os.cpus = () => Array(Math.max(processors, 2 * threads)).fill({ model: "", speed: 0 });
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", true);
    wasm.setThreadsCount(threads);
  }
  if (!await tf.setBackend("wasm")) throw new Error("the WebAssembly backend did not start");
  const note = {
    en:
      "SIMD and threads on; it leaves threads off outside browsers, and bench/peers/tfjs_wasm.ts " +
      "makes its workers",
    fr:
      "SIMD et fils actifs\u00a0; il s’en passe hors des navigateurs, et bench/peers/tfjs_wasm.ts " +
      "crée ses fils",
  };
  return threads > 1 ? { threads: wasm.getThreadsCount(), note } : { threads: 1 };
}

/** Puts modules of Deno in place of the worker threads of Node.js that it wants to start. */
async function giveWorkers(specifier: string): Promise<void> {
  const build = `${specifier}/wasm-out/tfjs-backend-wasm-threaded-simd`;
  await import(`${specifier}/package.json`, { with: { type: "json" } });
  const script = await Deno.readTextFile(new URL(import.meta.resolve(`${build}.js`)));
  const { default: { wasmWorkerContents } } = await import(`${build}.worker.js`);
  // Without `process` the scripts behave as in a browser; line feeds are kept as TensorFlow.js does.
  const source = `delete globalThis.process;
    globalThis.importScripts = () => (0, eval)(${JSON.stringify(script)});
    (0, eval)(${JSON.stringify(wasmWorkerContents.replaceAll("\n", "\\n"))});`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));

  class ModuleWorker extends Worker {
    constructor() {
      super(url, { type: "module" });
    }
    // What a worker of Node.js has besides; messages come through `onmessage`, which is set too.
    on() {}
    ref() {}
    unref() {}
    // A blob cannot be sent to a worker of Deno; this one has the script already.
    override postMessage(message: { urlOrBlob?: unknown }) {
      super.postMessage("urlOrBlob" in message ? { ...message, urlOrBlob: "" } : message);
    }
  }
  Object.assign(workerThreads, { Worker: ModuleWorker });
}
