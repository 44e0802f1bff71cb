/**
 * ONNX Runtime, on its WebAssembly build. Not a literal in the import below, so that Deno downloads it only
 * where it is used; for the same reason, what is used of its types is written here.
 */
const ONNX_RUNTIME = "npm:onnxruntime-web@1.30.0/wasm";

interface Values {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A model that can be run. */
interface InferenceSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Record<string, Values>): Promise<Record<string, Values>>;
  release(): Promise<void>;
}

/** What is used of onnxruntime-web. */
interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly InferenceSession: { create(bytes: Uint8Array): Promise<InferenceSession> };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => Values;
}

/** What ONNX Runtime makes of a file with one input and one output. */
export interface OnnxReading {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly outputs: Values;
}

/** Runs an ONNX file on one input of this shape. */
export async function runOnnx(
  bytes: Uint8Array,
  { data, shape }: { data: Float32Array; shape: readonly number[] },
): Promise<OnnxReading> {
  const { env, InferenceSession, Tensor }: OnnxRuntime = await import(ONNX_RUNTIME);
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(bytes);
  const { inputNames, outputNames } = session;
  const outputs = await session.run({ [inputNames[0]]: new Tensor("float32", data, shape) });
  await session.release();
  return { inputNames, outputNames, outputs: outputs[outputNames[0]] };
}
