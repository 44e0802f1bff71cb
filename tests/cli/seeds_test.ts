import assert from "node:assert/strict";
import { comparison, signedPoints, summary } from "../../src/cli/seeds_report.ts";
import { lacks } from "../permission.ts";
import { NEEDS, run } from "./task.ts";

const ignore = lacks("read", "run");
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const SAMPLE = "--data data/sample --batch 10 --hidden 16 --epochs 4 --count 3".split(" ");

Deno.test("summary() says the mean with its interval; of one seed, there is none", () => {
  // 0.97, 0.98, 0.99: deviation 0.01, margin 4.303 · 0.01 / √3 = 0.0248
  const { en, fr } = summary([0.97, 0.98, 0.99], "en");
  assert.equal(
    plain(en),
    "seeds: 3, mean 98.000 % (95 % interval: 95.52 % to 100.48 %), deviation 1.00 (points), " +
      "minimum 97.00 %, maximum 99.00 %",
  );
  assert.match(plain(fr), /^graines : 3, moyenne .* \(intervalle à 95 % : de .* écart type/);
  assert.match(plain(summary([0.97], "en").en), /^seeds: 1, mean 97.000 %, deviation – /);
});

Deno.test("signedPoints() has a sign, except for zero", () => {
  const found = [0.0027, -0.0027, 0, 0.00001, -0.00001].map((share) => signedPoints(share, "en"));
  assert.deepEqual(found, ["+0.27", "−0.27", "0.00", "0.00", "0.00"]);
  assert.equal(signedPoints(0.0027, "fr"), "+0,27");
});

Deno.test("comparison() pairs the seeds, and calls one better only where the interval leaves zero out", () => {
  const b = [0.91, 0.95, 0.96], a = [0.9, 0.94, 0.95]; // far apart by seed, near each other in a pair
  const pairs = (a: number[], b: number[]) => a.map((x, i) => [x, b[i]] as const);
  const say = (a: number[], b: number[]) => plain(comparison(pairs(a, b), "en").en);
  assert.equal(say(a, b), "B − A: +1.00 points (95 % interval: +1.00 to +1.00); B reads better");
  assert.match(say(b, a), /−1\.00.*; A reads better$/);
  assert.match(say(a, [0.91, 0.93, 0.96]), /; zero lies within: neither can be called better$/);
  assert.equal(say([0.9], [0.91]), "B − A: +1.00 points; one seed cannot tell merit from luck");
  assert.match(plain(comparison(pairs(a, b), "fr").fr), /intervalle à 95 % : .* ; B lit mieux$/);
});

Deno.test({
  name: `seeds --compare trains two recipes with the same seeds, on validation images ${NEEDS}`,
  ignore,
  fn: async () => {
    const validated = [...SAMPLE, "--validation", "30"];
    const [alone, wide, both] = await Promise.all([
      run("seeds", validated),
      run("seeds", [...validated.slice(0, 4), "--hidden", "40", ...validated.slice(6)]),
      run("seeds", [...validated, "--compare", "--hidden 40"]),
    ]);
    for (const { code, err } of [alone, wide, both]) assert.deepEqual([code, err], [0, ""]);
    const shares = (out: string) =>
      [...plain(out).matchAll(/^seed (\d+): ([\d.]+ %) \(\d+ \/ 30\)$/gm)].map(([, ...of]) => of);
    assert.deepEqual(shares(alone.out).map(([seed]) => seed), ["42", "43", "44"]);
    const pairs = [
      ...plain(both.out).matchAll(/^seed \d+: A ([\d.]+ %), B ([\d.]+ %), B − A .*$/gm),
    ];
    assert.deepEqual(pairs.map(([, a]) => a), shares(alone.out).map(([, share]) => share));
    assert.deepEqual(pairs.map(([, , b]) => b), shares(wide.out).map(([, share]) => share));
    assert.match(both.out, /^A: the recipe of the options; B: the same with --hidden 40$/m);
    assert.match(both.out, /^accuracy on the validation images$/m);
    assert.match(both.out, /^B − A: /m);
  },
});

Deno.test({
  name: `seeds answers a mistake in --compare with one line ${NEEDS}`,
  ignore,
  fn: async () => {
    const cases: [string[], RegExp][] = [
      [["--compare", "--hidden", "8"], /--compare: --hidden wants .* no value follows it/],
      [["--compare", "--hiden 8"], /--compare: Unknown option --hiden\. Did you mean --hidden\?/],
      [["--compare", "--validation 9"], /--compare: --validation is the same for both recipes/],
      [["--compare", "--patience 3"], /--patience needs images .* --validation 5000/],
      [["--compare", "--hidden 8 --help"], /--compare wants options of the recipe between quot/],
      [["--compare"], /--compare wants options of the recipe .* no value follows/],
      [["--compare", "", "--lang", "fr"], /--compare attend une valeur/],
    ];
    await Promise.all(cases.map(async ([args, complaint]) => {
      const { code, out, err } = await run("seeds", args);
      assert.deepEqual([code, out, err.trimEnd().split("\n").length], [2, "", 1], err);
      assert.match(plain(err), complaint);
    }));
  },
});
