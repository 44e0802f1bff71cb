import assert from "node:assert/strict";
import { join } from "node:path";
import { lockFile } from "../../src/run/file_lock.ts";
import { sweep } from "../../src/run/leftovers.ts";
import { listRuns, readRunFile } from "../../src/run/run_folder.ts";
import { RunInProgress } from "../../src/run/run_in_progress.ts";
import { everything, filesOf, rejectsPlainly, testInFolder, writeRun } from "./runs.ts";

const WHOLE = ["a", "a/metrics.json", "a/model.safetensors"];
const start = RunInProgress.start;

async function text(folder: string, name: string, file = "metrics.json"): Promise<string> {
  return new TextDecoder().decode(await readRunFile(folder, { name, file }));
}

/** Does work while one of Deno's functions fails from its `count`-th call on. */
function failing(
  method: "renameSync" | "openSync",
  { count, work }: { count: number; work: () => void },
): void {
  const real = Deno[method];
  let calls = 0;
  // deno-lint-ignore no-explicit-any -- stands in for either
  Deno[method] = ((...args: [any, any]) => {
    if (++calls >= count) throw new Error("No space left on device (os error 28)");
    return real(...args);
  }) as typeof real & typeof Deno.openSync & typeof Deno.renameSync;
  try {
    work();
  } finally {
    Object.assign(Deno, { [method]: real });
  }
}

/** What a program that is killed right before the `at`-th renaming leaves. */
async function killed(folder: string, { at, force }: { at: number; force: boolean }) {
  const script = `
    import { RunInProgress } from ${
    JSON.stringify(import.meta.resolve("../../src/run/run_in_progress.ts"))
  };
    const { renameSync } = Deno;
    let calls = 0;
    Deno.renameSync = (...args) => {
      if (++calls === ${at}) Deno.kill(Deno.pid, "SIGKILL");
      renameSync(...args);
    };
    const run = RunInProgress.start(${JSON.stringify(folder)}, { name: "a", force: ${force} });
    if (${at} === 0) Deno.kill(Deno.pid, "SIGKILL");
    run.finish({ model: new TextEncoder().encode("new"), metrics: "new" });`;
  const args = ["eval", `--config=${join(import.meta.dirname!, "../../deno.json")}`, script];
  const { signal } = await new Deno.Command(Deno.execPath(), { args, stderr: "null" }).output();
  assert.equal(signal, "SIGKILL");
}
const kills = {
  ignore: Deno.build.os === "windows" ||
    (await Deno.permissions.query({ name: "run" })).state !== "granted",
};

testInFolder(
  "a run lives in its folder from its start, and is no run until its end",
  async (box) => {
    const folder = join(box, "results");
    using run = start(folder, { name: "a" });
    assert.deepEqual(await everything(box), ["results", "results/a", "results/a/unfinished"]);
    assert.deepEqual(await listRuns(folder), []);
    await rejectsPlainly(() => text(folder, "a"), /"a" in .* is not finished/);
    run.finish(filesOf("x"));
    assert.deepEqual(await everything(folder), WHOLE);
    assert.equal(await text(folder, "a", "model.safetensors"), "x");
  },
);

testInFolder("a run that is given up leaves nothing, and its name is free", async (folder) => {
  {
    using _run = start(folder, { name: "a" });
  }
  assert.deepEqual(await everything(folder), []);
  assert.equal(writeRun(folder, "a"), "a");
});

testInFolder(
  "a second training of a name is refused at once while the first is at work",
  async (folder) => {
    using run = start(folder, { name: "a" });
    for (const force of [false, true]) {
      await rejectsPlainly(() => start(folder, { name: "a", force }), /"a" .* is being trained/);
    }
    run.finish(filesOf("first"));
    await rejectsPlainly(() => start(folder, { name: "a" }), /"a" is taken.*--force/);
    using _again = start(folder, { name: "a", force: true });
    await rejectsPlainly(() => start(folder, { name: "a", force: true }), /is being trained/);
    assert.equal(await text(folder, "a"), "first");
  },
);

