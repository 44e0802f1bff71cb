import assert from "node:assert/strict";
import { lessonNotebook } from "../../src/cli/lesson_notebook.ts";
import { bars, prose, step } from "../../src/lesson/blocks.ts";
import { lesson, type LessonContext } from "../../src/lesson/lesson.ts";
import { predict } from "../../src/lesson/predict.ts";

const both = (text: string) => ({ en: text, fr: text });
const small = lesson({
  number: 3,
  title: both("small"),
  summary: both("a lesson"),
  minutes: 5,
  supposes: both("nothing"),
  terms: [],
  steps: 3,
  recall: { question: both("recalled?"), answer: both("yes") },
  controls: {},
  questions: [both("?"), both("??"), both("???")],
  answers: [both("one"), both("two"), both("three")],
  teacher: { learnt: [], mistakes: [], paper: both(""), sheet: [] },
  next: { command: "deno task lesson4", text: both("on") },
}, async function* () {
  yield step(both("first"));
  yield prose(both("words"));
  yield bars([{ label: "a", value: 1, text: "1" }]);
  yield prose(both("between"));
  yield bars([{ label: "b", value: 2, text: "2" }]);
  yield step(both("second"));
  yield predict(both("which?"), { choices: [both("A"), both("B")], right: 1, why: both("so") });
  yield bars([{ label: "c", value: 3, text: "3" }]);
});

const exercises = [3, 4].map((lesson) => ({ lesson, number: 10 + lesson, title: both("a title") }));
const options = { seed: 42, engine: "plain" } as unknown as LessonContext["options"];
const notebook = await lessonNotebook(small, {
  blocks: small.blocks(
    { options, exercises: () => Promise.resolve(exercises) } as unknown as LessonContext,
  ),
  language: "en",
  options,
  folder: new URL("../../", import.meta.url).pathname,
});
const sources = new Map(notebook.cells.map(({ id, source }) => [id, source.join("")]));

Deno.test("a lesson's notebook tells its words in cells of text, and computes in cells of code", () => {
  const code = notebook.cells.filter(({ cell_type }) => cell_type === "code");
  assert.deepEqual(code.map(({ id, source }) => [id, source.join("")]).slice(1), [
    ["step1-show1", "await show(1);"],
    ["step1-show2", "await show(1, 2);"],
    ["step2-show1", "await show(2);"],
  ]);
  assert.match(sources.get("set-up")!, /from "\.\/lessons\/list\.ts"/);
  assert.match(
    sources.get("set-up")!,
    /\n {2}language: "en",\n {2}seed: 42,\n {2}engine: "plain",\n\}\);$/,
  );
  for (const { outputs } of code.slice(1)) {
    assert.equal(outputs!.length, 1);
    assert.match(
      outputs![0].data!["text/html"] as string,
      /^<img alt="\w\. \w: \d" src="data:image\/svg\+xml;base64,/,
    );
    assert.ok(outputs![0].data!["text/plain"]);
  }
});

Deno.test("a lesson's notebook names its exercises at the end, and those of no other lesson", () => {
  const text = [...sources.values()].join("\n");
  assert.match(text, /\*\*Write it yourself:\*\*\n\n- `deno task practice 13` — a title\n/);
  assert.doesNotMatch(text, /practice 14/);
});

Deno.test("a lesson's notebook folds each answer", () => {
  const text = [...sources.values()].join("\n");
  for (const answer of ["yes", "\\*\\*Answer[^*]*2 · B\\.\\*\\* so", "one", "three"]) {
    assert.match(
      text,
      new RegExp(
        `<details><summary style="display: list-item">Answer[^<]*</summary>\n\n${answer}\n\n</details>`,
      ),
    );
  }
});
