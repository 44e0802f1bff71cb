import assert from "node:assert/strict";
import fc from "./fast_check.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
  formatProbability,
  formatSignificant,
} from "../src/number_format.js";

/** Spaces that do not break, spelled out: U+00A0 as `~`, U+202F as `'`. */
const spelled = (text: string) => text.replaceAll("\u00a0", "~").replaceAll("\u202f", "'");

Deno.test("numbers are written as each language does, held to their units", () => {
  type Language = { readonly language: "en" | "fr" };
  const cases: [(how: Language) => string, en: string, fr: string][] = [
    [(how) => formatNumber(1234.5678, { ...how, digits: 2 }), "1,234.57", "1'234,57"],
    [(how) => formatNumber(-1234.5, { ...how, digits: 2 }), "−1,234.50", "−1'234,50"],
    [(how) => formatNumber(23.45, { ...how, digits: 1 }), "23.5", "23,5"],
    [(how) => formatNumber(0.5, { ...how, digits: 4 }), "0.5000", "0,5000"],
    [(how) => formatNumber(1.5e-8, how), "1.5e-8", "1,5e-8"],
    [(how) => formatNumber(-1234.5, { ...how, grouping: false }), "-1234.5", "-1234,5"],
    [(how) => formatNumber(-0.0001, { ...how, digits: 2 }), "0.00", "0,00"],
    [(how) => formatNumber(NaN, { ...how, digits: 4 }), "NaN", "NaN"],
    [(how) => formatNumber(-Infinity, how), "−∞", "−∞"],
    [({ language }) => formatCount(47_040_016, language), "47,040,016", "47'040'016"],
    [(how) => formatPercent(0.9771, how), "97.71~%", "97,71~%"],
    [(how) => formatPercent(0.99996, how), ">~99.99~%", ">~99,99~%"],
    [(how) => formatPercent(0.99994, how), "99.99~%", "99,99~%"],
    [(how) => formatPercent(0.996, { ...how, digits: 0 }), ">~99~%", ">~99~%"],
    [(how) => formatPercent(1, how), "100.00~%", "100,00~%"],
    [(how) => formatProbability(1, how), ">~99.99~%", ">~99,99~%"],
    [(how) => formatProbability(0.5, how), "50.00~%", "50,00~%"],
    [(how) => formatPercent(12.5, { ...how, digits: 0 }), "1,250~%", "1'250~%"],
    [(how) => formatPercent(-1e-9, how), "0.00~%", "0,00~%"],
    [(how) => formatSignificant(65025, how), "65,025", "65'025"],
    [(how) => formatSignificant(-14502.762, { ...how, digits: 8 }), "−14,502.762", "−14'502,762"],
    [(how) => formatSignificant(1.234e-5, how), "1.23·10⁻⁵", "1,23~×~10⁻⁵"],
    [(how) => formatDuration(3.21, how), "3.2~s", "3,2~s"],
    [(how) => formatDuration(0.0423, { ...how, digits: 2 }), "0.04~s", "0,04~s"],
    [(how) => formatDuration(3, { ...how, digits: 0 }), "3~s", "3~s"],
    [({ language }) => formatBytes(812, language), "812~B", "812~o"],
    [({ language }) => formatBytes(7840, language), "7.8~kB", "7,8~ko"],
    [({ language }) => formatBytes(47_040_016, language), "47~MB", "47~Mo"],
    [({ language }) => formatBytes(999_600, language), "1.0~MB", "1,0~Mo"],
  ];
  for (const [format, en, fr] of cases) {
    assert.deepEqual([format({ language: "en" }), format({ language: "fr" })].map(spelled), [
      en,
      fr,
    ]);
  }
});

Deno.test("formatNumber() without digits writes what reads back as the same number", () => {
  for (const x of [0, 0.3, 0.1 + 0.2, 1e-8, 2 ** -1074, 1e-4, 123456.789, 1e15, 2 ** 53, -7.25]) {
    assert.equal(Number(formatNumber(x, { language: "en", grouping: false })), x);
    const french = formatNumber(x, { language: "fr", grouping: false });
    assert.equal(Number(french.replace(",", ".")), x);
  }
});

Deno.test("formatDuration() chooses the unit, and never writes 60 of one", () => {
  const cases: [number, string][] = [
    [0, "0~s"],
    [57e-6, "57~µs"],
    [8.5e-3, "8.5~ms"],
    [0.9994, "999~ms"],
    [0.9996, "1.0~s"],
    [3.21, "3.2~s"],
    [9.96, "10~s"],
    [59.4, "59~s"],
    [59.7, "1~min~00~s"],
    [125, "2~min~05~s"],
    [3599.6, "1~h~00~min"],
    [3720, "1~h~02~min"],
    [86_400 * 1000, "24,000~h~00~min"],
    [Infinity, "∞~s"],
  ];
  for (const [seconds, text] of cases) {
    assert.equal(spelled(formatDuration(seconds, { language: "en" })), text);
  }
  for (const seconds of [-1, NaN]) {
    assert.throws(() => formatDuration(seconds, { language: "en" }), RangeError);
  }
});

const english = (x: number, digits?: number) => formatSignificant(x, { digits, language: "en" });

Deno.test("formatSignificant() keeps three digits, and writes shorter numbers whole", () => {
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

Deno.test("formatSignificant() is what a reader would type back, up to its digits", () => {
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
