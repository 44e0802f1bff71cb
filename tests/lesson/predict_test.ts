import assert from "node:assert/strict";
import { type Answer, answerText, judge, predict } from "../../src/lesson/predict.ts";

const both = (en: string) => ({ en, fr: en });
const choice: Answer = { kind: "choice", choices: ["a", "b", "c"].map(both), right: 1 };
const number = (value: number, within = 0): Answer => ({ kind: "number", value, within });
const shape: Answer = { kind: "shape", shape: [64, 10] };
const sign = (value: number): Answer => ({ kind: "sign", value });

/** Each answer with what is right, what is wrong, and what cannot be read. */
const cases: [Answer, right: string[], wrong: string[], unread: string[]][] = [
  [choice, ["2", " 2 "], ["1", "3"], ["0", "4", "b", "2.0", "22"]],
  [sign(-0.3), ["-", "−", "-1", "−0,3"], ["+", "0", "5"], ["minus", "q"]],
  [sign(2), ["+", "1"], ["-", "0"], ["++"]],
  [sign(0), ["0"], ["+", "−"], ["o"]],
  [number(0.25), ["0.25", "0,25", ".25", "1/4", "+0.25"], ["0.3", "-0.25"], ["", "a", "1/2/3"]],
  [number(-0.1), ["-0.1", "−0,1", "-1/10", "−1/10"], ["0.1"], ["--1"]],
  [number(1e-6), ["1e-6", "1E-6", "10^-6", "1/1000000"], ["1e-5", "0"], ["1e"]],
  [number(50890), ["50890", "50,890", "50 890", "50\u202f890"], ["50,89", "50.89"], ["50,890,"]],
  [number(92, 1), ["92", "92.6 %", "91%"], ["0.92", "94"], ["%"]],
  [shape, ["64×10", "64x10", "64,10", "(64, 10)", "64 10", "64 X 10"], ["10×64"], ["64", "640"]],
];

Deno.test("judge() takes an answer in each way that people type it", () => {
  for (const [answer, right, wrong, unread] of cases) {
    for (const [all, expected] of [[right, true], [wrong, false], [unread, undefined]] as const) {
      for (const typed of all) {
        assert.equal(judge(answer, typed), expected, `${JSON.stringify(answer)}: ${typed}`);
      }
    }
  }
});

Deno.test("answerText() shows an answer in the reader's language", () => {
  assert.deepEqual(
    [choice, sign(-2), number(0.125), number(50890), shape].map((answer) =>
      answerText(answer, "fr")
    ),
    ["2 · b", "− (négatif)", "0,125", "50\u202f890", "(64,\u00a010)"],
  );
});

Deno.test("predict() allows 1 % of a number, nothing of a whole one, and refuses no answer", () => {
  const why = both("so");
  const { answer } = predict(both("?"), { number: 0.5, why });
  assert.deepEqual(answer, { kind: "number", value: 0.5, within: 0.005 });
  assert.deepEqual(predict(both("?"), { number: 3, why }).answer, number(3));
  assert.throws(() => predict(both("?"), { choices: [both("a")], right: 1, why }), RangeError);
  assert.throws(() => predict(both("?"), { sign: NaN, why }), RangeError);
});
