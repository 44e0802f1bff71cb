import assert from "node:assert/strict";
import { altText } from "../../src/lesson/alt_text.ts";
import { chart, image, pictures } from "../../src/lesson/blocks.ts";

const both = (en: string, fr = en) => ({ en, fr });
const pixels = Array(784).fill(0);

Deno.test("altText() says in a sentence what an image or a chart shows", () => {
  const five = image({ pixels, title: both("a five", "un cinq"), mark: [14, 9] });
  assert.deepEqual(altText(five), {
    en: "Image of 28×28 pixels, the pixel in row 14, column 9 outlined: a five.",
    fr: "Image de 28×28 pixels, le pixel de la ligne 14, colonne 9 entouré\u00a0: un cinq.",
  });
  const maps = pictures([{ pixels, ink: "signed" }, { pixels, ink: "signed" }], {
    caption: both("weights", "poids"),
  });
  assert.match(altText(maps).en, /^2 times a map of 28×28 numbers, .* blue: weights\.$/);
  const curves = chart([{ name: both("train"), points: [] }], {
    x: { label: both("epoch", "époque") },
    y: { label: both("loss", "perte") },
  });
  assert.equal(altText(curves).en, "Curves, loss against epoch: train.");
  const own = both("A five with its tail cut.", "Un cinq sans queue.");
  assert.equal(altText(image({ pixels, alt: own })), own);
});
