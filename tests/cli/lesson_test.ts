import assert from "node:assert/strict";
import { lacks } from "../permission.ts";
import { ROOT } from "./task.ts";

/** What `src/cli/lesson.ts` says to these words, which it refuses. */
async function refused(...words: string[]): Promise<string> {
  const args = "run --no-prompt --allow-read --allow-env=INIT_CWD";
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args.split(" "), "--no-check", "src/cli/lesson.ts", ...words],
    cwd: ROOT,
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1" },
  }).output();
  const [out, line] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.equal(code, 2);
  assert.equal(out, "");
  return line;
}

Deno.test({
  name: "the command of lessons refuses what is no lesson's number (needs --allow-run)",
  ignore: lacks("run"),
  fn: async () => {
    const wanted = "lesson: wanted the number of a lesson, 1 to 7, found ";
    for (const typed of ["0", "8", "1.5", "constructor", ""]) {
      const line = await refused(typed, "--lang", "en");
      assert.equal(line, `${wanted}"${typed}": take one of deno task lessons\n`);
    }
    assert.match(await refused("8", "--lang", "fr"), /^lesson: il fallait le numéro d’une leçon/);
  },
});

Deno.test({
  name: "the command of lessons tells a mistake under the name of the lesson (needs --allow-run)",
  ignore: lacks("run"),
  fn: async () => {
    const line = await refused("3", "--neuron", "64", "--lang", "en");
    assert.equal(
      line,
      'lesson3: --neuron wants a whole number from 0 to 63, such as 0, not "64".\n',
    );
  },
});
