import assert from "node:assert/strict";
import { estimateMean, studentT } from "../../src/train/confidence.ts";
import { assertClose } from "../assert_close.ts";

Deno.test("studentT() is that of SciPy", () => {
  // python3 -c 'from scipy.stats import t; print([t.ppf(.975, k) for k in (1, 2, 3, 4, 9, 10, 29, 999)])'
  const scipy = [
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [3, 3.1824463052837078],
    [4, 2.7764451051977934],
    [9, 2.262157162798205],
    [10, 2.228138851986274],
    [29, 2.045229642132703],
    [999, 1.9623414611334493],
  ];
  assertClose(scipy.map(([freedom]) => studentT(freedom)), scipy.map(([, t]) => t), {
    tolerance: 1e-12,
  });
  for (const freedom of [0, -1, 1.5, NaN]) assert.throws(() => studentT(freedom), RangeError);
});

Deno.test("estimateMean() gives mean, deviation and the margin of the 95 % interval", () => {
  // python3: x = [.9766, .9751, .9772, .976, .9763]; t.interval(.95, 4, np.mean(x), sem(x)), np.std(x, ddof=1)
  const { count, mean, deviation, margin } = estimateMean([0.9766, 0.9751, 0.9772, 0.976, 0.9763]);
  assertClose([count, mean, deviation!, margin!], [
    5,
    0.97624,
    0.0007765307463326895,
    0.0009641902712196337,
  ], { tolerance: 1e-12 });
  assert.deepEqual(estimateMean([0.5, 0.5]), { count: 2, mean: 0.5, deviation: 0, margin: 0 });
  assert.deepEqual(estimateMean([0.5]), { count: 1, mean: 0.5 });
  assert.throws(() => estimateMean([]), RangeError);
});
