import assert from "node:assert/strict";
import {
  count,
  fixed,
  n,
  numbersOf,
  type NumberStyle,
  percent,
  seconds,
  writeNumber,
  written,
} from "../../src/lesson/numeral.ts";
import fc from "../fast_check.ts";

const english = (x: number, digits?: number) => writeNumber(x, { digits, language: "en" });

Deno.test("writeNumber() keeps three significant digits, and writes shorter numbers whole", () => {
  const cases: [number, string][] = [
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [-2, "−2"],
    [0.5, "0.5"],
    [0.1, "0.1"],
    [Math.fround(0.1), "0.1"],
    [0.0138, "0.0138"],
    [0.99215, "0.992"],
    [2.7, "2.7"],
    [2.70001, "2.70"],
    [-0.2135, "−0.213"],
    [9.996, "10.0"],
    [123.4, "123"],
    [60000, "60,000"],
    [1234.6, "1,235"],
    [999, "999"],
    [-1113, "−1,113"],
    [5_488_422, "5,488,422"],
    [999_999_999_999, "999,999,999,999"],
    [1e12, "10¹²"],
    [1_345_678.5, "1.35·10⁶"],
    [0.001, "0.001"],
    [0.00012345, "1.23·10⁻⁴"],
    [-3.2e-5, "−3.2·10⁻⁵"],
    [1e-6, "10⁻⁶"],
    [-1e-12, "−10⁻¹²"],
    [2.5e9, "2,500,000,000"],
    [2_512_345_678.5, "2.51·10⁹"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
    [NaN, "NaN"],
  ];
  for (const [x, text] of cases) assert.equal(english(x), text);
  assert.equal(english(Math.PI, 6), "3.14159");
  assert.equal(english(-14502.762, 8), "−14,502.762");
  assert.equal(english(1_234_567.8, 8), "1,234,567.8");
});

Deno.test("writeNumber() is what a reader would type back, up to its digits", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, min: -1e5, max: 1e5 }), (x) => {
    fc.pre(x === 0 || Math.abs(x) > 1e-300); // smaller ones have fewer digits themselves
    const text = english(x).replace("−", "-").replaceAll(",", "").replace(
      /^(-?)10(?=[⁻⁰¹²³⁴-⁹])/,
      "$11·10",
    );
    const [mantissa, power = ""] = text.split("·10");
    const exponent = [...power].map((c) => c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).join("");
    const back = Number(mantissa) * 10 ** Number(exponent);
    assert.ok(Math.abs(back - x) <= 0.005001 * Math.abs(x), `${x} as ${text}`);
  }));
});

Deno.test("writeNumber() puts thousands apart in every style, in each language", () => {
  const both = (x: number, style: NumberStyle, digits?: number) =>
    (["en", "fr"] as const).map((language) => writeNumber(x, { style, digits, language }));
  const cases: [string[], string, string][] = [
    [both(65025, "significant"), "65,025", "65\u202f025"],
    [both(-14502.762, "significant", 8), "−14,502.762", "−14\u202f502,762"],
    [both(1234.5, "fixed", 2), "1,234.50", "1\u202f234,50"],
    [both(47_040_016, "count"), "47,040,016", "47\u202f040\u202f016"],
    [both(12.5, "percent", 0), "1,250\u00a0%", "1\u202f250\u00a0%"],
    [both(3600, "seconds"), "3,600\u00a0s", "3\u202f600\u00a0s"],
  ];
  for (const [written, en, fr] of cases) assert.deepEqual(written, [en, fr]);
});

Deno.test("written() writes the numbers of a sentence in its language", () => {
  const text = {
    en: `${n(-0.12345)}, ${fixed(2, 2)}, ${count(60000)}, ${percent(0.9203, 2)}, ${
      seconds(0.0123)
    }`,
    fr: `${n(-0.12345)} ; ${fixed(2, 2)} ; ${count(60000)} ; ${percent(0.9203, 2)} ; ${seconds(2)}`,
  };
  assert.equal(written(text, "en"), "−0.123, 2.00, 60,000, 92.03\u00a0%, 12\u00a0ms");
  assert.equal(written(text, "fr"), "−0,123 ; 2,00 ; 60\u202f000 ; 92,03\u00a0% ; 2\u00a0s");
  assert.deepEqual(numbersOf(text.en), [-0.12345, 2, 60000, 0.9203, 0.0123]);
  assert.equal(written("no numbers, 1.5", "fr"), "no numbers, 1.5");
});

Deno.test("written() has no minus sign before a zero, and keeps what is not finite", () => {
  assert.equal(written(`${fixed(-0.001, 2)} ${percent(-1e-9)}`, "en"), "0.00 0.0\u00a0%");
  assert.equal(written(`${n(Infinity)} ${n(NaN)} ${fixed(-Infinity, 1)}`, "en"), "∞ NaN −∞");
  assert.equal(written(`${seconds(5e-6)} ${seconds(90)}`, "en"), "5\u00a0µs 90\u00a0s");
});
