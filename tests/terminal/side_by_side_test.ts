import assert from "node:assert/strict";
import { beside, sideBySide } from "../../src/terminal/side_by_side.ts";
import { textWidth } from "../../src/terminal/width.ts";

Deno.test("sideBySide() lays blocks out in rows about equally long, the gap narrowed to save a row", () => {
  const five = ["1", "2", "3", "4", "5"].map((digit) => digit.repeat(4));
  const cases: [string[], Parameters<typeof sideBySide>[1], string][] = [
    [["a\nbbb", "c", "d\ne"], {}, "a    c    d\nbbb       e"],
    [five, { width: 23 }, "1111  2222  3333\n\n4444  5555"],
    [five, { width: 3 }, "1111\n\n2222\n\n3333\n\n4444\n\n5555"],
    [["aaaa", "bbbb"], { width: 9 }, "aaaa bbbb"],
    // Four would fit with a gap of one, but five of them take two rows anyway.
    [five, { width: 19 }, "1111  2222  3333\n\n4444  5555"],
    [["aa", "bb"], { gap: 4 }, "aa    bb"],
    [[], {}, ""],
  ];
  for (const [blocks, options, grid] of cases) assert.equal(sideBySide(blocks, options), grid);
});

Deno.test("sideBySide() counts columns, not escape codes", () => {
  const blocks = ["\x1b[1mab\x1b[22m", "cd"];
  assert.equal(textWidth(sideBySide(blocks, { width: 6 })), 6);
});

Deno.test("beside() puts a text to the right of a picture, both in the middle, or below it", () => {
  const draw = (width: number) => `w ${width}`;
  const picture = "###\n# #\n###";
  assert.equal(beside(picture, draw, { width: 20, least: 10 }), "###\n# #   w 14\n###");
  assert.equal(beside(picture, draw, { width: 15, least: 10 }), "###\n# #\n###\n\nw 15");
  const tall = () => "a\nb\nc";
  assert.equal(beside("##", tall, { width: 20, least: 10, gap: 1 }), "   a\n## b\n   c");
});
