import assert from "node:assert/strict";
import { join } from "node:path";
import { lessonMarkdown, writeMarkdown } from "../../src/cli/lesson_markdown.ts";
import type { Block } from "../../src/lesson/block.ts";
import { image, live, prose, step } from "../../src/lesson/blocks.ts";
import { lacks } from "../permission.ts";

const both = (text: string) => ({ en: text, fr: text });
const picture = image({ pixels: Array(784).fill(7), title: both("a digit") });

async function* blocks(): AsyncGenerator<Block> {
  const [text, summary, supposes] = ["t", "s", "k"].map(both);
  yield { kind: "title", number: 3, text, summary, minutes: 5, supposes };
  yield step(both("one"));
  yield picture;
  yield step(both("two"));
  yield live(function* () {
    yield prose(both("first frame"));
    yield picture;
  });
}

Deno.test("lessonMarkdown() numbers the steps, and starts at one of them", async () => {
  const options = { language: "en", image: () => "a.svg" } as const;
  const all = await Array.fromAsync(lessonMarkdown(blocks(), { ...options, start: 1 }));
  assert.match(all.join(""), /^# Lesson 3 [^]*## 1 · one\n!\[[^]*## 2 · two\n!\[Image/);
  const second = await Array.fromAsync(lessonMarkdown(blocks(), { ...options, start: 2 }));
  assert.match(second.join(""), /^## 2 · two/);
});

Deno.test({
  name: "writeMarkdown() writes images beside the text that shows them (needs --allow-write)",
  ignore: lacks("read", "write"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const options = { name: "lesson3", blocks: blocks(), language: "fr", start: 1 } as const;
      const files = await writeMarkdown(join(folder, "new"), options);
      assert.deepEqual(files, ["lesson3-1.svg", "lesson3-2.svg", "lesson3.md"]);
      const text = await Deno.readTextFile(join(folder, "new", "lesson3.md"));
      const shown = Array.from(text.matchAll(/!\[Image .*\.\]\((.*)\)/g), ([, file]) => file);
      assert.deepEqual(shown, ["lesson3-1.svg", "lesson3-2.svg"]);
      assert.match(await Deno.readTextFile(join(folder, "new", shown[1])), /^<svg /);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
