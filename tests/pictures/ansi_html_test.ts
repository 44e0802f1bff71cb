import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { formatImage } from "../../src/terminal/image.ts";
import { formatSignedImage } from "../../src/terminal/signed_image.ts";
import { inked, style } from "../../src/terminal/style.ts";
import { ansiHtml } from "./ansi_html.ts";

/** The text of HTML that has no other entities than `&amp;` and `&lt;`. */
function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

Deno.test("ansiHtml() gives every style of src/terminal its HTML", () => {
  const cases = [
    ["plain", "plain"],
    [style("bold", "b", true), "<b>b</b>"],
    [style("dim", "d", true), '<span class="dim">d</span>'],
    [inked("first", "c", true), '<span style="color:rgb(47,129,199)">c</span>'],
    [style("bold", style("dim", "x", true), true), '<span class="dim"><b>x</b></span>'],
    ["\x1b[48;2;1;2;3mp\x1b[49mq", '<span style="background:rgb(1,2,3)">p</span>q'],
    ["\x1b[1;38;2;1;2;3mx\x1b[m", '<span style="color:rgb(1,2,3)"><b>x</b></span>'],
    [
      "\x1b[38;2;1;2;3;48;2;4;5;6mx\x1b[0my",
      '<span style="color:rgb(1,2,3);background:rgb(4,5,6)">x</span>y',
    ],
  ];
  for (const [text, html] of cases) assert.equal(ansiHtml(text), html, JSON.stringify(text));
});

Deno.test("ansiHtml() ends a style where the terminal does", () => {
  assert.equal(ansiHtml(`${style("bold", "b", true)} after`), "<b>b</b> after");
  assert.equal(
    ansiHtml("\x1b[38;2;1;2;3mc\x1b[39m after"),
    `${ansiHtml("\x1b[38;2;1;2;3mc")} after`,
  );
  assert.equal(
    ansiHtml("\x1b[1;38;2;1;2;3mc\x1b[22md").endsWith('<span style="color:rgb(1,2,3)">d</span>'),
    true,
  );
});

Deno.test("ansiHtml() draws two pixels of an image in one cell", () => {
  const cell = (above: string, below: string) =>
    `<span class="cell" style="background:linear-gradient(${above} 50%,${below} 50%)"> </span>`;
  const html = ansiHtml(formatImage([0, 255, 7, 8], { rows: 2, columns: 2, colour: true }));
  assert.match(html, /rgb\(0,0,0\).*rgb\(7,7,7\).*rgb\(255,255,255\).*rgb\(8,8,8\)/s);
  const signed = formatSignedImage([1, -1], { rows: 2, columns: 1, limit: 1, colour: true });
  assert.ok(ansiHtml(signed).includes(cell("rgb(255,122,102)", "rgb(102,179,255)")));
  const odd = formatSignedImage([1], { rows: 1, columns: 1, limit: 1, colour: true });
  assert.ok(ansiHtml(odd).includes(cell("rgb(255,122,102)", "transparent")));
});

Deno.test("ansiHtml() puts each character outside ASCII in a cell, and keeps lines", () => {
  assert.equal(ansiHtml("a·b\nc"), 'a<span class="cell">·</span>b\nc');
});

Deno.test("ansiHtml() keeps every character of any text", () => {
  const characters = fc.string({ unit: "grapheme" }).map((text) =>
    // deno-lint-ignore no-control-regex
    text.replaceAll(/[\x1b▀]/g, "")
  );
  fc.assert(fc.property(characters, (text) => {
    assert.equal(textOf(ansiHtml(text)), text);
    assert.equal(textOf(ansiHtml(style("bold", text, true))), text);
  }));
});

Deno.test("ansiHtml() refuses a code that it would lose", () => {
  assert.throws(() => ansiHtml("\x1b[4munderlined"), /a style that has no HTML yet: "\\u001b\[4m"/);
  assert.throws(() => ansiHtml("\x1b[38;5;9mred"), /a style that has no HTML yet/);
  assert.throws(() => ansiHtml("a\x1b[2Jb"), /an escape code that does not style/);
});
