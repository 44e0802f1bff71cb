import assert from "node:assert/strict";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatPercent,
} from "../../src/terminal/format.ts";

/** Spaces that do not break, spelled out: U+00A0 as `~`, U+202F as `'`. */
const spelled = (text: string) => text.replaceAll("\u00a0", "~").replaceAll("\u202f", "'");

const both = (format: (language: "en" | "fr") => string) =>
  [format("en"), format("fr")].map(spelled);

Deno.test("formatNumber() writes decimals and thousands as each language does", () => {
  assert.deepEqual(both((language) => formatNumber(1234.5678, { language, digits: 2 })), [
    "1,234.57",
    "1'234,57",
  ]);
  assert.deepEqual(both((language) => formatNumber(0.5, { language, digits: 4 })), [
    "0.5000",
    "0,5000",
  ]);
});

Deno.test("formatNumber() without digits writes what reads back as the same number", () => {
  for (const x of [0, 0.3, 0.1 + 0.2, 1e-8, 2 ** -1074, 1e-4, 123456.789, 1e15, 2 ** 53, -7.25]) {
    assert.equal(Number(formatNumber(x, { language: "en", grouping: false })), x);
    const french = formatNumber(x, { language: "fr", grouping: false });
    assert.equal(Number(french.replace(",", ".")), x);
  }
  assert.deepEqual(both((language) => formatNumber(1.5e-8, { language })), ["1.5e-8", "1,5e-8"]);
});

Deno.test("formatNumber() has no negative zero, and names NaN and infinity", () => {
  assert.equal(formatNumber(-0.0001, { language: "en", digits: 2 }), "0.00");
  assert.equal(formatNumber(NaN, { language: "en", digits: 4 }), "NaN");
  assert.equal(formatNumber(-Infinity, { language: "fr" }), "-∞");
});

Deno.test("formatCount() separates thousands", () => {
  assert.deepEqual(both((language) => formatCount(60_000, language)), ["60,000", "60'000"]);
});

Deno.test("formatPercent() holds the sign to the number", () => {
  assert.deepEqual(both((language) => formatPercent(0.9771, { language })), ["97.71~%", "97,71~%"]);
  assert.deepEqual(both((language) => formatPercent(1, { language, digits: 0 })), [
    "100~%",
    "100~%",
  ]);
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
  assert.equal(spelled(formatDuration(3.21, { language: "fr" })), "3,2~s");
});

Deno.test("formatDuration() writes seconds with the digits asked for", () => {
  assert.equal(spelled(formatDuration(0.0423, { language: "en", digits: 2 })), "0.04~s");
  assert.equal(spelled(formatDuration(3, { language: "fr", digits: 0 })), "3~s");
});

Deno.test("formatDuration() throws on a negative time", () => {
  assert.throws(() => formatDuration(-1, { language: "en" }), RangeError);
  assert.throws(() => formatDuration(NaN, { language: "en" }), RangeError);
});

Deno.test("formatBytes() counts by thousands, and says octets in French", () => {
  assert.deepEqual(both((language) => formatBytes(812, language)), ["812~B", "812~o"]);
  assert.deepEqual(both((language) => formatBytes(7840, language)), ["7.8~kB", "7,8~ko"]);
  assert.deepEqual(both((language) => formatBytes(47_040_016, language)), ["47~MB", "47~Mo"]);
  assert.deepEqual(both((language) => formatBytes(999_600, language)), ["1.0~MB", "1,0~Mo"]);
});
