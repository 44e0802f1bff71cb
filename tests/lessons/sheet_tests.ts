/** The pupil's sheets, printed by Chromium. Run by every_lesson_test.ts. */
import assert from "node:assert/strict";
import { LESSONS } from "../../lessons/list.ts";
import { sheetHtml } from "../../src/report/sheet.ts";
import { BROWSERS, openPage, reasonToSkip } from "../browser/browsers.ts";
import { wholeLesson } from "./whole_lesson.ts";

const skip = reasonToSkip(BROWSERS.Chromium);

Deno.test({
  name: `each lesson's sheet has its blanks, no answer, and at most two pages ${
    skip ?? "(in Chromium)"
  }`,
  ignore: skip !== undefined,
  fn: () =>
    openPage(BROWSERS.Chromium, async (page) => {
      for (const load of LESSONS) {
        const { default: lesson } = await load();
        const blocks = await wholeLesson(lesson);
        for (const language of ["en", "fr"] as const) {
          const html = sheetHtml(lesson, { blocks, language });
          const items = lesson.teacher.sheet,
            predictions = blocks.filter(({ kind }) => kind === "predict");
          const blanks = items.flatMap(({ text }) => text[language].match(/___/g) ?? []).length;
          assert.ok(html.split('class="blank"').length - 1 >= blanks && blanks >= items.length);
          assert.equal(html.match(/<small>/g)?.length ?? 0, predictions.length);
          for (const { kind, ...block } of blocks) {
            if (kind === "predict" && "why" in block) {
              assert.ok(!html.includes(block.why[language]));
            }
          }
          assert.doesNotMatch(html, /[\ue000-\ue004]|undefined|\*\*/);
          await page.goto(`data:text/html;base64,${new TextEncoder().encode(html).toBase64()}`);
          const pdf = await page.pdf({ preferCSSPageSize: true });
          const pages = new TextDecoder("latin1").decode(pdf).match(/\/Type\s*\/Page\b/g)!.length;
          assert.ok(pages <= 2, `lesson ${lesson.number}, ${language}: ${pages} pages`);
        }
      }
    }),
});
