import assert from "node:assert/strict";
import { prose, step } from "../../src/lesson/blocks.ts";
import { lesson } from "../../src/lesson/lesson.ts";
import { lessonScreen } from "./lesson_screen.ts";
import { settled, terminalPage } from "./terminal_window.ts";

const both = (text: string) => ({ en: text, fr: text });
const small = lesson({
  number: 1,
  title: both("small"),
  summary: both("a lesson"),
  minutes: 5,
  supposes: both("nothing"),
  terms: [],
  steps: 3,
  controls: {},
  questions: [both("?"), both("??"), both("???")],
  answers: [both("one"), both("two"), both("three")],
  teacher: { learnt: [], mistakes: [], paper: both(""), sheet: [] },
  next: { command: "deno task lesson2", text: both("on") },
}, async function* () {
  yield step(both("first"));
  yield prose(both("one"));
  yield step(both("second"));
  yield prose({ en: "two **bold** words", fr: "deux mots **gras**" });
});

Deno.test("lessonScreen() is one step in colour, and the keys that go on", async () => {
  const screen = { language: "en", step: 2, columns: 60 } as const;
  const seen = await lessonScreen(small, screen);
  assert.match(seen, /2\/3 · second/);
  assert.ok(seen.includes("two \x1b[1mbold\x1b[22m words"));
  assert.match(seen, /\n\n.*step 2\/3 · Enter: next step · b: back · q: quit/);
  assert.doesNotMatch(seen, /first|one|3\/3|\r|the work of/);
  assert.match(await lessonScreen(small, { ...screen, language: "fr" }), /deux mots .*Entrée/s);
});

Deno.test("lessonScreen() refuses a step that is not there", async () => {
  await assert.rejects(
    lessonScreen(small, { language: "en", step: 4, columns: 60 }),
    /lesson 1 has no step 4/,
  );
});

Deno.test("terminalPage() shows each window under its title", () => {
  const windows = [{ title: "one", written: "\x1b[1mx\x1b[0m" }, { title: "two", png: "AA==" }];
  const html = terminalPage(windows, { language: "fr", columns: 80 });
  assert.match(html, /<html lang="fr">/);
  assert.match(
    html,
    /<h1>one<\/h1><pre[^>]*><b>x<\/b><\/pre>.*<h1>two<\/h1><img src="data:image\/png;base64,AA=="/s,
  );
});

Deno.test("settled() is what stays on the screen", () => {
  assert.equal(
    settled("a\nb\nc\n\x1b[2A\r\x1b[Jx\n\x1b]8;;file:///y\x1b\\y\x1b]8;;\x1b\\\n"),
    "a\nx\ny\n",
  );
  assert.equal(settled("a\nb\r\x1b[Jc\n"), "a\nc\n");
});
