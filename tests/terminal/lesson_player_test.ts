import assert from "node:assert/strict";
import type { Language, Text } from "../../src/errors.ts";
import { aside, type Block, live, prose, step } from "../../src/lesson/block.ts";
import { constant } from "../../src/lesson/expression.ts";
import { predict } from "../../src/lesson/predict.ts";
import { formula } from "../../src/lesson/formula.ts";
import type { Key } from "../../src/terminal/keys.ts";
import { playLesson } from "../../src/terminal/lesson_player.ts";

const text = (en: string) => ({ en, fr: `${en} (fr)` });

/** A lesson of three steps; the second has three paragraphs, the third something live. */
async function* story(done: string[] = []): AsyncGenerator<Block> {
  yield step(text("one"));
  yield prose(text("words of one"));
  yield step(text("two"));
  done.push("two");
  for (const letter of "abc") yield prose(text(`${letter}\n${letter}\n${letter}`));
  yield step(text("three"));
  done.push("three");
  yield live(async function* () {
    yield prose(text("frame 1"));
    await Promise.resolve();
    yield prose(text("frame 2"));
  });
}

/** Plays a lesson to somebody who types these keys, and gives what was written. */
async function play(
  blocks: AsyncIterable<Block>,
  {
    keys,
    lines = [],
    ahead = [],
    height = 50,
    language = "en",
    colour = false,
    start,
    redraws = true,
  }: {
    keys?: Key[];
    lines?: (string | Exclude<Key, "next" | "open">)[];
    /** What is typed before it is asked for. */
    ahead?: Key[];
    height?: number;
    language?: Language;
    colour?: boolean;
    start?: number;
    redraws?: boolean;
  } = {},
) {
  let out = "";
  const write = (text: string) => void (out += text);
  const waits: string[] = [];
  const end = await playLesson(blocks, {
    terminal: {
      width: 80,
      isTerminal: keys !== undefined,
      redraws: keys !== undefined && redraws,
      ascii: false,
      isClosed: false,
      failure: undefined,
      link: (text: string) => text,
      colour,
      language,
      write,
      print: (lines = "") => write(lines + "\n"),
      say: (text: Text) => write(text[language] + "\n"),
    },
    width: () => 80,
    total: 3,
    start,
    command: "deno task lesson3 --digit 5",
    pace: keys && {
      height: () => height,
      forget: () => Promise.resolve(void ahead.splice(0)),
      quiet: () => {
        out += "<quiet>";
        return { [Symbol.dispose]: () => void (out += "</quiet>") };
      },
      line: (echo) => {
        const typed = ahead.length > 0 ? "" : lines.shift() ?? "quit";
        if (typed === "back" || typed === "quit" || typed === "interrupt") {
          return Promise.resolve({ key: typed });
        }
        echo(typed);
        return Promise.resolve({ typed });
      },
      key: () => {
        waits.push(
          out.slice(out.lastIndexOf("\n") + 1).replaceAll("\x1b", "␛").split(/␛\[[JH]/).at(-1)!,
        );
        return Promise.resolve(ahead.shift() ?? keys.shift() ?? "quit");
      },
    },
  });
  const computing = `<quiet>${language === "fr" ? "calcul en cours…" : "working…"}\r\x1b[J</quiet>`;
  if (keys && redraws) assert.ok(out.includes(computing));
  out = out.replaceAll(computing, "");
  const top = "\n".repeat(height - 1) + "\x1b[H";
  const pages = out.split(top), turns = pages.length - 1;
  out = pages.join("");
  return {
    end,
    waits,
    out,
    pages,
    turns,
    headings: [...out.matchAll(/── (\d\/3 · \w+)/g)].map((m) => m[1]),
  };
}

Deno.test("playLesson() writes all of it where there is nobody to wait for", async () => {
  const { end, out, headings } = await play(story());
  assert.equal(end, "read");
  assert.deepEqual(headings, ["1/3 · one", "2/3 · two", "3/3 · three"]);
  assert.ok(out.endsWith("\n\nframe 2\n"));
  assert.ok(!out.includes("frame 1") && !out.includes("\x1b") && !out.includes("Enter"));
});

Deno.test("playLesson() leaves an empty line between blocks, but not between formulas", async () => {
  const { out } = await play((async function* () {
    yield step(text("one"));
    yield formula("a", constant(1));
    yield formula("b", constant(2));
    yield prose(text("words"));
  })());
  assert.match(out, /^── .*\n\n {2}a = 1\n {2}b = 2\n\nwords\n$/);
});

Deno.test("playLesson() waits after each step, and computes the next one only then", async () => {
  const done: string[] = [];
  const { end, waits, headings } = await play(story(done), { keys: ["next", "quit"] });
  assert.equal(end, "left");
  assert.deepEqual(headings, ["1/3 · one", "2/3 · two"]);
  assert.deepEqual(done, ["two"]);
  assert.deepEqual(waits, [
    "step 1/3 · Enter: next step · q: quit",
    "step 2/3 · Enter: next step · b: back · q: quit",
  ]);
});

Deno.test("playLesson() forgets what was typed while it computed", async () => {
  const ahead: Key[] = [];
  const computing = async function* (): AsyncGenerator<Block> {
    for await (const block of asking()) {
      if (block.kind === "step" || block.kind === "predict") ahead.push("next", "next");
      yield block;
    }
  };
  const { out, waits } = await play(computing(), {
    keys: Array(3).fill("next"),
    lines: ["2", "0.5"],
    ahead,
  });
  assert.deepEqual(waits.map((line) => line.slice(0, 8)), [
    ...Array(2).fill("step 1/3"),
    "step 2/3",
    "step 3/3",
  ]);
  assert.match(out, /Your answer: 2\n[^]*Your answer: 0\.5\n/);
});

Deno.test("playLesson() goes back, and on again, with the same blocks", async () => {
  const keys: Key[] = ["back", "next", "back", "next", "next", "back", "next", "next"];
  const { end, headings, out } = await play(story(), { keys });
  assert.equal(end, "read");
  const order = [1, 2, 1, 2, 3, 2, 3]; // nothing is before the first step
  assert.deepEqual(headings.map((heading) => Number(heading[0])), order);
  assert.equal(out.split("frame 2").length - 1, 2);
  assert.equal(out.split("frame 1").length - 1, 1);
});

Deno.test("playLesson() starts at a step, the ones before it computed and not written", async () => {
  const { headings, out } = await play(story(), { start: 3 });
  assert.deepEqual(headings, ["3/3 · three"]);
  assert.ok(!out.includes("words of one"));
  const back = await play(story(), { start: 3, keys: ["back", "quit"] });
  assert.deepEqual(back.headings, ["3/3 · three", "2/3 · two"]);
  assert.match(back.out, /doing the work of the steps before: 1 of 2…/);
});

Deno.test("playLesson() stops inside a step that is higher than the window", async () => {
  const { waits } = await play(story(), { keys: Array(9).fill("next"), height: 12, start: 2 });
  assert.deepEqual(waits.slice(0, 2), [
    "step 2/3 · Enter: more · b: back · q: quit",
    "step 2/3 · Enter: next step · b: back · q: quit",
  ]);
  const left = await play(story(), { keys: ["back", "quit"], height: 12, start: 2 });
  assert.deepEqual(left.headings, ["2/3 · two", "1/3 · one"]);
});

Deno.test("playLesson() starts each page at the top of a clean screen, and ends below the last", async () => {
  const keys: Key[] = ["next", "back", "next", "next", "next", "next"];
  const { turns, headings } = await play(story(), { keys, height: 12 });
  assert.equal(headings.length, 5); // 1, 2, 1, 2 and 3; the second page of 2 is turned to as well
  assert.equal(turns, 6);
  assert.equal((await play(story(), { keys: ["quit"] })).turns, 1);
  assert.equal((await play(story())).turns, 0);
});

Deno.test("playLesson() wipes nothing off where escape codes are unknown, and waits all the same", async () => {
  const { out, waits } = await play(story(), { keys: ["back", "next", "quit"], redraws: false });
  assert.ok(!out.includes("\x1b"), JSON.stringify(out));
  assert.equal(waits.length, 3);
  assert.match(out, /words of one\n\nstep 1\/3 .* q: quit\nstep 1\/3 .*\n── 2\/3 · two/);
});

/** A step with three lines above something live of four lines. */
async function* tallLive(done: string[]): AsyncGenerator<Block> {
  yield step(text("one"));
  yield prose(text("a\na\na"));
  yield live(function* () {
    yield prose(text("1\n1\n1\n1"));
    done.push("second frame");
    yield prose(text("2\n2\n2\n2"));
  });
  yield step(text("two"));
}

Deno.test("playLesson() waits before something live that would push the page out of the window", async () => {
  const done: string[] = [];
  const { out, waits, end } = await play(tallLive(done), { keys: ["next", "quit"], height: 9 });
  assert.equal(end, "left");
  assert.deepEqual(waits, [
    "step 1/3 · Enter: more · q: quit",
    "step 1/3 · Enter: next step · q: quit",
  ]);
  assert.match(
    out,
    /a\na\na\n<quiet><\/quiet>\nstep .*<quiet>1\n1\n1\n1\n.*2\n2\n2\n2\n<\/quiet>/s,
  );
  const roomy = await play(tallLive([]), { keys: ["quit"], height: 12 });
  assert.deepEqual(roomy.waits, ["step 1/3 · Enter: next step · q: quit"]);
});

Deno.test("playLesson() stops the work of something live when the reader leaves before it", async () => {
  for (const [key, end] of [["quit", "left"], ["interrupt", "interrupted"]] as const) {
    const done: string[] = [];
    const played = await play(tallLive(done), { keys: [key], height: 9 });
    assert.deepEqual([played.end, done, played.out.includes("1\n1")], [end, [], false]);
  }
});

Deno.test("playLesson() cuts what is higher than a page at its empty lines, and nothing else", async () => {
  const rows = ["a\na\na\na", "b\nb\nb\nb", "c\nc\nc\nc"];
  const tall = async function* (): AsyncGenerator<Block> {
    yield step(text("one"));
    yield prose(text(rows.join("\n\n")));
  };
  const pages = async (height: number) => {
    const { out } = await play(tall(), { keys: Array(4).fill("next"), height });
    return out.replaceAll("\x1b", "␛").split(/step 1\/3[^\n]*␛\[J/).map((page) =>
      page.replace(/[^abc]/g, "")
    );
  };
  assert.deepEqual(await pages(11), ["aaaa", "bbbbcccc", ""]);
  assert.deepEqual(await pages(9), ["aaaa", "bbbb", "cccc", ""]);
  assert.deepEqual(await pages(17), ["", "aaaabbbbcccc", ""]);
  assert.deepEqual(await pages(18), ["aaaabbbbcccc", ""]);
});

Deno.test("playLesson() redraws what is live in place, and says how it ended", async () => {
  const { out, end } = await play(story(), { keys: ["interrupt"], start: 3 });
  assert.equal(end, "interrupted");
  assert.ok(
    out.includes("<quiet>\nframe 1\n\x1b[1A\r\x1b[Jframe 2\n</quiet>"),
    JSON.stringify(out),
  );
});

Deno.test("playLesson() names the keys in the terminal's own colour, which is always readable", async () => {
  const { waits } = await play(story(), { keys: ["quit"], colour: true });
  assert.deepEqual(waits, ["step 1/3 · Enter: next step · q: quit"]);
});

Deno.test("playLesson() speaks the reader's language", async () => {
  const { out, waits } = await play(story(), { keys: ["next", "next", "next"], language: "fr" });
  assert.ok(out.includes("words of one (fr)"));
  assert.equal(waits[2], "étape 3/3 · Entrée\u00a0: finir · b\u00a0: retour · q\u00a0: quitter");
});

const question = predict(text("up?"), {
  choices: [text("yes"), text("no")],
  right: 1,
  why: text("because"),
});

/** Three steps: a prediction and an aside, another prediction, and a question with its answer. */
async function* asking(): AsyncGenerator<Block> {
  yield { kind: "recall", question: text("what was it?"), answer: text("it was that") };
  yield step(text("one"));
  yield question;
  yield prose(text("after one"));
  yield aside(text("by the way"), () => [prose(text("inside"))]);
  yield step(text("two"));
  yield predict(text("how much?"), { number: 0.5, why: text("half") });
  yield step(text("three"));
  yield { kind: "question", text: text("and now?"), answer: text("this") };
}

Deno.test("playLesson() waits for an answer, shows it with its reason, and does not ask twice", async () => {
  const keys: Key[] = ["next", "next", "back", "next", "next", "next"];
  const { out, end, waits } = await play(asking(), { keys, lines: ["maybe", "2", "0,7"] });
  assert.equal(end, "read");
  assert.match(out, /\? up\?\n {2}1 yes\n {2}2 no\n/);
  assert.match(out, /Wanted 1 or 2, or Enter alone/);
  const seen = out.split("Your answer: 2\n  ✓ Yes: 2 · no\n  because\n").length - 1;
  assert.equal(seen, 2, "once answered, once more after going back");
  assert.match(out, /Your answer: 0,7\n {2}Answer: 0\.5\n {2}half/);
  assert.equal(out.split("(1 or 2; Enter: I don’t know)").length - 1, 2, "asked, and once more");
  assert.ok(waits.includes("step 1/3 · Enter: next step · a: aside · q: quit"), waits.join("\n"));
  assert.match(
    out,
    /To look at again:\n {2}2 · two\n {4}deno task lesson3 --digit 5 --step 2\n/,
  );
});

Deno.test("playLesson() takes Enter for I don't know, and has nothing to look at again after right answers", async () => {
  const keys: Key[] = ["next", "next", "next", "next"];
  const { out } = await play(asking(), { keys: [...keys], lines: ["", "1/2"] });
  assert.match(out, /\[J {2}Answer: 2 · no\n {2}because/);
  assert.match(out, /again:\n {2}1 · one\n.*--step 1\n/);
  const right = await play(asking(), { keys: [...keys], lines: ["2", "0.5"], language: "fr" });
  assert.ok(!right.out.includes("revoir"), right.out);
  assert.match(right.out, /Votre réponse \(1 ou 2\u00a0; Entrée\u00a0: je ne sais pas\)\u00a0: /);
});

Deno.test("playLesson() lets a reader leave, or go back, instead of answering", async () => {
  const left = await play(asking(), { keys: ["next"], lines: ["quit"] });
  assert.equal(left.end, "left");
  const stopped = await play(asking(), { keys: ["next"], lines: ["interrupt"] });
  assert.equal(stopped.end, "interrupted");
  const back = await play(asking(), {
    keys: ["next", "next", "quit"],
    lines: ["2", "back"],
  });
  assert.deepEqual(back.headings, ["1/3 · one", "2/3 · two", "1/3 · one"]);
});

Deno.test("playLesson() opens what is folded, once, where a key asks for it", async () => {
  const keys: Key[] = ["open", "next", "open", "open", "next", "next", "open", "next"];
  const { out, waits } = await play(asking(), { keys, lines: ["2", "0.5"] });
  assert.equal(waits[0], "step 1/3 · Enter: more · a: answer · q: quit");
  assert.equal(waits[1], "step 1/3 · Enter: more · q: quit");
  assert.match(out, /it was that\n[^]*Aside: by the way[^]*inside\n[^]*• and now\?\n\nthis\n/);
  assert.equal(out.split("inside").length - 1, 1);
  const plain = await play(asking(), { keys: Array(4).fill("next"), lines: ["2", "0.5"] });
  for (const hidden of ["it was that", "inside", "\nthis\n"]) {
    assert.ok(!plain.out.includes(hidden));
  }
});

Deno.test("playLesson() offers an aside that is shown, and keeps its title with its text", async () => {
  for (const height of [8, 9, 10, 11, 12, 13]) {
    const { pages, waits } = await play(
      (async function* () {
        yield step(text("one"));
        for (const line of ["first", "second", "third"]) yield prose(text(line));
        yield aside(text("by the way"), () => [prose(text("inside"))]);
      })(),
      { keys: ["open", "next", "open", "next", "next"], height },
    );
    for (const page of pages) {
      assert.equal(page.includes("Aside: by the way ─"), page.includes("inside"), `${height}`);
      if (page.includes("a: aside")) assert.match(page, /▸ Aside: /);
    }
    assert.ok(waits.some((wait) => wait.includes("a: aside")), `${height}`);
  }
});

Deno.test("playLesson() asks nothing where there is nobody: question, answer and reason are written", async () => {
  const { out } = await play(asking());
  assert.match(out, /From last time\. what was it\?\nit was that\n/);
  assert.match(out, /\? up\?\n {2}1 yes\n {2}2 no\n {2}Answer: 2 · no\n {2}because\n/);
  assert.ok(!out.includes("Enter") && !out.includes("again"));
});
