import assert from "node:assert/strict";
import { sideBySide } from "../../src/terminal/side_by_side.ts";
import { textWidth } from "../../src/terminal/width.ts";

Deno.test("sideBySide() aligns blocks of any height, without spaces at the ends", () => {
  assert.equal(sideBySide(["a\nbbb", "c", "d\ne"]), "a    c    d\nbbb       e");
});

Deno.test("sideBySide() continues below, in rows that are about equally long", () => {
  const blocks = ["1", "2", "3", "4", "5"].map((digit) => digit.repeat(4));
  assert.equal(sideBySide(blocks, { width: 23 }), "1111  2222  3333\n\n4444  5555");
  assert.equal(sideBySide(blocks, { width: 3 }), "1111\n\n2222\n\n3333\n\n4444\n\n5555");
});

Deno.test("sideBySide() narrows the gap where that saves a row, and only there", () => {
  assert.equal(sideBySide(["aaaa", "bbbb"], { width: 9 }), "aaaa bbbb");
  const five = ["a", "b", "c", "d", "e"].map((letter) => letter.repeat(4));
  // Four would fit with a gap of one, but five of them take two rows anyway.
  assert.equal(sideBySide(five, { width: 19 }), "aaaa  bbbb  cccc\n\ndddd  eeee");
  assert.equal(sideBySide(["aa", "bb"], { gap: 4 }), "aa    bb");
});

Deno.test("sideBySide() counts columns, not escape codes", () => {
  const blocks = ["\x1b[1mab\x1b[22m", "cd"];
  assert.equal(textWidth(sideBySide(blocks, { width: 6 })), 6);
});

Deno.test("sideBySide() of no blocks is nothing", () => {
  assert.equal(sideBySide([]), "");
});
