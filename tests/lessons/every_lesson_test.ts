/** What holds for every lesson of the list. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { LESSONS } from "../../lessons/list.ts";
import { EXERCISES } from "../../practice/list.ts";
import { lessonCommand } from "../../src/cli/lesson.ts";
import { formatHelp } from "../../src/cli/options/help.ts";
import { parseCommand } from "../../src/cli/options/parse.ts";
import type { Language, Text } from "../../src/errors.ts";
import type { StillBlock } from "../../src/lesson/block.ts";
import { blockMarkdown } from "../../src/lesson/markdown.ts";
import { minutesOf } from "../../src/lesson/minutes.ts";
import { predictionsOf } from "../../src/lesson/teacher.ts";
import { formulaTex } from "../../src/lesson/tex.ts";
import { numbersOf } from "../../src/lesson/numeral.ts";
import { playLesson } from "../../src/terminal/lesson_player.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { ROOT } from "../cli/task.ts";
import { lacks } from "../permission.ts";
import { textsOf } from "./printed_numbers.ts";
import { mathML } from "./typeset.ts";
import { assertHolds, formulasOf } from "./run_lesson.ts";
import { wholeLesson } from "./whole_lesson.ts";
// More tests, in this process because lessons are told once in it.
import "./answers_tests.ts";
import "./exercise_steps_tests.ts";
import "./glossary_tests.ts";
import "./lesson5_tests.ts";
import "./sheet_tests.ts";

const languages: readonly Language[] = ["en", "fr"];
const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";

/** A sentence without what is the same in every language: commands, code, numbers. */
function words(sentence: string): string {
  return sentence.replace(/`[^`]*`/g, " ").replace(/\ue000[^\ue001]*\ue001/g, " ");
}

/** What a lesson writes when nobody is waited for. */
async function play(
  blocks: readonly StillBlock[],
  { language, width, colour, total }: {
    language: Language;
    width: number;
    colour: boolean;
    total: number;
  },
): Promise<string> {
  let out = "";
  const write = (text: string) => void (out += text);
  const terminal = {
    width,
    isTerminal: false,
    redraws: false,
    ascii: false,
    isClosed: false,
    failure: undefined,
    link: (text: string) => text,
    colour,
    language,
    write,
    print: (lines = "") => write(lines + "\n"),
    say: (text: Text) => write(text[language] + "\n"),
  };
  const end = await playLesson(
    (async function* () {
      yield* blocks;
    })(),
    {
      terminal,
      width: () => width,
      total,
      command: "deno task lesson",
    },
  );
  assert.equal(end, "read");
  return out;
}

for (const [index, load] of LESSONS.entries()) {
  const { default: lesson } = await load();
  const name = `lesson ${lesson.number}`;
  const blocks = () => wholeLesson(lesson);

  Deno.test({
    name: `${name} has as many steps as it says, and ends with questions and exercises ${NEEDS}`,
    ignore,
    fn: async () => {
      const all = await blocks(), next = all.findIndex(({ kind }) => kind === "next");
      const kinds = all.slice(0, next + 1).map(({ kind }) => kind);
      const recall = lesson.recall ? ["recall"] : [];
      assert.deepEqual(kinds.slice(0, 2 + recall.length), ["title", ...recall, "step"]);
      assert.equal(kinds.filter((kind) => kind === "step").length, lesson.steps);
      const own = EXERCISES.filter((exercise) => exercise.lesson?.number === lesson.number);
      const exercises = own.length > 0 ? ["list"] : [];
      const questions = Array(3).fill("question");
      assert.deepEqual(
        kinds.slice(kinds.lastIndexOf("step")),
        ["step", ...questions, "terms", ...exercises, "next"],
      );
      assert.equal(lesson.number, index + 1, "the order of the list");
      const named = all[next - 1];
      if (own.length === 0 || named.kind !== "list") return;
      for (const language of languages) {
        assert.deepEqual(
          named.items.map((item) => item[language]),
          own.map(({ number, title }) => `\`deno task practice ${number}\` — ${title[language]}`),
        );
      }
    },
  });

  Deno.test({
    name:
      `${name} asks two to four predictions for ten steps, one at most of arithmetic; two asides at most ${NEEDS}`,
    ignore,
    fn: async () => {
      const all = await blocks();
      assert.ok(all.filter(({ kind }) => kind === "aside").length <= 2);
      const asked = predictionsOf(all).map(({ block }) => block.answer.kind);
      assert.ok(asked.filter((kind) => kind === "number").length <= 1);
      const density = 10 * asked.length / lesson.steps;
      assert.ok(density >= 2 && density <= 4, `${asked.length} in ${lesson.steps} steps`);
    },
  });

  Deno.test({
    name: `${name} says how long it takes, to the next 5 minutes, asides left out ${NEEDS}`,
    ignore,
    fn: async () => {
      const all = await blocks(), next = all.findIndex(({ kind }) => kind === "next");
      const minutes = languages.map((language) => minutesOf(all.slice(0, next + 1), language));
      assert.equal(lesson.minutes, 5 * Math.ceil(Math.max(...minutes) / 5), `${minutes}`);
    },
  });

  Deno.test({
    name: `${name} agrees with the network in each formula, and each check passes ${NEEDS}`,
    ignore,
    fn: async () => {
      assertHolds(await blocks());
    },
  });

  Deno.test({
    name: `${name} says the same in both languages, each in its own words ${NEEDS}`,
    ignore,
    fn: async () => {
      const texts = [...textsOf(await blocks()), ...textsOf(lesson)];
      assert.ok(texts.length > 20);
      for (const { en, fr } of texts) {
        assert.ok(en?.trim() && fr?.trim(), `a translation is missing: ${en} | ${fr}`);
        const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b);
        assert.deepEqual(sorted(numbersOf(en)), sorted(numbersOf(fr)), `${en} | ${fr}`);
        const digits = (text: string) => (words(text).match(/\d+/g) ?? []).sort();
        assert.deepEqual(digits(en), digits(fr), `typed numbers: ${en} | ${fr}`);

        // Only count() and n() write long numbers as the language does; years and places of bytes are as typed.
        const long = digits(en.replace(/\(byte \d+\)/, ""))
          .filter((typed) => typed.length > 3 && !/^(19|20)\d\d$/.test(typed));
        assert.deepEqual(long, [], `thousands without a separator: ${en}`);

        const english = words(en), french = words(fr);
        if (english.split(/\s+/).length > 6) assert.notEqual(en, fr);
        assert.doesNotMatch(english, /[«»çàùœ]|(^| )(le|les|une|est|dans|pour|que) /i);
        assert.doesNotMatch(french, /(^| )(the|is|are|and|with|which|of|for) /i);
        assert.doesNotMatch(french, / [:;?!»]|« |'|\.\.\.|"/, "French typography");
        assert.doesNotMatch(english, /\u00a0[:;?!]|\.\.\./, "English typography");
      }
    },
  });

  for (const language of languages) {
    for (const colour of [true, false]) {
      for (const width of [60, 80, 120]) {
        const how = `${language}, ${width} columns, ${colour ? "colour" : "no colour"}`;
        Deno.test({
          name: `${name} fits the terminal: ${how} ${NEEDS}`,
          ignore,
          fn: async () => {
            const text = await play(await blocks(), {
              language,
              width,
              colour,
              total: lesson.steps,
            });
            for (const line of text.split("\n")) assert.ok(textWidth(line) <= width, line);
            assert.equal(text.includes("\x1b"), colour);
            assert.doesNotMatch(text, /[\ue000\ue001]|\[object/);
            assert.doesNotMatch(text, /✗/);
          },
        });
      }
    }
    Deno.test({
      name: `${name} is also written as Markdown: ${language} ${NEEDS}`,
      ignore,
      fn: async () => {
        const all = await blocks();
        const text = all.map((block) => blockMarkdown(block, language)).join("\n\n");
        assert.ok(!text.includes("\x1b"));
        assert.doesNotMatch(text, /[\ue000\ue001]|\[object/);
        const told = all.filter(({ kind }) => kind !== "code");
        for (const block of told) assert.doesNotMatch(blockMarkdown(block, language), /undefined/);
        assert.equal(text.split("$$").length - 1, 2 * formulasOf(all).length);
        assert.match(text, /^# /);
        assert.doesNotMatch(text, /[-−] ?[-−]\d/, "a sign after a sign");
      },
    });

    Deno.test({
      name:
        `${name} has formulas that KaTeX typesets: ${language} (needs --allow-read --allow-run)`,
      ignore: lacks("read", "env", "run"),
      fn: async () => {
        for (const formula of formulasOf(await blocks())) {
          const math = await mathML(formulaTex(formula, language));
          const isChecked = formula.value !== undefined && formula.traced !== undefined;
          assert.equal(math.includes("✓"), isChecked, formula.name);
        }
      },
    });
  }

  Deno.test(`${name} has help in both languages, and refuses a step that it has not`, () => {
    const command = lessonCommand(lesson), folder = "/";
    for (const language of languages) {
      const help = formatHelp(command, { language });
      assert.match(help, new RegExp(`deno task lesson${lesson.number}`));
    }
    const refused = parseCommand(command, ["--step", String(lesson.steps + 1)], {
      language: "en",
      folder,
    });
    assert.equal(refused.kind, "mistake");
  });

  Deno.test({
    name: `${name} prints its first step at once (needs --allow-read --allow-run)`,
    ignore: lacks("read", "run"),
    fn: async () => {
      const args = "run --no-prompt --no-check --allow-read".split(" ");
      const command = `--allow-env=INIT_CWD src/cli/lesson.ts ${lesson.number} --lang fr`.split(
        " ",
      );
      const start = performance.now();
      await using process = new Deno.Command(Deno.execPath(), {
        args: [...args, ...command],
        cwd: ROOT,
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      let text = "", time = Infinity;
      const decoder = new TextDecoder();
      for await (const chunk of process.stdout) {
        text += decoder.decode(chunk, { stream: true });
        if (/^── 1\/\d+ · .*\n\n./m.test(text)) {
          time = performance.now() - start;
          break;
        }
      }
      process.kill();
      await process.stderr.cancel();
      assert.match(text, /^Leçon \d/);
      // It takes 0.2 s on a quiet machine; tests run beside each other.
      assert.ok(time < 3000, `${time} ms`);
    },
  });
}

Deno.test({
  name: `every lesson of the list has its task ${NEEDS}`,
  ignore,
  fn: () => {
    const { tasks } = JSON.parse(Deno.readTextFileSync(join(ROOT, "deno.json")));
    for (let number = 1; number <= LESSONS.length; number++) {
      const command = tasks[`lesson${number}`]?.command ?? "";
      assert.ok(command.endsWith(`src/cli/lesson.ts ${number}`), command);
    }
    assert.match(tasks.lessons?.command ?? "", /src\/cli\/lessons\.ts/);
  },
});
