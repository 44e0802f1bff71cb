import assert from "node:assert/strict";
import { integer, number, sizes } from "../../../src/cli/options/number_option.ts";
import { choice, flag, type Option, path, word } from "../../../src/cli/options/option.ts";

const text = { en: "", fr: "" };
const english = { language: "en", folder: "/home/ada" } as const;
const french = { language: "fr", folder: "/home/ada" } as const;

/** What an option makes of each word, in English; `undefined` for what it refuses. */
function reads(option: Option<unknown>, cases: Record<string, unknown>, reading = english) {
  for (const [typed, value] of Object.entries(cases)) {
    assert.deepEqual(option.read(typed, reading), value, `read ${JSON.stringify(typed)}`);
  }
}

Deno.test("integer() accepts whole numbers in its range, written with an exponent or not", () => {
  reads(integer({ min: 0, max: 100_000, text }), {
    "0": 0,
    "007": 7,
    "+5": 5,
    "6e4": 60_000,
    "100000": 100_000,
    "100001": undefined,
    "-1": undefined,
    "2.5": undefined,
    "2.0": undefined,
    "60,000": undefined,
    "1e999": undefined,
    "0x10": undefined,
    "": undefined,
    " 5": undefined,
    "five": undefined,
  });
  assert.ok(Object.is(integer({ text }).read("-0", english), 0));
  assert.equal(integer({ text }).read("9007199254740993", english), undefined);
});

Deno.test("integer() takes no comma in French either, where 60,000 would be sixty", () => {
  assert.equal(integer({ text }).read("60,000", french), undefined);
});

Deno.test("number() accepts the usual ways to write a number, and nothing infinite", () => {
  reads(number({ text }), {
    "0.3": 0.3,
    ".3": 0.3,
    "3.": 3,
    "3e-1": 0.3,
    "3E+2": 300,
    "-1.5": -1.5,
    "0,3": undefined,
    "1e999": undefined,
    "Infinity": undefined,
    "NaN": undefined,
    "0b1": undefined,
    "1_000": undefined,
    ".": undefined,
    "": undefined,
  });
  assert.ok(Object.is(number({ text }).read("-0", english), 0));
});

Deno.test("number() accepts a decimal comma in French, and still a point", () => {
  const option = number({ text });
  assert.equal(option.read("0,3", french), 0.3);
  assert.equal(option.read("0.3", french), 0.3);
  assert.equal(option.read("0,3,4", french), undefined);
  assert.equal(option.read("1.000,5", french), undefined);
});

Deno.test("number() keeps within its bounds, included or not", () => {
  reads(number({ above: 0, max: 1000, text }), { "0": undefined, "1000": 1000, "1001": undefined });
  reads(number({ min: 0, max: 1, text }), { "0": 0, "1": 1, "-1": undefined, "1.1": undefined });
});

Deno.test("number() and integer() say their range", () => {
  const wanted = (option: Option<unknown>) =>
    [option.wanted.en, option.wanted.fr].map((text) => text.replaceAll("\u00a0", "~"));
  assert.deepEqual(wanted(integer({ min: 0, max: 100_000, text })), [
    "a whole number from 0 to 100000",
    "un nombre entier de 0 à 100000",
  ]);
  assert.deepEqual(wanted(number({ above: 0, max: 0.5, text })), [
    "a number >~0 and ≤~0.5",
    "un nombre >~0 et ≤~0,5",
  ]);
  assert.deepEqual(wanted(integer({ min: 1, text })), [
    "a whole number ≥~1",
    "un nombre entier ≥~1",
  ]);
  assert.deepEqual(wanted(number({ text })), ["a number", "un nombre"]);
});

Deno.test("sizes() accepts numbers with commas between them, or none", () => {
  reads(sizes({ max: 4096, count: 3, text }), {
    "64": [64],
    "128,64": [128, 64],
    "128, 64": [128, 64],
    "none": [],
    "4096": [4096],
    "4097": undefined,
    "0": undefined,
    "1,2,3,4": undefined,
    "12,,3": undefined,
    "12,": undefined,
    "": undefined,
    "aucune": undefined,
  });
});

Deno.test("sizes() gives a default that can be changed without harm", () => {
  const option = sizes({ default: [64], text });
  option.fallback().push(32);
  assert.deepEqual(option.fallback(), [64]);
});

Deno.test("choice() accepts its words only", () => {
  const option = choice(["relu", "sigmoid", "tanh"], { text });
  reads(option, { relu: "relu", Relu: undefined, rel: undefined, "": undefined });
  assert.equal(option.wanted.en, "relu, sigmoid or tanh");
  assert.equal(option.wanted.fr, "relu, sigmoid ou tanh");
});

Deno.test("word() accepts what can be the name of a folder, and nothing that leaves it", () => {
  reads(word({ text }), {
    "été-2.1_b": "été-2.1_b",
    "..": undefined,
    ".hidden": undefined,
    "a/b": undefined,
    "a\\b": undefined,
    "a b": undefined,
    "-a": undefined,
    "a\n": undefined,
    "": undefined,
    "a..b": undefined,
    "a.": undefined,
    "con": undefined,
    "e\u0301": "\u00e9",
    [`${"a".repeat(100)}`]: "a".repeat(100),
    [`${"a".repeat(101)}`]: undefined,
  });
});

Deno.test("path() counts from the folder where it is typed", () => {
  reads(path({ text }), {
    "mnist": "/home/ada/mnist",
    "../mnist/": "/home/mnist",
    "/data": "/data",
    "a\0b": undefined,
  });
  reads(path({ word: "mnist", text }), { "mnist": "mnist", "./mnist": "/home/ada/mnist" });
});

Deno.test("an option left out is worth its default, or undefined", () => {
  assert.equal(integer({ default: 10, text }).fallback(), 10);
  assert.equal(path({ default: "results", text }).fallback(), "results");
  assert.equal(flag({ default: true, text }).fallback(), true);
  for (const option of [integer({ text }), number({ text }), word({ text }), path({ text })]) {
    assert.equal(option.fallback(), undefined);
  }
  assert.equal(flag({ text }).fallback(), undefined);
  assert.equal(sizes({ text }).fallback(), undefined);
  assert.equal(choice(["a", "b"], { text }).fallback(), undefined);
});
