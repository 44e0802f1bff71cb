import assert from "node:assert/strict";
import { IdxSyntaxError, ShapeError, UserError, userMessage } from "../src/errors.ts";

const text = { en: "the slate is broken", fr: "l’ardoise est cassée" };

Deno.test("UserError carries its message in every language, English first", () => {
  const error = new UserError(text);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "UserError");
  assert.equal(error.message, text.en);
  assert.equal(error.text, text);
});

Deno.test("IdxSyntaxError says where the first wrong byte is, in every language", () => {
  const error = new IdxSyntaxError(text, 16);
  assert.ok(error instanceof SyntaxError);
  assert.equal(error.name, "IdxSyntaxError");
  assert.equal(error.offset, 16);
  assert.deepEqual(error.text, {
    en: "the slate is broken (byte 16)",
    fr: "l’ardoise est cassée (octet 16)",
  });
  assert.equal(error.message, error.text.en);
});

Deno.test("IdxSyntaxError.inFile() puts the name of the file first, and keeps the place", () => {
  const error = new IdxSyntaxError(text, 0).inFile("images");
  assert.equal(error.offset, 0);
  assert.deepEqual(error.text, {
    en: "images: the slate is broken (byte 0)",
    fr: "images\u00a0: l’ardoise est cassée (octet 0)",
  });
});

Deno.test("ShapeError is a RangeError, and a bug", () => {
  const error = new ShapeError("a is (2, 3)");
  assert.ok(error instanceof RangeError);
  assert.equal(error.name, "ShapeError");
  assert.equal(userMessage(error, "en"), undefined);
});

Deno.test("userMessage() is the message of a mistake in the language asked for", () => {
  assert.equal(userMessage(new UserError(text), "en"), text.en);
  assert.equal(userMessage(new UserError(text), "fr"), text.fr);
  assert.equal(userMessage(new IdxSyntaxError(text, 3), "fr"), "l’ardoise est cassée (octet 3)");
});

Deno.test("userMessage() is undefined for a bug, whatever was thrown", () => {
  for (const error of [new Error("x"), new TypeError("x"), "x", undefined, null, { text }]) {
    assert.equal(userMessage(error, "fr"), undefined);
  }
});
