import assert from "node:assert/strict";
import { Dropout } from "../../src/nn/dropout.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { assertClose } from "../assert_close.ts";
import { ENGINES } from "../engine/guarded.ts";

for (const { name, engine, tolerance } of ENGINES) {
  const make = (rate = 0.3) => new Dropout(engine, { size: 1000, rate, random: new Xoshiro128(3) });
  const inputs = engine.matrix(4, 1000);
  inputs.data.fill(2);

  Deno.test(`Dropout drops its share in training, and the rest makes up for it (${name})`, () => {
    const layer = make();
    assert.deepEqual(layer.description, {
      kind: "dropout",
      inputs: 1000,
      outputs: 1000,
      rate: 0.3,
    });
    assert.throws(() => layer.backward(inputs), /^TypeError: backward\(\) follows forward\(\)$/);
    const outputs = [...layer.forward(inputs).data];
    const dropped = outputs.filter((x) => x === 0).length / 4000;
    assert.ok(Math.abs(dropped - 0.3) < 0.03, `${dropped}`);
    assertClose(outputs, outputs.map((x) => x && 2 / 0.7), { tolerance });
    assert.deepEqual([...layer.backward(inputs).data], outputs, "the same mask backward");
    assert.notDeepEqual([...layer.forward(inputs).data], outputs, "another mask");
    assert.ok(inputs.data.every((x) => x === 2));
  });

  Deno.test(`Dropout does nothing in evaluation, and draws nothing (${name})`, () => {
    const layer = make(), { state } = layer.random;
    layer.mode = "evaluation";
    assert.equal(layer.forward(inputs), inputs);
    assert.equal(layer.backward(inputs), inputs);
    assert.deepEqual(layer.random.state, state);
  });

  Deno.test(`Dropout goes on from a state that was saved (${name})`, () => {
    const [layer, other] = [make(), make()];
    layer.forward(inputs);
    other.random.state = layer.random.state;
    assert.deepEqual([...other.forward(inputs).data], [...layer.forward(inputs).data]);
    assert.deepEqual([...make(0).forward(inputs).data], [...inputs.data], "a rate of 0");
  });
}

Deno.test("Dropout refuses a rate that is not from 0 to below 1", () => {
  const [{ engine }] = ENGINES;
  for (const rate of [1, -0.1, NaN, 2]) {
    const make = () => new Dropout(engine, { size: 3, rate });
    const message = `dropout must be a share from 0 to below 1: found ${rate}`;
    assert.throws(make, new RangeError(message));
  }
});
