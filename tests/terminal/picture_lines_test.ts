import assert from "node:assert/strict";
import { image, pictures } from "../../src/lesson/picture.ts";
import { pictureLines } from "../../src/terminal/picture_lines.ts";
import { textWidth } from "../../src/terminal/width.ts";

const plain = { language: "en", width: 80, colour: false } as const;
/** Positive on the left, negative on the right, up to the edges. */
const pixels = Array.from({ length: 784 }, (_, i) => i % 28 < 14 ? 1 : -1);
const ten = (ink: "grey" | "signed") =>
  pictures(Array.from({ length: 10 }, (_, k) => ({
    pixels: ink === "grey" ? pixels.map((x) => Math.max(0, 255 * x)) : pixels,
    ink,
    title: { en: `image ${k}`, fr: `image ${k}` },
  })));

for (const ink of ["grey", "signed"] as const) {
  Deno.test(`pictureLines() puts five ${ink} images in a row of 80 columns, colour or not`, () => {
    for (const colour of [true, false]) {
      const lines = pictureLines(ten(ink), { ...plain, colour }).split("\n");
      const titles = lines.map((line) => line.match(/image \d/g)?.length).filter(Boolean);
      assert.deepEqual(titles, [5, 5], `colour: ${colour}`);
      assert.ok(lines.length <= 18 && lines.every((line) => textWidth(line) <= 80));
    }
  });
}

Deno.test("pictureLines() shows the sign of each pixel without colour, and says how", () => {
  const lines = pictureLines(ten("signed"), plain).split("\n");
  assert.equal(lines[1], Array(5).fill("███████:::::::").join(" "));
  assert.equal(lines.at(-1), "█ ▄ ▀ positive · : . ' negative · ! i both");
  const french = pictureLines(ten("signed"), { ...plain, language: "fr" });
  assert.ok(french.endsWith("█ ▄ ▀ positif · : . ' négatif · ! i les deux"));
});

Deno.test("pictureLines() draws a large image with its sizes, or in half the lines of a page", () => {
  const block = image({ pixels, ink: "signed" });
  const whole = pictureLines(block, plain).split("\n");
  assert.deepEqual([whole.length, whole[0]], [29, "#".repeat(28) + "=".repeat(28)]);
  assert.equal(whole.at(-1), "# + positive · = - negative");
  assert.equal(pictureLines(block, { ...plain, height: 29 }).split("\n").length, 29);
  const page = pictureLines(block, { ...plain, height: 28 }).split("\n");
  assert.deepEqual([page.length, page[0]], [15, "█".repeat(14) + ":".repeat(14)]);
  assert.match(page.at(-1)!, /^█ ▄ ▀ positive/);
  const coloured = pictureLines(block, { ...plain, colour: true, height: 10 }).split("\n");
  assert.match(coloured.at(-1)!, /^red: positive/);
});

Deno.test("pictureLines() says where the marked pixel is, beside its row or above its column", () => {
  const grey = Array.from({ length: 784 }, (_, i) => i === 0 || i === 783 ? 255 : 0);
  const draw = (mark: [number, number], view: { width: number; colour: boolean }) =>
    pictureLines(image({ pixels: grey, mark }), { ...plain, ...view }).split("\n");
  const spaces = (count: number) => " ".repeat(count);
  for (const colour of [false, true]) {
    const lines = draw([14, 13], { width: 80, colour }), times = colour ? 1 : 2;
    assert.equal(lines[0], spaces(13 * times) + "▼".repeat(times));
    assert.ok(lines[colour ? 8 : 15].endsWith("◀ row 14, column 13"));
  }
  const narrow = { width: 60, colour: false };
  for (const column of [0, 14, 20, 21, 27]) {
    const lines = draw([14, column], narrow), text = `row 14, column ${column}`;
    const expected = column <= 20
      ? `${spaces(2 * column)}▼▼ ${text}`
      : `${spaces(2 * column - 1 - text.length)}${text} ▼▼`;
    assert.equal(lines[0], expected);
    assert.equal(lines[15], `${spaces(56)} ◀`);
    assert.ok(lines.every((line) => textWidth(line) <= 60));
  }
  // The empty rows above the ink are left out where it is drawn by characters.
  const low = grey.map((_, i) => i >= 28 * 20 ? 255 : 0);
  const cut = pictureLines(image({ pixels: low, mark: [21, 14] }), { ...plain, ...narrow });
  assert.equal(cut.split("\n").length, 1 + 8);
});
