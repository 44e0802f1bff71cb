import assert from "node:assert/strict";
import { pageOf } from "../../src/terminal/page.ts";

const LINES = Array.from({ length: 10 }, (_, i) => `${i}`);

Deno.test("pageOf() shows what fits as it is", () => {
  assert.deepEqual(pageOf(LINES, { top: Infinity, room: 10, more: "+" }), {
    lines: LINES,
    top: 0,
    next: 0,
  });
});

Deno.test("pageOf() shows every line, page by page, and marks what is left out", () => {
  for (const room of [3, 4, 7, 9]) {
    const seen = new Set<string>();
    let top = 0;
    do {
      const page = pageOf(LINES, { top, room, more: "+" });
      assert.equal(page.lines.length, room);
      assert.equal(page.lines[0] === "…", page.top > 0);
      assert.equal(page.lines.at(-1) === "+", page.next !== 0);
      page.lines.forEach((line) => seen.add(line));
      top = page.next;
    } while (top !== 0);
    assert.ok(LINES.every((line) => seen.has(line)), `${room}`);
    assert.equal(pageOf(LINES, { top: Infinity, room, more: "+" }).lines.at(-1), "9");
  }
});
