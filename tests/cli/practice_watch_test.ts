import assert from "node:assert/strict";
import { EXERCISES } from "../../practice/list.ts";
import { type PracticeKey, watchPractice } from "../../src/cli/practice_watch.ts";
import { pathOf, solutionOf, writeStarters } from "../../src/practice/learner_files.ts";
import { readProgress } from "../../src/practice/progress.ts";
import { openTerminal } from "../../src/terminal/terminal.ts";
import { lacks } from "../permission.ts";

const ignore = lacks("read", "write", "run", "env");
const needs = "(needs --allow-read --allow-write --allow-run)";

/** From softmax on. */
const LATER = EXERCISES.slice(1);

/** Somebody who watches: types keys, saves files, and waits for what the screen shows. */
async function watching(
  work: (person: {
    folder: string;
    press: (key: PracticeKey) => void;
    sees: (expected: RegExp) => Promise<string>;
  }) => Promise<void>,
  language: "en" | "fr" = "en",
): Promise<void> {
  const folder = await Deno.makeTempDir();
  let screen = "", wake: (key: PracticeKey) => void = () => {};
  const pressed: PracticeKey[] = [];
  const terminal = openTerminal(language, {
    isTerminal: () => true,
    writeSync(bytes) {
      const text = new TextDecoder().decode(bytes);
      screen = text.startsWith("\x1b[H\x1b[J") ? text.slice(6) : screen + text;
      return bytes.length;
    },
  }, { abilities: { colours: 2, escapes: true, ascii: false } });
  await writeStarters(LATER, { language, folder });
  const end = watchPractice({
    exercises: LATER,
    first: LATER[0],
    folder,
    terminal,
    key: () => {
      const key = pressed.shift();
      return key ? Promise.resolve(key) : new Promise((resolve) => wake = resolve);
    },
    keep: () => Promise.reject(new Error("these exercises train nothing")),
    height: () => 40,
  });
  try {
    await work({
      folder,
      press(key) {
        const waiting = wake;
        wake = (key) => pressed.push(key);
        waiting(key);
      },
      async sees(expected) {
        for (let i = 0; i < 600 && !expected.test(screen); i++) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        assert.match(screen, expected);
        return screen;
      },
    });
  } finally {
    wake("quit");
    await end;
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: `a save is judged, hints and list are shown, the solution only when it may be ${needs}`,
  ignore,
  fn: () =>
    watching(async ({ folder, press, sees }) => {
      const [softmax, next] = LATER;
      await sees(/To write: softmax\(Z\)/);
      press("solution");
      await sees(/shown once yours is right, or after the third hint/);
      await Deno.writeTextFile(
        pathOf(softmax, folder),
        "export function softmax(Z: number[][]): string {\n  console.log(Z.length);\n" +
          "  return Z.map((row) => row.map(Math.exp));\n}\n",
      );
      const screen = await sees(/your rows do not sum to 1[^]*Your code writes:\n {2}7|7\n/);
      assert.doesNotMatch(screen, /third hint/, "the remark is gone");
      await sees(/TypeScript says[^]*3:3 Type/);
      for (const i of [1, 2, 3]) {
        press("hint");
        await sees(new RegExp(`Hint ${i}/3`));
      }
      press("solution");
      await sees(/Notice: the maximum/);
      await Deno.writeTextFile(pathOf(softmax, folder), await solutionOf(softmax, "en"));
      await sees(/2 · Softmax ✓[^]*✓ P[^]*All of it is right/);
      assert.deepEqual(await readProgress(folder), new Set([2]));
      press("list");
      await sees(/✓ {2}2 {2}Softmax\n +3/);
      press("next");
      await sees(new RegExp(`${next.number} · ${next.title.en}[^]*To write`));
    }),
});

Deno.test({
  name: `a file that is emptied or deleted while it is watched is said, and comes back ${needs}`,
  ignore,
  fn: () =>
    watching(async ({ folder, sees }) => {
      const path = pathOf(LATER[0], folder);
      await sees(/À écrire/);
      await Deno.writeTextFile(path, "");
      await sees(/Le fichier est vide[^]*--reset\s+2/);
      await Deno.remove(path);
      await sees(/n’existe pas[^]*--reset\s+2/);
      // As editors do: beside it, and renamed.
      await Deno.writeTextFile(`${path}~`, await solutionOf(LATER[0], "fr"));
      await Deno.rename(`${path}~`, path);
      await sees(/Tout est juste/);
      await Deno.writeTextFile(path, "export function softmax() { for (;;); }");
      await sees(/exécution…/);
      await Deno.writeTextFile(path, await solutionOf(LATER[0], "fr"));
      await sees(/Tout est juste/);
    }, "fr"),
});
