import assert from "node:assert/strict";
import {
  lbfgs,
  type LbfgsIteration,
  type LbfgsOptions,
  type LbfgsReason,
  type Objective,
} from "../../src/optim/lbfgs.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { uniform } from "../../src/random/source.ts";
import { assertClose, relativeDifference } from "../assert_close.ts";
import fc from "../fast_check.ts";

/** Every iteration, with a copy of its point and the gradient there, and why it ended. */
function minimise(objective: Objective, start: number[], options?: LbfgsOptions) {
  const path: (LbfgsIteration & { gradient: Float64Array })[] = [];
  const search = lbfgs(objective, start, options);
  for (;;) {
    const { done, value } = search.next();
    if (done) return { path, reason: value as LbfgsReason, end: path[path.length - 1] };
    const x = value.x.slice(), gradient = new Float64Array(x.length);
    objective(x, gradient);
    path.push({ ...value, x, gradient });
  }
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

/** Σ 100·(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², least at (1, …, 1). H. Rosenbrock (1960). */
const rosenbrock: Objective = (x, gradient) => {
  gradient.fill(0);
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const bend = x[i + 1] - x[i] ** 2;
    sum += 100 * bend ** 2 + (1 - x[i]) ** 2;
    gradient[i] += -400 * x[i] * bend - 2 * (1 - x[i]);
    gradient[i + 1] += 200 * bend;
  }
  return sum;
};

/** ½·Σ scaleᵢ·(xᵢ − i)², least at (0, 1, 2, …). */
const bowl = (scales: readonly number[]): Objective => (x, gradient) => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    gradient[i] = scales[i] * (x[i] - i);
    sum += 0.5 * gradient[i] * (x[i] - i);
  }
  return sum;
};

Deno.test("lbfgs() finds the minimum of a quadratic function", () => {
  const scales = [1, 1000, 3, 0.01, 50];
  const { end, reason } = minimise(bowl(scales), [9, 9, 9, 9, 9], {
    tolerance: 1e-10,
    decrease: 0,
  });
  assert.equal(reason, "gradient");
  assertClose(end.x, [0, 1, 2, 3, 4], { tolerance: 1e-7 });
});

Deno.test("lbfgs() finds the minimum of Rosenbrock's function, in 2 and in 20 dimensions", () => {
  const start = Array.from({ length: 20 }, (_, i) => i % 2 === 0 ? -1.2 : 1);
  for (const [dimensions, limit] of [[2, 60], [20, 200]]) {
    const { end } = minimise(rosenbrock, start.slice(0, dimensions), {
      tolerance: 1e-9,
      decrease: 0,
    });
    assertClose(end.x, new Float64Array(dimensions).fill(1), { tolerance: 1e-8 });
    assert.ok(end.evaluations < limit, `${end.evaluations} evaluations`);
  }
});

Deno.test("lbfgs() takes only steps that meet the strong Wolfe conditions", () => {
  const starts = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
    minLength: 2,
    maxLength: 8,
  });
  /** Not convex: a bowl with waves in it. */
  const waves: Objective = (x, gradient) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) {
      sum += 0.1 * x[i] ** 2 + Math.sin(3 * x[i] + i);
      gradient[i] = 0.2 * x[i] + 3 * Math.cos(3 * x[i] + i);
    }
    return sum;
  };
  fc.assert(
    fc.property(starts, fc.constantFrom(rosenbrock, waves), (start, objective) => {
      const { path } = minimise(objective, start, { tolerance: 1e-4, history: 3 });
      assert.ok(path[path.length - 1].gradientNorm <= 1e-4);
      for (let k = 1; k < path.length; k++) {
        const from = path[k - 1], to = path[k];
        const s = to.x.map((value, i) => value - from.x[i]);
        const before = dot(from.gradient, s), after = dot(to.gradient, s);
        const rounding = 1e-9 * (1 + Math.abs(from.objective));
        assert.ok(to.objective <= from.objective + 1e-4 * before + rounding, `decrease, step ${k}`);
        assert.ok(Math.abs(after) <= 0.9 * Math.abs(before) + rounding, `curvature, step ${k}`);
        assert.ok(before < 0);
      }
    }),
    { numRuns: 200 },
  );
});

