import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../src/errors.ts";
import { assertRunIsFree, listRuns, readRunFile, writeRun } from "../../src/run/run_folder.ts";
import { lacks } from "../permission.ts";

const FILES = { "metrics.json": "{}", "model.safetensors": new Uint8Array([1, 2, 3]) };

/** A test with a folder of its own. */
function testInFolder(name: string, work: (folder: string) => Promise<void>): void {
  Deno.test({
    name: `${name} (needs --allow-read, --allow-write)`,
    ignore: lacks("read", "write"),
    async fn() {
      const folder = await Deno.makeTempDir();
      try {
        await work(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Every file and folder, hidden ones too, so that a forgotten one is seen. */
async function everything(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    found.push(name);
    if (!isDirectory) continue;
    for (const inner of await everything(join(folder, name))) found.push(`${name}/${inner}`);
  }
  return found.sort();
}

async function text(folder: string, name: string, file = "metrics.json"): Promise<string> {
  return new TextDecoder().decode(await readRunFile(folder, { name, file }));
}

/** Files the second of which cannot be had: the disk is full midway. */
function failingMidway(): Record<string, string> {
  return Object.defineProperty({ "metrics.json": "new" }, "model.safetensors", {
    enumerable: true,
    get() {
      throw new Error("No space left on device (os error 28): write");
    },
  }) as Record<string, string>;
}

async function rejectsPlainly(work: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert(error instanceof UserError, String(error));
    assert.match(error.message, message);
    assert.notEqual(error.text.fr, error.text.en);
    return true;
  });
}

testInFolder(
  "writeRun() makes the folder of results and leaves nothing but the run",
  async (box) => {
    const folder = join(box, "results");
    assert.equal(await writeRun(folder, { name: "a", files: FILES }), "a");
    assert.deepEqual(await everything(box), [
      "results",
      "results/a",
      "results/a/metrics.json",
      "results/a/model.safetensors",
    ]);
    const bytes = await readRunFile(folder, { name: "a", file: "model.safetensors" });
    assert.deepEqual([...bytes], [1, 2, 3]);
    assert.equal(await text(folder, "a"), "{}");
  },
);

testInFolder("writeRun() finds a name taken by an empty folder, unless forced", async (folder) => {
  await Deno.mkdir(join(folder, "a"));
  await rejectsPlainly(writeRun(folder, { name: "a", files: FILES }), /is taken/);
  await writeRun(folder, { name: "a", files: FILES, force: true });
  assert.deepEqual(await listRuns(folder), ["a"]);
});

testInFolder(
  "writeRun({ force }) puts the old run back when the new one cannot go there",
  async (folder) => {
    await writeRun(folder, { name: "a", files: { "metrics.json": "old" } });
    const { rename } = Deno;
    let calls = 0;
    Deno.rename = (from, to) => {
      const failure = new Error("Input/output error (os error 5)");
      return ++calls === 2 ? Promise.reject(failure) : rename(from, to);
    };
    try {
      await rejectsPlainly(
        writeRun(folder, { name: "a", files: FILES, force: true }),
        /os error 5/,
      );
    } finally {
      Deno.rename = rename;
    }
    assert.equal(await text(folder, "a"), "old");
    assert.deepEqual(await everything(folder), ["a", "a/metrics.json"]);
  },
);

testInFolder("writeRun() refuses a name that is taken, and keeps the run", async (folder) => {
  await writeRun(folder, { name: "a", files: { "metrics.json": "old" } });
  await rejectsPlainly(writeRun(folder, { name: "a", files: FILES }), /"a" is taken.*--force/);
  assert.equal(await text(folder, "a"), "old");
  assert.deepEqual(await everything(folder), ["a", "a/metrics.json"]);
});

testInFolder("writeRun({ force }) replaces the whole run, or makes a new one", async (folder) => {
  await writeRun(folder, { name: "a", files: FILES, force: true });
  await writeRun(folder, { name: "a", files: { "metrics.json": "new" }, force: true });
  assert.equal(await text(folder, "a"), "new");
  assert.deepEqual(await everything(folder), ["a", "a/metrics.json"]);
});

testInFolder(
  "writeRun({ force }) does not delete a folder or a file that is no run",
  async (folder) => {
    await Deno.mkdir(join(folder, "notes"));
    await Deno.writeTextFile(join(folder, "notes", "thesis.txt"), "mine");
    await Deno.writeTextFile(join(folder, "file"), "mine");
    for (const name of ["notes", "file"]) {
      const work = writeRun(folder, { name, files: FILES, force: true });
      await rejectsPlainly(work, /replaces only runs/);
    }
    assert.deepEqual(await everything(folder), ["file", "notes", "notes/thesis.txt"]);
  },
);

testInFolder(
  "writeRun() that fails midway leaves nothing, and the old run in place",
  async (folder) => {
    await rejectsPlainly(writeRun(folder, { name: "a", files: failingMidway() }), /No space left/);
    assert.deepEqual(await everything(folder), []);
    await writeRun(folder, { name: "a", files: { "metrics.json": "old" } });
    const work = writeRun(folder, { name: "a", files: failingMidway(), force: true });
    await rejectsPlainly(work, /No space left/);
    assert.equal(await text(folder, "a"), "old");
    assert.deepEqual(await everything(folder), ["a", "a/metrics.json"]);
  },
);

testInFolder(
  "writeRun() lets one of many concurrent runs have a name, whole, and tells the others",
  async (folder) => {
    const writes = Array.from({ length: 8 }, (_, index) => {
      const files = { "metrics.json": `${index}`, "model.safetensors": `${index}` };
      return writeRun(folder, { name: "a", files });
    });
    const settled = await Promise.allSettled(writes);
    const won = settled.findIndex(({ status }) => status === "fulfilled");
    const lost = settled.filter((one) => one.status === "rejected");
    assert.equal(lost.length, 7);
    for (const { reason } of lost) assert(reason instanceof UserError, String(reason));
    assert.equal(await text(folder, "a"), `${won}`);
    assert.equal(await text(folder, "a", "model.safetensors"), `${won}`);
    assert.deepEqual(await everything(folder), ["a", "a/metrics.json", "a/model.safetensors"]);
  },
);

testInFolder(
  "writeRun({ numbered }) finds a free name for each of many concurrent runs",
  async (folder) => {
    const writes = Array.from(
      { length: 4 },
      (_, index) =>
        writeRun(folder, { name: "a", numbered: true, files: { "metrics.json": `${index}` } }),
    );
    const names = await Promise.all(writes);
    assert.deepEqual(names.toSorted(), ["a", "a-2", "a-3", "a-4"]);
    for (const [index, name] of names.entries()) assert.equal(await text(folder, name), `${index}`);
    assert.equal((await everything(folder)).length, 8);
  },
);

testInFolder(
  "writeRun({ force }) by many at once leaves one whole run and nothing else",
  async (folder) => {
    await writeRun(folder, { name: "a", files: FILES });
    const writes = Array.from({ length: 3 }, (_, index) => {
      const files = { "metrics.json": `${index}`, "model.safetensors": `${index}` };
      return writeRun(folder, { name: "a", files, force: true });
    });
    const settled = await Promise.allSettled(writes);
    assert(settled.some(({ status }) => status === "fulfilled"));
    assert.equal(await text(folder, "a"), await text(folder, "a", "model.safetensors"));
    assert.deepEqual(await everything(folder), ["a", "a/metrics.json", "a/model.safetensors"]);
  },
);

testInFolder("writeRun() and its kin say so when the folder of results is a file", async (box) => {
  const folder = join(box, "results");
  await Deno.writeTextFile(folder, "mine");
  const run = { name: "a", files: FILES };
  await rejectsPlainly(writeRun(folder, run), /Check that it is a folder/);
  await rejectsPlainly(writeRun(folder, { ...run, numbered: true }), /Check that it is a folder/);
  await rejectsPlainly(writeRun(folder, { ...run, force: true }), /Check that it is a folder/);
  await rejectsPlainly(assertRunIsFree(folder, run), /Check that it is a folder/);
  await rejectsPlainly(listRuns(folder), /Check that it is a folder/);
  assert.deepEqual(await everything(box), ["results"]);
});

testInFolder("writeRun() and its kin never leave the folder of results", async (box) => {
  const folder = join(box, "results");
  for (const name of ["../a", "..", "con", "a".repeat(101)]) {
    await assert.rejects(writeRun(folder, { name, files: FILES }), RangeError);
    await assert.rejects(assertRunIsFree(folder, { name }), RangeError);
    await assert.rejects(readRunFile(folder, { name, file: "x" }), RangeError);
  }
  assert.deepEqual(await everything(box), []);
});

testInFolder("assertRunIsFree() foresees what writeRun() will say", async (box) => {
  const folder = join(box, "results");
  await assertRunIsFree(folder, { name: "a" });
  assert.deepEqual(await everything(box), ["results"]);
  await writeRun(folder, { name: "a", files: FILES });
  await rejectsPlainly(assertRunIsFree(folder, { name: "a" }), /is taken/);
  await assertRunIsFree(folder, { name: "a", force: true });
  await assertRunIsFree(folder, { name: "a", numbered: true });
  await Deno.mkdir(join(folder, "notes", "deep"), { recursive: true });
  await rejectsPlainly(assertRunIsFree(folder, { name: "notes", force: true }), /only runs/);
});

testInFolder(
  "listRuns() gives the runs, newest first, and passes over the rest",
  async (folder) => {
    assert.deepEqual(await listRuns(join(folder, "missing")), []);
    for (const [day, name] of ["b", "a", "c", "d"].entries()) {
      await writeRun(folder, { name, files: { "metrics.json": "" } });
      const date = new Date(2026, 0, Math.min(day + 1, 3));
      await Deno.utime(join(folder, name, "metrics.json"), date, date);
    }
    await Deno.mkdir(join(folder, "empty"));
    await Deno.mkdir(join(folder, ".partial-x"));
    await Deno.writeTextFile(join(folder, ".partial-x", "metrics.json"), "");
    await Deno.writeTextFile(join(folder, "metrics.json"), "");
    assert.deepEqual(await listRuns(folder), ["d", "c", "a", "b"]);
  },
);

testInFolder("readRunFile() lists at most ten runs, or says how to make one", async (folder) => {
  const read = (name: string, file = "metrics.json") => readRunFile(folder, { name, file });
  await rejectsPlainly(read("x"), /holds no run yet\. Make one with: deno task train$/);
  for (let run = 10; run < 22; run++) {
    await writeRun(folder, { name: `r${run}`, files: { "metrics.json": "" } });
    const date = new Date(2026, 0, run);
    await Deno.utime(join(folder, `r${run}`, "metrics.json"), date, date);
  }
  await rejectsPlainly(read("x"), /: r21, r20, .*, r12…; or make one/);
  await rejectsPlainly(read("r10", "model.safetensors"), /should hold model\.safetensors/);
});
