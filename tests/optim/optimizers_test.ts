import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { type Engine, ENGINE_NAMES } from "../../src/engine/engine.ts";
import { finiteDifference } from "../../src/nn/finite_difference.ts";
import type { Parameter } from "../../src/nn/layer.ts";
import { relativeError } from "../../src/nn/relative_error.ts";
import { L2 } from "../../src/optim/l2.ts";
import {
  makeOptimizer,
  OPTIMIZER_NAMES,
  type OptimizerChoice,
  type OptimizerName,
} from "../../src/optim/optimizers.ts";
import { Sgd } from "../../src/optim/sgd.ts";
import { assertClose } from "../assert_close.ts";
import { randomNetwork } from "../nn/random_network.ts";
import reference from "./torch_reference.json" with { type: "json" };

/** A weight of 3 by 5 and a bias of 5, with the values that PyTorch started from. */
function parametersOf(engine: Engine): Parameter[] {
  const parameters = [["weight", 3], ["bias", 1]].map(([name, rows]) => ({
    name: `dense1.${name}`,
    value: engine.matrix(Number(rows), 5),
    gradient: engine.matrix(Number(rows), 5),
  }));
  write(parameters, "value", reference.start);
  return parameters;
}

function write(parameters: Parameter[], to: "value" | "gradient", values: number[]): void {
  parameters[0][to].data.set(values.slice(0, 15));
  parameters[1][to].data.set(values.slice(15));
}

const valuesOf = (parameters: readonly Parameter[]) => parameters.flatMap((p) => [...p.value.data]);

/** Takes the steps of PyTorch from one to before another. */
function* steps(parameters: Parameter[], { choice, engine, from = 0, restore }: {
  choice: OptimizerChoice;
  engine: Engine;
  from?: number;
  restore?: (optimizer: ReturnType<typeof makeOptimizer>) => void;
}) {
  const optimizer = makeOptimizer(engine, parameters, choice);
  restore?.(optimizer);
  for (let step = from; step < reference.rates.length; step++) {
    write(parameters, "gradient", reference.gradients[step]);
    optimizer.step(reference.rates[step]);
    yield { step, optimizer };
  }
}

for (const name of ENGINE_NAMES) {
  const tolerance = name === "plain" ? 1e-12 : 1e-6;

  for (const { optimizer, l2, constants, after } of reference.runs) {
    const choice = { ...constants, optimizer: optimizer as OptimizerName, l2 };
    const what = `${optimizer} ${JSON.stringify({ ...constants, l2 })}`;
    Deno.test(`${what} takes the twenty steps of PyTorch (${name})`, () => {
      const engine = createEngine(name), parameters = parametersOf(engine);
      for (const { step } of steps(parameters, { choice, engine })) {
        assertClose(valuesOf(parameters), after[step], { tolerance, what: `step ${step + 1}` });
      }
      const [first] = parametersOf(engine)[1].value.data;
      assert.equal(parameters[1].value.data[0], first, "a gradient of zeros moves no bias");
    });

    Deno.test(`${what} goes on from a saved state to the same bits (${name})`, () => {
      const engine = createEngine(name), whole = parametersOf(engine), parts = parametersOf(engine);
      for (const _ of steps(whole, { choice, engine }));
      for (const { step, optimizer } of steps(parts, { choice, engine })) {
        if (step < 6) continue;
        const { matrices, numbers } = optimizer.state;
        const saved = [...matrices].map(([key, { data }]) => [key, data.slice()] as const);
        const json = JSON.stringify(numbers);
        const restore = (other: typeof optimizer) => {
          for (const [key, data] of saved) other.state.matrices.get(key)!.data.set(data);
          Object.assign(other.state.numbers, JSON.parse(json));
        };
        for (const _ of steps(parts, { choice, engine, from: 7, restore }));
        break;
      }
      assert.deepEqual(valuesOf(parts), valuesOf(whole));
    });
  }

  Deno.test(`every optimiser steps alike with gradients that were read and that were not (${name})`, () => {
    for (const optimizer of OPTIMIZER_NAMES) {
      const [untouched, read] = [false, true].map((reads) => {
        const engine = createEngine(name);
        const from = { sizes: [5, 4, 3], rows: 6, seed: 3, activation: "relu" } as const;
        const { network, batch } = randomNetwork(engine, { ...from, initialisation: "he" });
        const chosen = makeOptimizer(engine, network.parameters, { optimizer, l2: 0.01 });
        for (let step = 0; step < 3; step++) {
          network.forward(batch);
          network.backward();
          if (reads) { for (const { gradient } of network.parameters) void gradient.data[0]; }
          chosen.step(0.01);
        }
        return valuesOf(network.parameters);
      });
      assert.ok(untouched.every(Number.isFinite));
      assert.deepEqual(untouched, read, optimizer);
    }
  });
}

Deno.test("a state names what is remembered of each parameter", () => {
  const engine = createEngine("plain");
  const keys = (optimizer: OptimizerName, l2 = 0) => {
    const { matrices, numbers } = makeOptimizer(engine, parametersOf(engine), { optimizer, l2 })
      .state;
    return [...matrices.keys(), ...Object.keys(numbers)];
  };
  assert.deepEqual(keys("sgd"), []);
  assert.deepEqual(keys("nesterov", 0.1), ["dense1.weight.velocity", "dense1.bias.velocity"]);
  assert.deepEqual(keys("adamw", 0.1), [
    ...["dense1.weight.m", "dense1.weight.v", "dense1.bias.m", "dense1.bias.v"],
    ...["beta1Power", "beta2Power"],
  ]);
});

Deno.test("L2 adds the gradient of its penalty: below 1e-7 from a finite difference", () => {
  const engine = createEngine("plain");
  const { network, batch } = randomNetwork(engine, {
    ...{ sizes: [6, 5, 4], rows: 5, seed: 4 },
    ...{ activation: "tanh", initialisation: "xavier" },
  });
  const { parameters } = network;
  const penalised = new L2(engine, parameters, { optimizer: new Sgd(engine, parameters), l2: 0.3 });
  const loss = () => network.forward(batch).loss + penalised.penalty();
  const bare = network.forward(batch).loss;
  assert.ok(penalised.penalty() > 0.1 && loss() > bare, "there is something to find");
  network.backward();
  penalised.addGradient();
  for (const { name, value, gradient } of parameters) {
    const { rows, columns } = value, backward = [...gradient.data];
    const numeric = backward.map((_, i) => {
      const at = { row: Math.floor(i / columns), column: i % columns, epsilon: 1e-5, loss };
      return finiteDifference(value, at).slope;
    });
    const error = relativeError(backward, numeric);
    assert.ok(error < 1e-7, `${name} (${rows}, ${columns}): ${error}`);
  }
});