/**
 * −H·g with H the whole matrix, made by the BFGS formula (Numerical Optimization, 6.17) from γ·P and
 * the last `history` steps of a path.
 */
function denseDirection(
  path: ReturnType<typeof minimise>["path"],
  { k, history, diagonal }: { k: number; history: number; diagonal: readonly number[] },
): number[] {
  const n = path[k].x.length, oldest = Math.max(0, k - history);
  const steps = path.slice(oldest, k).map((from, i) => {
    const to = path[oldest + i + 1];
    return {
      s: Array.from(to.x, (value, j) => value - from.x[j]),
      y: Array.from(to.gradient, (value, j) => value - from.gradient[j]),
    };
  });
  const last = steps[steps.length - 1];
  const gamma = last
    ? dot(last.s, last.y) / dot(last.y, last.y.map((value, i) => diagonal[i] * value))
    : 1;
  let h = diagonal.map((value, i) => diagonal.map((_, j) => i === j ? gamma * value : 0));
  for (const { s, y } of steps) {
    const rho = 1 / dot(s, y);
    const left = s.map((si, i) => y.map((yj, j) => (i === j ? 1 : 0) - rho * si * yj));
    const product = left.map((row) => h[0].map((_, j) => dot(row, h.map((line) => line[j]))));
    h = product.map((row, i) => left.map((other, j) => dot(row, other) + rho * s[i] * s[j]));
  }
  return Array.from({ length: n }, (_, i) => -dot(h[i], path[k].gradient));
}

for (const history of [0, 1, 3, 10]) {
  for (const diagonal of [[1, 1, 1, 1], [1, 20, 0.3, 5]]) {
    Deno.test(`lbfgs() goes where the BFGS matrix of ${history} steps says, P = ${diagonal}`, () => {
      const precondition = (vector: Float64Array) => {
        for (let i = 0; i < vector.length; i++) vector[i] *= diagonal[i];
      };
      const start = [-1.2, 1, 0.7, -0.4];
      const { path } = minimise(rosenbrock, start, { history, precondition, iterations: 14 });
      for (let k = 0; k + 1 < path.length; k++) {
        const s = Array.from(path[k + 1].x, (value, i) => value - path[k].x[i]);
        const direction = denseDirection(path, { k, history, diagonal });
        const step = dot(s, direction) / dot(direction, direction);
        assert.ok(step > 0);
        const expected = direction.map((value) => step * value);
        assert.ok(relativeDifference(s, expected) < 1e-6, `iteration ${k + 1}`);
      }
    });
  }
}

Deno.test("lbfgs() needs one step where the preconditioner is the inverse Hessian", () => {
  const scales = [1, 100, 10_000];
  const precondition = (vector: Float64Array) => {
    for (let i = 0; i < vector.length; i++) vector[i] /= scales[i];
  };
  const { end } = minimise(bowl(scales), [0.1, 1.01, 2.0001], { precondition });
  assert.equal(end.iteration, 1);
});

Deno.test("lbfgs() counts iterations and evaluations, and leaves the start as it is", () => {
  let calls = 0;
  const counted: Objective = (x, gradient) => {
    calls++;
    return rosenbrock(x, gradient);
  };
  const start = Object.freeze([-1.2, 1]);
  let expected = 0;
  for (const { iteration, evaluations, gradientNorm, objective, x } of lbfgs(counted, start)) {
    assert.equal(iteration, expected++);
    assert.equal(evaluations, calls);
    const gradient = new Float64Array(2);
    assert.equal(objective, rosenbrock(x, gradient));
    assert.equal(gradientNorm, Math.max(...gradient.map(Math.abs)));
  }
});