testInFolder("numbered runs find a free name each, finished or not", (folder) => {
  using _first = start(folder, { name: "a" });
  assert.equal(writeRun(folder, "a", { numbered: true }), "a-2");
  assert.equal(writeRun(folder, "a", { numbered: true }), "a-3");
});

testInFolder("force keeps the old run until the new one is whole", async (folder) => {
  writeRun(folder, "a", { word: "old" });
  await Deno.writeTextFile(join(folder, "a", "report.html"), "old");
  await Deno.writeTextFile(join(folder, "a", "data_folder.txt"), "old");
  {
    using _given_up = start(folder, { name: "a", force: true });
    assert.equal(await text(folder, "a"), "old");
  }
  assert.equal(await text(folder, "a", "report.html"), "old");
  writeRun(folder, "a", { word: "new", force: true });
  assert.equal(await text(folder, "a"), "new");
  assert.deepEqual(await everything(folder), WHOLE, "no report, no data of the old one");
});

testInFolder("force does not touch a folder or a file that is no run", async (folder) => {
  await Deno.mkdir(join(folder, "notes"));
  await Deno.writeTextFile(join(folder, "notes", "thesis.txt"), "mine");
  await Deno.writeTextFile(join(folder, "file"), "mine");
  for (const name of ["notes", "file"]) {
    await rejectsPlainly(() => start(folder, { name, force: true }), /replaces only runs/);
    await rejectsPlainly(() => start(folder, { name }), /is taken/);
  }
  assert.deepEqual(await everything(folder), ["file", "notes", "notes/thesis.txt"]);
});

for (const method of ["openSync", "renameSync"] as const) {
  testInFolder(`finish() that fails in ${method} leaves the old run as it was`, async (folder) => {
    writeRun(folder, "a", { word: "old" });
    for (const count of method === "openSync" ? [1, 2] : [1]) {
      using run = start(folder, { name: "a", force: true });
      let error: unknown;
      failing(method, {
        count,
        work() {
          try {
            run.finish(filesOf("new"));
          } catch (thrown) {
            error = thrown;
          }
        },
      });
      await rejectsPlainly(() => Promise.reject(error), /No space left/);
    }
    assert.equal(await text(folder, "a"), "old");
    assert.equal(await text(folder, "a", "model.safetensors"), "old");
    assert.deepEqual(await everything(folder), WHOLE);
  });
}

testInFolder("start() says so when the folder of results is a file", async (box) => {
  const folder = join(box, "results");
  await Deno.writeTextFile(folder, "mine");
  for (const place of [{}, { numbered: true }, { force: true }]) {
    await rejectsPlainly(() => start(folder, { name: "a", ...place }), /Check that it is a folder/);
  }
  assert.deepEqual(await everything(box), ["results"]);
});

testInFolder("start() never leaves the folder of results", async (box) => {
  const folder = join(box, "results");
  for (const name of ["../a", "..", "con", "a".repeat(101), "字".repeat(81)]) {
    assert.throws(() => start(folder, { name }), RangeError);
  }
  assert.deepEqual(await everything(box), []);
});

testInFolder(
  "a killed training leaves a run that is found, and the next command tidies up",
  async (folder) => {
    for (let kill = 0; kill < 3; kill++) await killed(folder, { at: 0, force: false });
    assert.deepEqual(await everything(folder), ["a", "a/unfinished"]);
    writeRun(folder, "b");
    assert.deepEqual(await listRuns(folder), ["b"]);
    assert.ok(!(await everything(folder)).includes("a"));

    for (const [at, wanted] of [[1, "old"], [2, "new"]] as const) {
      writeRun(folder, "a", { word: "old", force: true });
      await killed(folder, { at, force: true });
      assert.equal(await text(folder, "a", "model.safetensors"), wanted);
      assert.ok((await listRuns(folder)).includes("a"));
      sweep(folder);
      assert.equal(await text(folder, "a"), wanted);
      assert.equal(await text(folder, "a", "model.safetensors"), wanted);
      await Deno.remove(join(folder, "b"), { recursive: true }).catch(() => {});
      assert.deepEqual(await everything(folder), WHOLE);
    }
  },
  kills,
);

