/**
 * Who is compared: a line of the table each.
 *
 * @module
 */

/** The words of `--only`. */
export const PEER_KEYS = ["numpy", "pytorch", "tfjs"] as const;
/** A word of `--only`. */
export type PeerKey = typeof PEER_KEYS[number];

/** One way to run one library. */
export interface Peer {
  /** Its name in the table. */
  readonly name: string;
  /** What `--only` calls it; Ardoise always runs. */
  readonly key: PeerKey | "ardoise";
  /** The file of this folder that trains it. */
  readonly runner: string;
  /** Which backend the runner is to use, where there are several. */
  readonly backend?: string;
  /** The threads that it is told to use. */
  readonly threads: number;
  /** The first so many training images only, for those that would take minutes. */
  readonly images: number;
  /** The Python module that it needs; without it, the runner is for Deno. */
  readonly module?: string;
  /** The command that installs that module. */
  readonly install?: string;
}

/** All the training images of MNIST. */
const ALL = 60_000;
/** A hundred batches: some seconds for the slowest. Of convolutions, two. */
const FEW = 6_400, FEWER = 128;

/** The packages that run_tfjs.ts imports. */
export const TFJS_PACKAGES = {
  main: "npm:@tensorflow/tfjs@4.22.0",
  wasm: "npm:@tensorflow/tfjs-backend-wasm@4.22.0",
} as const;

/** Ardoise, which computes on one thread. */
export const ARDOISE: Peer = {
  name: "Ardoise",
  key: "ardoise",
  runner: "run_ardoise.ts",
  threads: 1,
  images: ALL,
};

const numpy = {
  name: "NumPy float32",
  key: "numpy",
  runner: "run_numpy.py",
  module: "numpy",
  images: ALL,
  install: "python3 -m pip install numpy (Debian: apt install python3-numpy libopenblas0-pthread)",
} satisfies Partial<Peer>;

const pytorch = {
  name: "PyTorch",
  key: "pytorch",
  runner: "run_pytorch.py",
  module: "torch",
  images: ALL,
  install: "python3 -m pip install torch (Debian: apt install python3-torch libopenblas0-pthread)",
} satisfies Partial<Peer>;

// Its threads are for browsers only: https://github.com/tensorflow/tfjs/issues/3830
const tfjs = { key: "tfjs", runner: "run_tfjs.ts", threads: 1 } satisfies Partial<Peer>;

/**
 * What Ardoise is compared with: one thread, and as many as there are cores where a library can. NumPy
 * has no convolution.
 */
export function peersOn(cores: number, { convolutional = false } = {}): Peer[] {
  const counts = cores > 1 ? [1, cores] : [1];
  return [
    ...(convolutional ? [] : counts.map((threads) => ({ ...numpy, threads }))),
    ...counts.map((threads) => ({ ...pytorch, threads })),
    { ...tfjs, name: "TensorFlow.js WASM", backend: "wasm", images: ALL },
    { ...tfjs, name: "TensorFlow.js CPU", backend: "cpu", images: convolutional ? FEWER : FEW },
  ];
}

/** Its name, with its threads. */
export function named({ name, threads }: Peer): string {
  return `${name} (${threads})`;
}
