import assert from "node:assert/strict";
import { pictureHtml, svgOf } from "../../src/notebook/picture_html.ts";
import { displayed, showIn } from "../../src/notebook/show.ts";
import { formula } from "../../src/lesson/blocks.ts";
import { symbol } from "../../src/lesson/expression.ts";

const bundle = Symbol.for("Jupyter.display");

Deno.test("a changed cell that leaves nothing to draw is told so", () => {
  assert.throws(() => showIn("en").digits([]), /there is no image to draw/);
  assert.throws(() => showIn("fr").digits([]), /il n’y a aucune image à dessiner/);
  assert.throws(() => showIn("en").digit([]), /an image has no pixels/);
  assert.throws(() => showIn("en").weights([[1], []]), /an image has no pixels/);
});

Deno.test("a picture says in words what it shows", () => {
  const alt = (shown: ReturnType<ReturnType<typeof showIn>["digits"]>) =>
    shown[bundle]()["text/html"].match(/^<img alt="([^"]*)"/)![1];
  const images = [[1], [2]], titles = ["a", "b"];
  assert.equal(alt(showIn("en").digits(images, { titles })), "a, b");
  assert.equal(alt(showIn("en").digits(images, { titles, caption: "Two." })), "Two. a; b");
});

Deno.test("a formula is TeX, which Jupyter typesets before it trusts a notebook", () => {
  const shown = displayed(formula("a", symbol("b")), "en")[bundle]();
  assert.equal(shown["text/markdown"], undefined);
  assert.match(shown["text/latex"], /\$\$/);
});

Deno.test("the SVG of a picture comes back from its HTML, and from no other", () => {
  const svg = "<svg><title>é &lt; 3</title></svg>";
  assert.equal(svgOf(pictureHtml(svg)), svg);
  assert.equal(svgOf("<p>text</p>"), undefined);
});