testInFolder(
  "sweep() leaves what somebody is at work on, and checkpoints",
  async (folder) => {
    using _run = start(folder, { name: "a" });
    writeRun(folder, "b");
    await Deno.writeTextFile(join(folder, "b", "report.html.new"), "half");
    await Deno.mkdir(join(folder, "c"));
    const half = ["checkpoint.safetensors.new", "checkpoint.safetensors.old"];
    for (const file of ["unfinished", ...half]) {
      await Deno.writeTextFile(join(folder, "c", file), "");
    }
    {
      using _writing = lockFile(join(folder, "b", "report.html.new"));
      sweep(folder);
      assert.ok((await everything(folder)).includes("b/report.html.new"));
    }
    sweep(folder);
    assert.deepEqual(await everything(folder), [
      "a",
      "a/unfinished",
      "b",
      "b/metrics.json",
      "b/model.safetensors",
      "c",
      "c/checkpoint.safetensors",
    ]);
  },
);

const bytes = (word: string) => new TextEncoder().encode(word);
const checkpoint = (folder: string) => text(folder, "a", "checkpoint.safetensors");

testInFolder("a checkpoint is written whole or not at all, and is gone on with", async (folder) => {
  {
    using run = start(folder, { name: "a" });
    run.checkpoint(bytes("first"));
    for (const method of ["openSync", "renameSync"] as const) {
      const write = () => assert.throws(() => run.checkpoint(bytes("second")), /No space left/);
      failing(method, { count: 1, work: write });
      assert.equal(await checkpoint(folder), "first");
    }
  }
  assert.deepEqual(await everything(folder), ["a", "a/checkpoint.safetensors"]);
  assert.deepEqual(await listRuns(folder), ["a"]);
  await rejectsPlainly(() => text(folder, "a"), /not finished.*go on with: .*--resume a/);
  await rejectsPlainly(() => start(folder, { name: "a" }), /"a" is taken.*--resume a/);
  for (const resumable of [true, false]) {
    const { run, checkpoint: content } = await RunInProgress.resume(folder, "a");
    assert.deepEqual(new Uint8Array(content), bytes("first"));
    await rejectsPlainly(() => RunInProgress.resume(folder, "a"), /is being trained/);
    await rejectsPlainly(() => start(folder, { name: "a" }), /is being trained/);
    assert.ok(run.isResumable);
    run.finish({ ...filesOf("x"), resumable });
    const left = [...WHOLE.slice(0, 1), ...resumable ? ["a/checkpoint.safetensors"] : []];
    assert.deepEqual(await everything(folder), [...left, ...WHOLE.slice(1)]);
  }
  await rejectsPlainly(() => RunInProgress.resume(folder, "a"), /"a" .* is finished/);
  await rejectsPlainly(() => RunInProgress.resume(folder, "b"), /No run "b"/);
});

testInFolder("a run that fails gives back the checkpoint that it replaced", async (folder) => {
  {
    using run = start(folder, { name: "a" });
    run.checkpoint(bytes("first"));
    run.checkpoint(bytes("second"));
  }
  {
    using run = start(folder, { name: "a", force: true });
    run.dropCheckpoint(); // it has written none
    for (const word of ["third", "fourth"]) run.checkpoint(bytes(word));
    assert.equal(await checkpoint(folder), "fourth");
    run.dropCheckpoint();
  }
  assert.equal(await checkpoint(folder), "second");
  {
    const { run } = await RunInProgress.resume(folder, "a");
    using _run = run;
    run.checkpoint(bytes("third"));
    run.dropCheckpoint();
  }
  assert.equal(await checkpoint(folder), "third", "what was gone on with stays");
  using run = start(folder, { name: "a", force: true });
  run.checkpoint(bytes("fourth"));
  run.finish(filesOf("x"));
  assert.deepEqual(await everything(folder), WHOLE);
});

testInFolder("lockFile() is held once, and by nobody when its file was removed", async (folder) => {
  const path = join(folder, "lock");
  assert.throws(() => lockFile(path), Deno.errors.NotFound);
  const held = lockFile(path, { create: true })!;
  assert.equal(lockFile(path), undefined);
  await Deno.remove(path);
  using again = lockFile(path, { create: true });
  assert.ok(again);
  held.close();
  assert.equal(lockFile(path), undefined);
});
