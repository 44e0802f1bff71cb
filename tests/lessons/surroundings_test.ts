/** A page can tell the lessons: neither they nor what they import know Deno, a terminal or commands. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "../cli/task.ts";
import { lacks } from "../permission.ts";

/** The files of the project that a file imports, itself included, and the types it imports not. */
function imported(file: string, found = new Map<string, string>()): Map<string, string> {
  if (found.has(file)) return found;
  const source = readFileSync(join(ROOT, file), "utf8").replace(/\/\*[^]*?\*\/|^\s*\/\/.*/gm, "");
  found.set(file, source);
  const values = source.replace(/^(import|export) type [^;]*;/gm, "");
  for (const [, path] of values.matchAll(/(?: from |import\(|import )"(\.[^"]+\.ts)"/g)) {
    imported(relative(ROOT, join(ROOT, dirname(file), path)), found);
  }
  return found;
}

Deno.test({
  name: "lessons need neither Deno nor the command line (needs --allow-read)",
  ignore: lacks("read"),
  fn: () => {
    const files = imported("lessons/list.ts");
    assert.ok(files.size > 80 && files.has("lessons/lesson7_rungs.ts"), `${files.size} files`);
    for (const [file, source] of files) {
      assert.doesNotMatch(file, /^src\/(cli|terminal|report)\//);
      assert.doesNotMatch(source, /\bDeno\.|\bprocess\.|"node:|"npm:|import\.meta\.main/, file);
    }
    const lessons = [...files].filter(([file]) => /^(lessons|src\/lesson)\//.test(file));
    for (const [file, source] of lessons) {
      // Deno loads the compiled kernels otherwise than a page: their engines come with the story.
      assert.doesNotMatch(source, /engine\/create\.ts|assembly\/build/, file);
    }
  },
});
