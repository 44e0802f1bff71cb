import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { epochLine } from "../../src/terminal/epoch_line.ts";
import { textWidth } from "../../src/terminal/width.ts";

const state = { epoch: 3, images: 36_000, loss: 0.1032, accuracy: 0.9701 };
const options = {
  epochs: 10,
  total: 60_000,
  speed: 412_345,
  seconds: 2.2,
  width: 119,
  language: "en",
} as const;
const line = (changes: Partial<Parameters<typeof epochLine>[1]>) =>
  epochLine(state, { ...options, ...changes }).replaceAll(/[\u00a0\u202f]/g, "~");

Deno.test("epochLine() shows what it is told, and drops what matters least where there is no room", () => {
  const cases: [Parameters<typeof line>[0], string][] = [
    [{}, "epoch  3/10 ████████████░░░░░░░░  loss 0.1032  test 97.01~%  412,000 images/s  3~s left"],
    [
      { language: "fr" },
      "époque  3/10 ████████████░░░░░░░░  perte 0,1032  test 97,01~%  412~000 images/s  reste 3~s",
    ],
    [
      { finished: true, bar: false, seconds: 0.147, judged: "validation" },
      "epoch  3/10  loss 0.1032  validation 97.01~%  412,000 images/s  147~ms",
    ],
    [
      { finished: true, bar: false, seconds: 0.147 },
      "epoch  3/10  loss 0.1032  test 97.01~%  412,000 images/s  147~ms",
    ],
    [
      { width: 79 },
      "epoch  3/10 ██████░░░░░  loss 0.1032  test 97.01~%  412,000 images/s  3~s left",
    ],
    [{ width: 65 }, "epoch  3/10 █████████░░░░░░  loss 0.1032  test 97.01~%  3~s left"],
    [{ width: 39 }, "epoch  3/10 █████████░░░░░░ loss 0.1032"],
    [
      { width: 79, finished: true, seconds: 0.147, fullError: 0.0598 },
      "epoch  3/10 loss 0.1032 test 97.01~% error ━━━━     412,000 images/s 147~ms",
    ],
    [
      { finished: true, seconds: 0.147, fullError: 0.02, language: "fr" },
      "époque  3/10  perte 0,1032  test 97,01~%  erreur ━━━━━━━━  412~000 images/s  147~ms",
    ],
    [{ width: 29, finished: true }, "epoch  3/10 test 97.01~%"],
    [{ width: 39, finished: true }, "epoch  3/10 loss 0.1032 test 97.01~%"],
    [{ width: 39, finished: true, language: "fr" }, "époque  3/10 perte 0,1032 test 97,01~%"],
  ];
  for (const [changes, text] of cases) assert.equal(line(changes), text);
});

Deno.test("epochLine() shows a dash for what is not known yet, and a loss that is not a number", () => {
  const unknown = { ...options, speed: undefined, seconds: undefined };
  const text = epochLine({ epoch: 1, images: 0 }, unknown);
  assert.match(text, /loss +– +test +– +– images\/s +– left$/);
  assert.match(epochLine({ ...state, loss: NaN }, options), /loss {4}NaN {2}test/);
});

Deno.test("epochLine() has no escape codes without colour, and the same width with it", () => {
  assert.ok(!line({}).includes("\x1b"));
  assert.ok(line({ colour: true }).includes("\x1b[38;2;47;129;199m█"));
  assert.equal(textWidth(line({ colour: true })), textWidth(line({})));
});

Deno.test("epochLine() is never wider than it may be", () => {
  fc.assert(fc.property(
    fc.record({
      epoch: fc.integer({ min: 1, max: 100_000 }),
      images: fc.integer({ min: 0, max: 70_000 }),
      loss: fc.option(fc.double({ min: 0 }), { nil: undefined }),
      accuracy: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    }),
    fc.record({
      width: fc.integer({ min: 0, max: 140 }),
      speed: fc.double({ min: 0, max: 1e12, noNaN: true }),
      seconds: fc.double({ min: 0, max: 1e12, noNaN: true }),
      finished: fc.boolean(),
      bar: fc.boolean(),
      language: fc.constantFrom("en" as const, "fr" as const),
    }),
    (state, changes) => {
      const text = epochLine(state, { epochs: 100_000, total: 60_000, ...changes });
      assert.ok(textWidth(text) <= changes.width, `${textWidth(text)}: ${text}`);
    },
  ));
});
