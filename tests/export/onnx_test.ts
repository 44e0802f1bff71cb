import assert from "node:assert/strict";
import { encodeOnnx } from "../../src/export/onnx.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { COUNT, digitNetwork, RECIPES } from "./digit_networks.ts";
import { runOnnx } from "./onnx_runtime.ts";
import { pythonWith, runPython } from "./python.ts";

const NEEDS = "(needs --allow-read --allow-write --allow-env --allow-run)";
const lacking = lacks("read", "write", "env", "run");

for (const [what, change] of Object.entries(RECIPES)) {
  Deno.test({
    name: `ONNX Runtime reads a hundred digits as we do: ${what} ${NEEDS}`,
    ignore: lacking,
    async fn() {
      const { network, images, probabilities, options } = await digitNetwork(change);
      const bytes = encodeOnnx(network, { name: "digits", ...options });
      const found = await runOnnx(bytes, { data: images, shape: [COUNT, 1, 28, 28] });
      assert.deepEqual([found.inputNames, found.outputNames], [["images"], ["probabilities"]]);
      assert.deepEqual([...found.outputs.dims], [COUNT, 10]);
      assertClose(found.outputs.data, probabilities, { tolerance: 1e-5 });
      const one = await runOnnx(bytes, { data: images.slice(0, 784), shape: [1, 1, 28, 28] });
      assertClose(one.outputs.data, probabilities.subarray(0, 10), { tolerance: 1e-5 });
    },
  });
}

/** Checks files and shapes as ONNX does, and tells what the last one says of itself. */
const CHECK = `import json, sys, onnx
for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
def shape(value):
    return [d.dim_param or d.dim_value for d in value.type.tensor_type.shape.dim]
print(json.dumps({
    "ir": model.ir_version, "opset": [o.version for o in model.opset_import],
    "metadata": {p.key: p.value for p in model.metadata_props},
    "input": shape(model.graph.input[0]), "output": shape(model.graph.output[0]),
    "operators": [node.op_type for node in model.graph.node],
    "weights": {t.name: list(t.dims) for t in model.graph.initializer},
}))`;

const python = lacking ? undefined : await pythonWith("onnx");

Deno.test({
  name: `ONNX's own checker accepts every network ${python?.note ?? NEEDS}`,
  ignore: python?.path === undefined,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const paths: string[] = [];
      for (const [i, change] of Object.values(RECIPES).entries()) {
        const { network, options } = await digitNetwork(change);
        paths.push(`${folder}/${i}.onnx`);
        const labels = options.labels.map((label) => label + 1);
        await Deno.writeFile(paths[i], encodeOnnx(network, { name: "é", ...options, labels }));
      }
      assert.deepEqual(JSON.parse(await runPython(python!.path!, ["-c", CHECK, ...paths])), {
        ir: 7,
        opset: [13],
        metadata: { classes: "[1,2,3,4,5,6,7,8,9,10]" },
        input: ["N", 1, 28, 28],
        output: ["N", 10],
        operators: ["Conv", "MaxPool", "Flatten", "Gemm", "Softmax"],
        weights: {
          "conv1.weight": [5, 1, 4, 4],
          "conv1.bias": [5],
          "dense1.weight": [10, 20],
          "dense1.bias": [10],
        },
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
