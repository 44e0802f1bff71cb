/** The glossary beside the lessons: each word is marked in one lesson, in both languages. Run by every_lesson_test.ts. */
import assert from "node:assert/strict";
import { GLOSSARY, termsOf } from "../../lessons/glossary.ts";
import { LESSONS } from "../../lessons/list.ts";
import { entryLines, lookUp } from "../../src/cli/glossary.ts";
import { boldTerms, term, termsIn } from "../../src/lesson/term.ts";
import { lacks } from "../permission.ts";
import { textsOf } from "./printed_numbers.ts";
import { wholeLesson } from "./whole_lesson.ts";

for (const load of LESSONS) {
  const { default: lesson } = await load();
  Deno.test({
    name:
      `lesson ${lesson.number} marks each of its words once, in both languages, and no others ` +
      "(needs --allow-read)",
    ignore: lacks("read"),
    fn: async () => {
      const texts = textsOf(await wholeLesson(lesson)), entries = termsOf(lesson.number);
      assert.deepEqual(lesson.terms, entries, "terms: termsOf(number)");
      for (const language of ["en", "fr"] as const) {
        const marked = texts.flatMap((text) => termsIn(text[language])).sort();
        assert.deepEqual(marked, entries.map(({ term }) => term[language]).sort());
      }
    },
  });
}

Deno.test("the glossary is in the order of the lessons, and says each word once", () => {
  const lessons = GLOSSARY.map(({ lesson }) => lesson);
  assert.deepEqual(lessons, lessons.toSorted((a, b) => a - b));
  for (const language of ["en", "fr"] as const) {
    const words = GLOSSARY.map(({ term }) => term[language]);
    assert.deepEqual(words, [...new Set(words)]);
    for (const { sentence } of GLOSSARY) assert.match(sentence[language], /^\p{Lu}.*\.$/u);
  }
});

Deno.test("lookUp() finds a word in both languages, whatever its case, accents and apostrophes", () => {
  const found = (word: string) => lookUp(word).map(({ term }) => term.en);
  assert.deepEqual(found("DIFFERENCE CENTREE"), ["central difference"]);
  assert.deepEqual(found("difference"), [
    "finite difference",
    "one-sided difference",
    "central difference",
  ]);
  assert.deepEqual(found("nothing"), []);
});

Deno.test("an entry shows the word in both languages, its name in the code and its lesson", () => {
  const [entry] = lookUp("gradient check");
  const lines = entryLines(entry, { language: "fr", width: 60, colour: false });
  assert.match(lines, /^vérification du gradient \(en: gradient check\)\n {4}Les pentes/);
  assert.match(lines, /`gradientCheck` ·\s+leçon\u00a04\)$/);
  const [same] = lookUp("SIMD");
  assert.match(entryLines(same, { language: "fr", width: 60, colour: false }), /^SIMD\n/);
});

Deno.test("term() is written in bold, a plural as it stands there", () => {
  const sentence = `Two ${term("weight", "weights")} and a ${term("bias")}`;
  assert.equal(boldTerms(sentence), "Two **weights** and a **bias**");
  assert.deepEqual(termsIn(sentence), ["weight", "bias"]);
});
