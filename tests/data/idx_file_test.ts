import assert from "node:assert/strict";
import { IdxSyntaxError } from "../../src/errors.ts";
import { accessError, decodeFile, readFileBytes } from "../../src/data/idx_file.ts";
import { lacks } from "../permission.ts";
import { assertTold } from "./told.ts";

Deno.test("decodeFile() keeps the path, and names it before the fault and its offset", async () => {
  const bytes = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 6);
  assert.deepEqual(await decodeFile("a/labels", bytes), {
    path: "a/labels",
    shape: [2],
    data: Uint8Array.of(5, 6),
  });
  await assert.rejects(decodeFile("a/labels", bytes.subarray(0, 9)), (error) => {
    assert.ok(error instanceof IdxSyntaxError);
    assert.equal(error.offset, 9);
    assert.match(error.message, /^a\/labels: not a valid IDX file.*\(byte 9\)$/);
    assert.match(error.text.fr, /^a\/labels\u00a0: .*\(octet 9\)$/);
    assert.equal(error.text.fr.match(/octet 9/g)?.length, 1);
    return assertTold(error, "a/labels");
  });
});

Deno.test("accessError() tells each error of the file system apart", () => {
  const { NotFound, NotADirectory, NotCapable, PermissionDenied, FilesystemLoop } = Deno.errors;
  const told = [NotFound, NotCapable, PermissionDenied, FilesystemLoop].map((Type) => {
    const error = accessError("a/b", new Type("reason"));
    assertTold(error, "a/b");
    return (error as Error).message;
  });
  assert.equal(new Set(told).size, told.length);
  assert.equal((accessError("a/b", new NotADirectory()) as Error).message, told[0]);
  assert.match(told[1], /--allow-read/);
  assert.match(told[3], /reason/);
});

Deno.test("accessError() leaves bugs as they are", () => {
  const bug = new TypeError("x is not a function");
  assert.equal(accessError("a/b", bug), bug);
});

Deno.test({
  name: "readFileBytes() asks for --allow-read when it lacks it",
  permissions: { read: false },
  fn: async () => {
    await assert.rejects(
      readFileBytes("a/b"),
      (error) => assertTold(error, "a/b", "--allow-read"),
    );
  },
});

Deno.test({
  name: "readFileBytes() reads all bytes (needs --allow-read and --allow-write)",
  ignore: lacks("read", "write"),
  fn: async () => {
    const path = await Deno.makeTempFile();
    try {
      assert.equal((await readFileBytes(path)).length, 0);
      const bytes = new Uint8Array(5_000_000).map((_, i) => i >> 8);
      await Deno.writeFile(path, bytes);
      assert.deepEqual(await readFileBytes(path), bytes);
    } finally {
      await Deno.remove(path);
    }
  },
});

Deno.test({
  name: "readFileBytes() refuses a folder, and a path that does not exist " +
    "(needs --allow-read and --allow-write)",
  ignore: lacks("read", "write"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      await assert.rejects(readFileBytes(folder), (error) => {
        assert.match((error as Error).message, /wanted a file/);
        return assertTold(error, folder);
      });
      const missing = `${folder}/missing`;
      await assert.rejects(readFileBytes(missing), (error) => assertTold(error, missing));
    } finally {
      await Deno.remove(folder);
    }
  },
});

Deno.test({
  name: "readFileBytes() refuses more than a gigabyte before reading it " +
    "(needs --allow-read and --allow-write)",
  ignore: lacks("read", "write"),
  fn: async () => {
    const path = await Deno.makeTempFile();
    try {
      await Deno.truncate(path, 2 ** 30 + 2000); // sparse: takes no room on the disk
      await assert.rejects(readFileBytes(path), (error) => assertTold(error, path, "1073743824"));
    } finally {
      await Deno.remove(path);
    }
  },
});

Deno.test({
  name: "readFileBytes() refuses a file without the right to read it " +
    "(needs --allow-read, --allow-write, --allow-sys and a user who is not root)",
  ignore: Deno.build.os === "windows" || lacks("read", "write", "sys") || Deno.uid() === 0,
  fn: async () => {
    const path = await Deno.makeTempFile();
    try {
      await Deno.chmod(path, 0o000);
      await assert.rejects(readFileBytes(path), (error) => {
        assert.match((error as Error).message, /access rights/);
        return assertTold(error, path);
      });
    } finally {
      await Deno.remove(path);
    }
  },
});
