/**
 * Who is compared: a line of the table each.
 *
 * @module
 */

/** The words of `--only`. */
export const PEER_KEYS = ["numpy", "pytorch", "tfjs", "brainjs"] as const;
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
  /** What the runner is to do, where it knows several ways. */
  readonly variant: string;
  /** The threads that it is told to use. */
  readonly threads: number;
  /** The first so many training images only, for those that would take minutes. */
  readonly images: number;
  /** The Python module that it needs; without it, the runner is for Deno. */
  readonly module?: string;
  /** The command that installs it. */
  readonly install: string;
  /** The command of Debian and its kin, whose pip refuses to install. */
  readonly debian?: string;
}

/** All the training images of MNIST. */
const ALL = 60_000;
/** A hundred batches: some seconds for the slowest. */
const FEW = 6_400;

const ardoise = {
  name: "Ardoise",
  key: "ardoise",
  runner: "run_ardoise.ts",
  variant: "strict",
  images: ALL,
  install: "",
} satisfies Omit<Peer, "threads">;

const numpy = {
  key: "numpy",
  runner: "run_numpy.py",
  module: "numpy",
  images: ALL,
  install: "python3 -m pip install numpy",
  debian: "apt install python3-numpy libopenblas0-pthread",
} satisfies Partial<Peer>;

const pytorch = {
  name: "PyTorch",
  key: "pytorch",
  runner: "run_pytorch.py",
  variant: "float32",
  module: "torch",
  images: ALL,
  install: "python3 -m pip install torch",
  debian: "apt install python3-torch libopenblas0-pthread",
} satisfies Partial<Peer>;

/** The packages that run_tfjs.ts imports. */
export const TFJS_PACKAGES = {
  main: "npm:@tensorflow/tfjs@4.22.0",
  wasm: "npm:@tensorflow/tfjs-backend-wasm@4.22.0",
} as const;

const tfjs = {
  key: "tfjs",
  runner: "run_tfjs.ts",
  install: `deno cache --lock=deno.lock ${Object.values(TFJS_PACKAGES).join(" ")}`,
} satisfies Partial<Peer>;

/** The package that run_brain.ts imports. */
export const BRAIN_PACKAGE = "npm:brain.js@1.6.1";

/** Ardoise with one thread and with two. */
export const REFERENCES: readonly Peer[] = [
  { ...ardoise, threads: 1 },
  { ...ardoise, threads: 2 },
];

/** What Ardoise is compared with. */
export const PEERS: readonly Peer[] = [
  { ...numpy, name: "NumPy float32", variant: "float32", threads: 1 },
  { ...numpy, name: "NumPy float32", variant: "float32", threads: 2 },
  { ...numpy, name: "NumPy float64", variant: "float64", threads: 1 },
  { ...numpy, name: "NumPy float64", variant: "float64", threads: 2 },
  { ...pytorch, threads: 1 },
  { ...pytorch, threads: 2 },
  { ...tfjs, name: "TensorFlow.js WASM", variant: "wasm", threads: 1, images: ALL },
  { ...tfjs, name: "TensorFlow.js WASM", variant: "wasm", threads: 2, images: ALL },
  { ...tfjs, name: "TensorFlow.js CPU", variant: "cpu", threads: 1, images: FEW },
  {
    name: "brain.js",
    key: "brainjs",
    runner: "run_brain.ts",
    variant: "sigmoid",
    threads: 1,
    images: FEW,
    install: `deno cache --lock=deno.lock ${BRAIN_PACKAGE}`,
  },
];
