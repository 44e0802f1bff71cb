import assert from "node:assert/strict";
import { drawNetwork, type NetworkBlock } from "../../src/lesson/network_drawing.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { passOf } from "./sample_drawings.ts";

/** All numbers of a drawing by name; those of the loss and of what is left out, too. */
function numbers({ layers }: NetworkBlock): Map<string, number> {
  return new Map(
    layers.flatMap(({ neurons, edges }) => [...neurons, ...edges])
      .flatMap(({ numbers }) => numbers.map(({ name, value }) => [name, value] as const)),
  );
}

for (const engine of ["plain", "strict"] as const) {
  Deno.test(`drawNetwork() on ${engine} has every number of 2-2-2, from which the others follow`, () => {
    const { now, loss } = passOf([2, 2, 2], engine);
    const forward = numbers(drawNetwork(now, { direction: "forward", loss }));
    const backward = numbers(drawNetwork(now, { direction: "backward" }));
    const [f, b] = [forward, backward].map((all) => (name: string) => {
      assert.ok(all.has(name), name);
      return all.get(name)!;
    });
    const close = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a} ${b}`);
    for (const j of [0, 1]) {
      close(f(`Z1[0,${j}]`), [0, 1].reduce((z, i) => z + f(`X[0,${i}]`) * f(`W1[${i},${j}]`), 0));
      close(f(`A1[0,${j}]`), Math.max(0, f(`Z1[0,${j}]`)));
      close(f(`Z2[0,${j}]`), [0, 1].reduce((z, i) => z + f(`A1[0,${i}]`) * f(`W2[${i},${j}]`), 0));
      assert.deepEqual([f(`b1[0,${j}]`), f(`b2[0,${j}]`)], [0, 0]);
      close(b(`dZ2[0,${j}]`), b(`P[0,${j}]`) - b(`Y[0,${j}]`));
      close(b(`db2[0,${j}]`), b(`dZ2[0,${j}]`));
      close(
        b(`dA1[0,${j}]`),
        [0, 1].reduce((sum, c) => sum + b(`dZ2[0,${c}]`) * b(`W2[${j},${c}]`), 0),
      );
      close(b(`dZ1[0,${j}]`), b(`A1[0,${j}]`) > 0 ? b(`dA1[0,${j}]`) : 0);
      close(b(`db1[0,${j}]`), b(`dZ1[0,${j}]`));
      for (const i of [0, 1]) {
        close(b(`dW2[${i},${j}]`), b(`A1[0,${i}]`) * b(`dZ2[0,${j}]`));
        close(b(`dW1[${i},${j}]`), b(`X[0,${i}]`) * b(`dZ1[0,${j}]`));
      }
    }
    close(f("L"), -Math.log(f("P[0,1]")));
    assert.equal(forward.size, 2 + 4 + 6 + 4 + 6 + 1);
    assert.equal(backward.size, 2 + 4 + 8 + 8 + 8);
  });
}

Deno.test("drawNetwork() of one neuron adds up: what is not drawn is one more input", () => {
  const { now } = passOf([784, 64, 10]), neuron = 12;
  const block = drawNetwork(now, { direction: "forward", neuron });
  const [inputs, hidden, classes] = block.layers;
  const all = numbers(block);
  const shown = inputs.neurons.flatMap(({ numbers }) => numbers.map(({ name }) => name));
  assert.equal(shown.length, 4);
  const sum = shown.reduce((z, name) => {
    const pixel = /,(\d+)/.exec(name)![1];
    return z + all.get(name)! * all.get(`W1[${pixel},${neuron}]`)!;
  }, all.get("x·w")!);
  assert.ok(Math.abs(sum - now.value("Z1", 0, neuron)) < 1e-12);
  assert.deepEqual(numbersOf(inputs.neurons[4].title.en), [780]);
  assert.deepEqual(numbersOf(inputs.part!.fr), [4, 784]);
  assert.equal(hidden.edges.length, 10);
  assert.equal(classes.neurons.length, 10);
  const sizes = Array.from({ length: 784 }, (_, i) => {
    return Math.abs(now.value("X", 0, i) * now.value("W1", i, neuron));
  });
  const least = Math.min(...shown.map((name) => sizes[Number(/,(\d+)/.exec(name)![1])]));
  assert.equal(sizes.filter((size) => size >= least).length, 4, "the four largest");
});

Deno.test("drawNetwork() follows one weight, and draws a network without a hidden layer", () => {
  const { now } = passOf([2, 2, 2]);
  const { layers } = drawNetwork(now, { direction: "backward", follow: "W1[1,0]" });
  const followed = layers.flatMap(({ edges }) => edges).filter(({ followed }) => followed);
  assert.deepEqual(followed.map(({ numbers: [{ name }] }) => name), ["dW1[1,0]"]);

  const linear = drawNetwork(passOf([3, 2]).now, { direction: "forward" });
  assert.deepEqual(linear.layers.map(({ neurons }) => neurons.length), [3, 2]);
  assert.throws(
    () => drawNetwork(passOf([3, 2]).now, { direction: "forward", neuron: 1 }),
    /one neuron of 0 hidden layers/,
  );
  assert.throws(
    () => drawNetwork(passOf([784, 64, 10]).now, { direction: "forward" }),
    /50816 arrows: name a neuron/,
  );
});
