import assert from "node:assert/strict";
import { join } from "node:path";
import { dataWords, findData, noteOfDataFolder } from "../../src/run/data_folder.ts";
import { PROJECT } from "../../src/run/run_folder.ts";
import { RunInProgress } from "../../src/run/run_in_progress.ts";
import { filesOf, rejectsPlainly, testInFolder } from "./runs.ts";

Deno.test("dataWords() tell nobody's folders", () => {
  assert.equal(dataWords("mnist"), "mnist");
  assert.equal(dataWords(join(PROJECT, "data", "sample")), "data/sample");
  assert.equal(dataWords(join(PROJECT, "..", "digits")), "digits");
  assert.equal(dataWords("/home/ada/my digits/"), "my digits");
  for (const data of ["mnist", join(PROJECT, "data", "sample")]) {
    assert.equal(noteOfDataFolder(data), undefined);
  }
});

testInFolder(
  "findData() finds the data of a run again, or asks for them in one line",
  async (box) => {
    const data = join(box, "digits"), results = join(box, "results");
    await Deno.mkdir(data);
    using run = RunInProgress.start(results, { name: "a" });
    run.finish({ ...filesOf("x"), dataFolder: noteOfDataFolder(data) });
    const find = (words: string) => findData(results, { name: "a", data: words });
    assert.equal(find("digits"), data);
    await Deno.remove(data);
    assert.equal(find("data/sample"), join(PROJECT, "data", "sample"));
    assert.equal(find("mnist"), "mnist");
    await rejectsPlainly(
      () => find("digits"),
      /folder "digits", which is not found: give it with --data$/,
    );
    await rejectsPlainly(() => find("\x1b[2J\n"), /folder "\\u001b\[2J\\u000a", which/);
  },
);
