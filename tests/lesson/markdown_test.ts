import assert from "node:assert/strict";
import { blockMarkdown } from "../../src/lesson/markdown.ts";
import { sampleBlocks } from "./sample_blocks.ts";

const markdown = (kind: string, language: "en" | "fr" = "en") =>
  sampleBlocks.filter((block) => block.kind === kind)
    .map((block) => blockMarkdown(block, language)).join("\n\n");

Deno.test("blockMarkdown() writes headings, tables, code and formulas in TeX", () => {
  assert.equal(
    markdown("title", "fr"),
    "# Leçon 3 · Un titre\n\nWhat it is.\n\nEnviron 25 minutes. À savoir avant\u00a0: une pente",
  );
  assert.equal(markdown("step"), "## A step");
  assert.match(markdown("prose"), /\*\*strong\*\* ones, `code` and −0\.5,/);
  assert.match(markdown("formula"), /\$\$\n\\begin\{aligned\}\nZ_\{1\}\[0,12\] &= \\sum_\{i\}/);
  assert.match(markdown("formula"), /✗ the network has 4 for y/);
  assert.match(
    markdown("table"),
    /^\| {2}\| one \| x\\\|y \|\n\| --- \| ---: \| ---: \|\n\| a \| 0\.5/,
  );
  assert.match(markdown("table", "fr"), /\| a \| 0,5 \| 2 \|/);
  assert.match(markdown("matrix"), /\| 406 .*\*\*−?0\.\d+\*\*/);
  assert.match(markdown("check"), /^\*\*✓ the slope is right\*\* {2}\n/);
  assert.match(markdown("code"), /^Look:\n\n```ts\nif \(a\) \{\n[^]*```\n\n`src\/a\.ts:99`$/);
  assert.match(markdown("next"), /```sh\ndeno task lesson4\n```/);
  assert.match(markdown("chart"), /\| epoch \| train loss \(loss\) \| test loss \(loss\) \|/);
  assert.match(markdown("pictures"), /^\*Image of 28×28 pixels, the pixel in row 14/);
  assert.match(
    markdown("predict"),
    /\*\*\?\*\* Which way.*\n\n1\. up\n2\. down\n\n\*\*Answer: 2 · down\.\*\* The/,
  );
  assert.match(markdown("list"), /- two \*\*term\*\*/);
  const [image] = sampleBlocks.filter(({ kind }) => kind === "pictures");
  assert.match(
    blockMarkdown(image, "fr", { image: () => "a.svg" }),
    /^!\[Image de 28×28 pixels.*\.\]\(a\.svg\)$/,
  );
  assert.equal(blockMarkdown(sampleBlocks[2], "en", { step: 4 }), "## 4 · A step");
});

Deno.test("blockMarkdown() leaves no mark of a number, and no escape code, in any block", () => {
  for (const block of sampleBlocks) {
    for (const language of ["en", "fr"] as const) {
      const text = blockMarkdown(block, language);
      assert.ok(text.trim() !== "" && !text.includes("\x1b"));
      assert.doesNotMatch(text, /[\ue000\ue001]|undefined|\[object|NaN/);
    }
  }
});
