import assert from "node:assert/strict";
import type { NetworkBlock } from "../../src/lesson/network_drawing.ts";
import { networkLines } from "../../src/terminal/network_lines.ts";
import { drawNetwork } from "../../src/lesson/network_drawing.ts";
import { networks, passOf } from "../lesson/sample_drawings.ts";

const text = (block: NetworkBlock, width: number) =>
  networkLines(block, { language: "en", width, colour: false }).replaceAll("\u00a0", " ");

type Way = readonly [down: number, right: number];
const UP: Way = [-1, 0], DOWN: Way = [1, 0], LEFT: Way = [0, -1], RIGHT: Way = [0, 1];
/** Where a line leads from a character, by the way in which it was entered. */
const CORNERS: Readonly<Record<string, readonly Way[]>> = {
  "╮": [LEFT, DOWN],
  "╯": [LEFT, UP],
  "╭": [RIGHT, DOWN],
  "╰": [RIGHT, UP],
};

/**
 * Follows the line that starts at a place to the right, as an eye does: straight on at a crossing,
 * every way at a dot, past labels; gives the labels that are met, each with the column of its end.
 */
function labelsFrom(lines: readonly string[], start: readonly [row: number, column: number]) {
  const found = new Set<string>(), seen = new Set<string>();
  const walk = (row: number, column: number, [down, right]: Way) => {
    for (;;) {
      const character = lines[row]?.[column] ?? " ";
      const key = `${row},${column},${down},${right}`;
      if (seen.has(key)) return;
      seen.add(key);
      const back = (way: Way) => way[0] === -down && way[1] === -right;
      if (character === "●") {
        for (const way of [UP, DOWN, LEFT, RIGHT].filter((way) => !back(way))) {
          const next = lines[row + way[0]]?.[column + way[1]] ?? " ";
          const along = way[0] === 0 ? /[─━┼]/ : /[│┼●╭╰╮╯]/;
          if (along.test(next)) walk(row + way[0], column + way[1], way);
        }
        return;
      }
      const corner = CORNERS[character];
      if (corner) [down, right] = corner.find((way) => !back(way))!;
      else if (right === 1 && character === " ") {
        const label = /^ (d?[Wx].*? = \S+) /.exec(lines[row].slice(column));
        if (label) found.add(label[1]);
        return;
      } else if (!/[─━┼│◀]/.test(character)) return;
      row += down;
      column += right;
    }
  };
  walk(start[0], start[1], RIGHT);
  return found;
}

Deno.test("networkLines() draws lines that lead from each input to its own weights", () => {
  const sizes = [[2, 2, 2], [3, 2, 2], [2, 3, 3], [3, 3, 2], [5, 3, 2], [2, 4, 2], [4, 4, 3], [
    2,
    2,
    2,
    2,
  ]];
  for (const all of sizes) {
    for (const direction of ["forward", "backward"] as const) {
      const block = drawNetwork(passOf(all).now, { direction, digits: 2 });
      const lines = text(block, 300).split("\n");
      const prefix = direction === "forward" ? "W1" : "dW1";
      for (let i = 0; i < all[0]; i++) {
        const name = `X[0,${i}] = `, row = lines.findIndex((line) => line.includes(name));
        const end = lines[row].indexOf(name) + name.length;
        const start = end + lines[row].slice(end).search(/[─━◀]/);
        const labels = [...labelsFrom(lines, [row, start])].map((label) => label.split(" = ")[0]);
        assert.deepEqual(
          labels.sort(),
          Array.from({ length: all[1] }, (_, j) => `${prefix}[${i},${j}]`),
          lines.join("\n"),
        );
      }
    }
  }
});

Deno.test("networkLines() points forward with the values and back with the gradients", () => {
  const [forward, backward, sees, feeds] = networks;
  const count = (drawing: string, mark: string) => drawing.split(mark).length - 1;
  assert.equal(count(text(forward, 80), "▶"), 8);
  // Paths back add up: one arrow reaches each neuron.
  assert.equal(count(text(backward, 80), "◀"), 4);
  assert.equal(count(text(backward, 80), "▶"), 0);
  assert.equal(count(text(sees, 80), "▶"), 5 + 10);
  assert.equal(count(text(feeds, 80), "◀"), 2 + 1);
  assert.match(text(forward, 120), /━ W1\[1,0\] = \S+ ━/);
});

Deno.test("networkLines() has every number at any width, in fewer digits or as a list", () => {
  for (const block of networks) {
    const all = block.layers.flatMap(({ neurons, edges }) => [...neurons, ...edges])
      .flatMap(({ numbers }) => numbers);
    for (const width of [40, 50, 60, 70, 80, 100, 120, 160]) {
      const drawing = text(block, width);
      assert.equal(drawing.split("=").length - 1, all.length, drawing);
    }
    assert.match(text(block, 40), /[├╰]─ /, "a list");
    assert.match(text(block, 120), /╭─.*╮/, "a drawing");
    assert.ok(text(block, 80).split("\n").length <= 16);
  }
});