Deno.test("lbfgs() stops for the reason that it gives", () => {
  const start = [-1.2, 1];
  const enough = minimise(rosenbrock, start, { iterations: 7 });
  assert.deepEqual([enough.reason, enough.end.iteration], ["iterations", 7]);

  const flat = minimise(rosenbrock, start, { tolerance: 1e-2 });
  assert.equal(flat.reason, "gradient");
  const norms = flat.path.map(({ gradientNorm }) => gradientNorm);
  assert.deepEqual(norms.map((norm) => norm <= 1e-2), norms.map((_, i) => i === norms.length - 1));

  const slow = minimise(rosenbrock, start, { tolerance: 0, decrease: 1e-2 });
  assert.equal(slow.reason, "decrease");
  const gains = slow.path.slice(1).map(({ objective }, i) => {
    const before = slow.path[i].objective;
    return (before - objective) / Math.max(before, objective, 1);
  });
  assert.deepEqual(gains.map((gain) => gain <= 1e-2), gains.map((_, i) => i === gains.length - 1));

  const there = minimise(bowl([1, 1]), [0, 1]);
  assert.deepEqual([there.reason, there.path.length], ["gradient", 1]);
});

Deno.test("lbfgs() says that it found nothing lower where the gradient is wrong", () => {
  const wrong: Objective = (x, gradient) => {
    const value = bowl([1, 1])(x, gradient);
    for (let i = 0; i < gradient.length; i++) gradient[i] *= -1;
    return value;
  };
  const { reason, path } = minimise(wrong, [5, 5]);
  assert.equal(reason, "line-search");
  assert.deepEqual([path.length, ...path[0].x], [1, 5, 5]);
});

Deno.test("lbfgs() goes on from the gradient alone where a direction fails", () => {
  let calls = 0;
  const path: LbfgsIteration[] = [];
  const spoilt: Objective = (x, gradient) => {
    const value = rosenbrock(x, gradient);
    calls++;
    return calls > 10 && calls <= 40 ? NaN : value; // as many as a line search looks at
  };
  for (const at of lbfgs(spoilt, [-1.2, 1])) path.push({ ...at, x: at.x.slice() });
  const failed = path.findIndex(({ evaluations }) => evaluations > 40);
  assert.ok(path[failed - 1].evaluations <= 10);
  const gradient = new Float64Array(2), { x } = path[failed - 1];
  rosenbrock(x, gradient);
  const s = path[failed].x.map((value, i) => value - x[i]);
  assertClose([s[0] * gradient[1] - s[1] * gradient[0]], [0], { tolerance: 1e-12 });
  assertClose(path[path.length - 1].x, [1, 1], { tolerance: 1e-4 });
});

Deno.test("lbfgs() keeps clear of where the objective is not a number", () => {
  const barrier: Objective = (x, gradient) => {
    gradient[0] = 1 - 1 / x[0];
    return x[0] - Math.log(x[0]); // NaN below 0
  };
  for (const start of [1e-6, 0.1, 30, 1e6]) {
    const { end } = minimise(barrier, [start], { tolerance: 1e-8, decrease: 0 });
    assertClose(end.x, [1], { tolerance: 1e-6 });
  }
});

Deno.test("lbfgs() refuses a start where the objective or its gradient is not finite", () => {
  const cases: [number, number][] = [[NaN, 1], [Infinity, 1], [1, NaN], [1, -Infinity]];
  for (const [value, slope] of cases) {
    const objective: Objective = (_, gradient) => {
      gradient[0] = slope;
      return value;
    };
    assert.throws(() => minimise(objective, [0]), RangeError);
  }
});

Deno.test("lbfgs() gives the same path each time", () => {
  const random = new Xoshiro128(5);
  const start = Array.from({ length: 6 }, () => uniform(random) * 4 - 2);
  const [a, b] = [minimise(rosenbrock, start), minimise(rosenbrock, start)];
  assert.deepEqual(a, b);
});
