import assert from "node:assert/strict";
import { textWidth } from "../../src/terminal/width.ts";
import { lacks } from "../permission.ts";
import { type InTerminal, writtenInTerminal } from "../terminal/in_terminal.ts";
import { NEEDS, QUICK, Runs } from "./task.ts";

/** Whether Python, whose standard library has pseudo-terminals, is missing: never in CI. */
function lacksPython(): boolean {
  if (lacks("run", "env", "read", "write")) return true;
  if (Deno.env.has("CI")) return false;
  try {
    return !new Deno.Command("python3", { args: ["-c", "import pty"], stderr: "null" })
      .outputSync().success;
  } catch {
    return true;
  }
}

const ignore = lacksPython();
const needs = `${NEEDS} (needs python3 with pty)`;

/** What a task writes to a terminal, the escape character as `␛`. */
async function written(args: readonly string[], terminal: InTerminal): Promise<string> {
  return (await writtenInTerminal(args, terminal)).replaceAll("\x1b", "␛");
}

const train = (runs: Runs) => ["train", ...QUICK, "--run", runs.name()];

Deno.test({
  name: `a training in a terminal is redrawn, and links to its report ${needs}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const out = await written(train(runs), {
      env: { TERM: "xterm-256color", COLORTERM: "truecolor" },
    });
    assert.match(out, /␛\[1A\r␛\[J/, "redrawn");
    assert.match(out, /␛\]8;;file:\/\/\/\S+\/report\.html␛\\report\.html␛\]8;;␛\\/);
    assert.match(out, /error ␛\[38;2;205;92;30m━+/);
    assert.match(out, /loss ␛\[38;2;47;129;199m[▁▂▃▅▆▇]{30}␛/);
  },
});

Deno.test({
  name: `a training in a dumb terminal writes no escape code, and nothing twice ${needs}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const out = await written(train(runs), { env: { TERM: "dumb", COLORTERM: "truecolor" } });
    assert.ok(!/[␛\r]/.test(out), JSON.stringify(out));
    assert.equal(out.match(/^epoch/gm)?.length, 30);
  },
});

Deno.test({
  name: `a training in 30 columns keeps each epoch's accuracy on one line ${needs}`,
  ignore,
  fn: async () => {
    for (const lang of ["en", "fr"]) {
      await using runs = new Runs();
      const out = await written([...train(runs), "--lang", lang], {
        env: { TERM: "xterm" },
        columns: 30,
      });
      const lines = out.split("\n").map((line) => line.split("␛[J").at(-1)!);
      const epochs = lines.filter((line) =>
        /^(epoch|époque) +\d+\/30 test +\d+[.,]\d\d\u00a0%/.test(line)
      );
      assert.equal(epochs.length, 30, out);
      const wide = lines.filter((line) => textWidth(line.replaceAll("␛", "\x1b")) > 30);
      assert.ok(wide.every((line) => !line.includes(" ")), `broken where it can be: ${wide}`);
    }
  },
});

Deno.test({
  name: `a picture has the colours that TERM and COLORTERM tell of, or none by NO_COLOR ${needs}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const run = train(runs);
    await written(run, { env: { TERM: "dumb" } });
    const picture = (env: Record<string, string>, ...more: string[]) =>
      written(["predict", "--run", run.at(-1)!, "--data", "data/sample", ...more], { env });
    const exact = await picture({ TERM: "xterm-256color", COLORTERM: "truecolor" });
    assert.match(exact, /␛\[38;2;/);
    const most = await picture({ TERM: "xterm-256color" });
    assert.match(most, /␛\[38;5;\d+m/);
    assert.doesNotMatch(most, /38;2;/);
    const few = await picture({ TERM: "linux" });
    assert.match(few, /␛\[(30|97)m/);
    assert.doesNotMatch(few, /[34]8;/);
    assert.doesNotMatch(await picture({ TERM: "linux", NO_COLOR: "1" }), /␛/);
    for (
      const plain of [
        await picture({ TERM: "xterm", LC_ALL: "C" }, "--lang", "fr"),
        await picture({ TERM: "xterm" }, "--ascii", "--lang", "fr"),
        await picture({ TERM: "xterm", LC_ALL: "", LANG: "fr_FR.ISO-8859-1" }, "--lang", "fr"),
      ]
    ) {
      assert.match(plain, /^[\n\x20-\x7e]*$/);
      assert.match(plain, /=+.* <\n/, "a bar, and the arrow");
      assert.match(plain, /le reseau lit/);
    }
    assert.match(await picture({ TERM: "xterm", LC_ALL: "C" }, "--no-ascii"), /[▀━]/);
  },
});

Deno.test({
  name: `a lesson in a terminal is answered rightly, wrongly, with Enter, back and forth ${needs}`,
  ignore,
  fn: async () => {
    // Step 4 asks, step 7, and step 11; what cannot be read is asked for again.
    const answers = [
      ...["<n\x7f9\r>", "<3\r>", "\r"],
      ...["<\x1b[D>", "\r", "\r", "\r", "<1\r>", "\r", "b", "\r"],
      ...["\r", "\r", "\r", "\r", "b", "\r", "q"],
    ];
    const out = await written(["lesson4", "--step", "4", "--lang", "en"], {
      env: { TERM: "xterm" },
      rows: 50,
      keys: answers.join(""),
    });
    const pages = out.split("\n".repeat(49) + "␛[H").slice(1).map((page) =>
      page.replaceAll(/[^\n]*␛\[J/g, "")
    );
    assert.deepEqual(pages.map((page) => Number(/── (\d+)/.exec(page)?.[1])), [
      ...[4, 5, 4, 5, 6, 7, 8, 7, 8, 9, 10, 11, 10, 11],
    ]);
    assert.match(pages[0], /Wanted 1, 2 or 3, or Enter alone\./);
    for (const page of [pages[0], pages[2]]) {
      assert.match(page, /Your answer: 3\n {2}✓ Yes: ␛\[1m3 · worthless/);
    }
    for (const page of [pages[5], pages[7]]) {
      assert.match(page, /Your answer: 1\n {2}Answer: ␛\[1m3 · neither/);
    }
    for (const page of [pages[11], pages[13]]) {
      assert.match(page, /\n {2}Answer: ␛\[1m2 · dA1 or dZ1/);
    }
  },
});

Deno.test({
  name:
    `a page of a lesson starts at the top of a clean screen, or below in a dumb terminal ${needs}`,
  ignore,
  fn: async () => {
    const top = "\n".repeat(29) + "␛[H";
    // Enter shows the rest of the first step, Enter again leaves its prediction open.
    const page = { columns: 80, rows: 30, keys: "\r\rq" };
    const out = await written(["lesson1"], { ...page, env: { TERM: "xterm" } });
    const pages = out.split(top);
    assert.equal(pages.length, 3, JSON.stringify(out));
    assert.match(pages[1], /Lesson 1/);
    for (const page of pages.slice(1)) {
      const shown = page.replaceAll(/[^\n]*\n␛\[1A\r␛\[J/g, ""); // a line that the next one replaced
      assert.ok(shown.split("\n").length <= 30, shown);
    }
    assert.doesNotMatch(out, /␛\[[23]J/, "nothing is erased that could be scrolled to");
    const dumb = await written(["lesson1"], { ...page, env: { TERM: "dumb" } });
    assert.doesNotMatch(dumb, /␛|\n{4}/);
    assert.equal(dumb.match(/q: quit/g)?.length, 2);
  },
});
