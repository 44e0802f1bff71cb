import assert from "node:assert/strict";
import { encodePytorch, pytorchLines } from "../../src/export/pytorch.ts";
import { decodeSafetensors } from "../../src/safetensors/safetensors.ts";
import { assertClose } from "../assert_close.ts";
import { lacks } from "../permission.ts";
import { COUNT, digitNetwork, RECIPES } from "./digit_networks.ts";
import { pythonWith, runPython } from "./python.ts";

const NEEDS = "(needs --allow-read --allow-write --allow-env --allow-run)";
const lacking = lacks("read", "write", "env", "run");

Deno.test({
  name: `a Sequential's weights have its names, its layout and what makes it ${NEEDS}`,
  ignore: lacking,
  async fn() {
    const change = RECIPES["convolutions with padding, pooling and dense layers"];
    const { network, options } = await digitNetwork(change);
    const { tensors, metadata } = decodeSafetensors(encodePytorch(network, options));
    assert.deepEqual(Array.from(tensors, ([name, { shape }]) => [name, ...shape]), [
      ["0.weight", 3, 1, 3, 3],
      ["0.bias", 3],
      ["3.weight", 5, 3, 3, 3],
      ["3.bias", 5],
      ["8.weight", 20, 245],
      ["8.bias", 20],
      ["11.weight", 12, 20],
      ["11.bias", 12],
      ["14.weight", 10, 12],
      ["14.bias", 10],
    ]);
    assert.equal(metadata.classes, "[0,1,2,3,4,5,6,7,8,9]");
    assert.match(
      metadata.network,
      /^nn\.Sequential\(\n {4}nn\.Conv2d\(1, 3, 3, stride=1, padding=1\),/,
    );
  },
});

const python = lacking ? undefined : await pythonWith("torch");

Deno.test({
  name: `PyTorch reads a hundred digits as we do, by the lines that are printed ${
    python?.note ?? NEEDS
  }`,
  ignore: python?.path === undefined,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const scripts: string[] = [], expected: Float64Array[] = [];
      for (const [i, change] of Object.values(RECIPES).entries()) {
        const { network, images, probabilities, options } = await digitNetwork(change);
        const file = `${folder}/${i} "é".safetensors`;
        await Deno.writeFile(file, encodePytorch(network, options));
        await Deno.writeFile(`${folder}/images`, new Uint8Array(images.buffer));
        const lines = pytorchLines(network, { file, ...options });
        scripts.push(`${lines[i % 2 ? "en" : "fr"]}
images = torch.frombuffer(bytearray(open("${folder}/images", "rb").read()), dtype=torch.float32)
images = images.reshape(${COUNT}, 1, 28, 28)
with torch.no_grad():
    print(json.dumps(model(images).softmax(1).flatten().tolist()))
`);
        expected.push(probabilities);
      }
      const script = `${folder}/script.py`;
      await Deno.writeTextFile(script, scripts.join("\n"));
      const printed = (await runPython(python!.path!, ["-W", "error", script])).trim().split("\n");
      assert.equal(printed.length, expected.length);
      for (const [i, what] of Object.keys(RECIPES).entries()) {
        assertClose(JSON.parse(printed[i]), expected[i], { tolerance: 1e-5, what });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
