import assert from "node:assert/strict";
import type { StillBlock } from "../../src/lesson/block.ts";
import { bars, chart, confusion, image, pictures } from "../../src/lesson/blocks.ts";
import { written } from "../../src/lesson/numeral.ts";
import { colours } from "../../src/svg/element.ts";
import { pictureCss, themed } from "../../src/svg/themed.ts";
import { sampleDrawings } from "../lesson/sample_drawings.ts";
import { blockSvg } from "../../src/svg/block.ts";

const both = (text: string) => ({ en: text, fr: text });
const pixels = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
const blocks: StillBlock[] = [
  chart([
    { name: both("a & b"), points: [[1, 1], [2, 0.5], [3, NaN]] },
    { name: both("b"), points: [[1, 10], [3, 0.1]] },
  ], { x: { label: both("epoch") }, y: { label: both("loss"), log: true } }),
  chart([{ name: both("nothing"), points: [] }], {
    x: { label: both("x") },
    y: { label: both("y") },
    caption: both("no <point>"),
  }),
  bars([{ label: "3", value: 0, text: "0" }, { label: "4", value: 2, text: "2" }], {
    highlight: 1,
  }),
  pictures([{ pixels, title: both("seven") }, { pixels }], { caption: both("digits") }),
  image({ pixels: [-1, 0, 1, 0.5], rows: 2, columns: 2, ink: "signed", mark: [1, 1] }),
  confusion([[5, 2], [0, 7]]),
  ...sampleDrawings,
];

/** Elements that are opened and closed in order; throws where they are not. */
function elementsOf(svg: string): string[] {
  const open: string[] = [], seen: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>/g,
    (_, end, name, _attributes, empty) => {
      if (end) assert.equal(open.pop(), name);
      else {
        seen.push(name);
        if (!empty) open.push(name);
      }
      return "";
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!amp;|lt;|gt;|quot;)/);
  return seen;
}

Deno.test("a picture is well-formed, with a title, an opaque background and no number that is none", () => {
  for (const block of blocks) {
    for (const language of ["en", "fr"] as const) {
      const svg = blockSvg(block, language)!;
      const [root, title, ...others] = elementsOf(svg);
      assert.deepEqual([root, title], ["svg", "title"]);
      assert.ok(others.includes("rect"));
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
      assert.match(svg, /<title>[^<]+<\/title>/);
      assert.match(svg, /<rect width="100%" height="100%" fill="#ffffff"\/>/);
    }
  }
});

Deno.test("numbers of a picture are written as the language does", () => {
  const svg = blockSvg(blocks[0], "fr")!;
  assert.match(svg, />0,1</);
  assert.doesNotMatch(svg, />0\.1</);
});

Deno.test("each pixel of an image is drawn once, and paper not at all", () => {
  const svg = blockSvg(
    image({ pixels: [0, 255, 255, 0, 128, 255], rows: 2, columns: 3 }),
    "en",
  )!;
  const area = Array.from(svg.matchAll(/M\d+ \d+h(\d+)v1h-\d+z/g), ([, run]) => Number(run));
  assert.equal(area.reduce((a, b) => a + b), 4);
});

Deno.test("a drawing says in its description what is to be seen", () => {
  for (const block of sampleDrawings) {
    for (const language of ["en", "fr"] as const) {
      const [, said] = /<desc>([^<]+)<\/desc>/.exec(blockSvg(block, language)!)!;
      assert.equal(said, written(block.alt, language));
    }
  }
});

Deno.test("a picture inside a page takes the page's colours, light and dark", () => {
  for (const block of sampleDrawings) {
    const svg = themed(blockSvg(block, "en")!);
    elementsOf(svg);
    assert.doesNotMatch(svg, /"#/);
    for (const [, name] of svg.matchAll(/var\(--picture-(\w+), #[0-9a-f]{6}\)/g)) {
      assert.ok(name in colours);
      assert.equal(pictureCss.split(`--picture-${name}:`).length, 3, name);
    }
  }
});

Deno.test("a block that is no picture has none", () => {
  assert.equal(blockSvg({ kind: "prose", text: both("words") }, "en"), undefined);
});
