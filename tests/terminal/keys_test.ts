import assert from "node:assert/strict";
import { type Key, Keys } from "../../src/terminal/keys.ts";

/** An input on which these chunks are typed, and what it noted. */
function typing(...chunks: (string | null | Error)[]) {
  const modes: (boolean | "cbreak")[] = [];
  const input = {
    isTerminal: () => true,
    setRaw: (raw: boolean, options?: { cbreak: boolean }) =>
      void modes.push(options?.cbreak ? "cbreak" : raw),
    read: (bytes: Uint8Array) => {
      const chunk = chunks.shift() ?? null;
      if (chunk instanceof Error) return Promise.reject(chunk);
      if (chunk === null) return Promise.resolve(null);
      return Promise.resolve(new TextEncoder().encodeInto(chunk, bytes).written);
    },
  };
  return { modes, keys: new Keys(input) };
}

Deno.test("Keys understands each key of the footer, and its usual neighbours", async () => {
  const cases: [string, Key][] = [
    ["\r", "next"],
    ["\n", "next"],
    [" ", "next"],
    ["\x1b[C", "next"],
    ["\x1b[6~", "next"],
    ["b", "back"],
    ["B", "back"],
    ["\x7f", "back"],
    ["\x1b[D", "back"],
    ["\x1b[5~", "back"],
    ["a", "open"],
    ["q", "quit"],
    ["Q", "quit"],
    ["\x04", "quit"],
    ["\x03", "interrupt"],
  ];
  for (const [typed, key] of cases) assert.equal(await typing(typed).keys.next(), key);
});

Deno.test("Keys passes over keys that mean nothing, and quits when the input ends", async () => {
  assert.equal(await typing("x", "é", "\x1b", "\x1b[H", "b").keys.next(), "back");
  assert.equal(await typing("x", null).keys.next(), "quit");
});

Deno.test("Keys keeps what was typed ahead", async () => {
  const { keys } = typing(" b\x1b[Cq");
  const found = [await keys.next(), await keys.next(), await keys.next(), await keys.next()];
  assert.deepEqual(found, ["next", "back", "next", "quit"]);
});

Deno.test({
  name: "Keys forgets what was typed until now, except Ctrl-C, and nothing that is typed after",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const chunks: string[] = ["\r", "2\r\r"], modes: boolean[] = [];
    let waiting: ((chunk: string) => void) | undefined;
    const keys = new Keys({
      isTerminal: () => true,
      setRaw: (raw) => void modes.push(raw),
      read: async (bytes) => {
        const chunk = chunks.shift() ??
          await new Promise<string>((resolve) => waiting = resolve);
        return new TextEncoder().encodeInto(chunk, bytes).written;
      },
    });
    await keys.forget();
    assert.equal(modes.at(-1), false);
    waiting!("b\r\r"); // before next() reads: the read of forget() goes on
    assert.equal(await keys.next(), "back");
    chunks.push("q\x03\r");
    await keys.forget();
    assert.equal(await keys.next(), "interrupt");
    const ended = typing("\r", null, null).keys;
    await ended.forget();
    assert.equal(await ended.next(), "quit");
  },
});

Deno.test("Keys leaves the terminal as it was after each key, and after an error", async () => {
  const { keys, modes } = typing("x", " ", new Error("gone"));
  await keys.next();
  assert.deepEqual(modes, [true, false, true, false]);
  await assert.rejects(() => keys.next(), /gone/);
  assert.deepEqual(modes.slice(4), [true, false]);
});

Deno.test({
  name: "Keys keeps keys unseen while something is redrawn, and the terminal as it was after",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { keys, modes } = typing("b");
    {
      using _quiet = keys.quiet();
      assert.deepEqual(modes, ["cbreak"]);
    }
    assert.deepEqual(modes, ["cbreak", false]);
    assert.equal(await keys.next(), "back");
  },
});

Deno.test("Keys reads a line: letters are letters, and what was typed can be taken back", async () => {
  const cases: [string, Awaited<ReturnType<Keys["line"]>>][] = [
    ["2\r", { typed: "2" }],
    ["q b\n", { typed: "q b" }],
    ["−1é\x7f\r", { typed: "−1" }],
    ["\x7f\x7f3\r", { typed: "3" }],
    ["12\x15" + "4\r", { typed: "4" }],
    ["\x1b[C\x1b[H5\x1b[D\r", { typed: "5" }],
    ["\r", { typed: "" }],
    ["\x1b[D", { key: "back" }],
    ["7\x04", { key: "quit" }],
    ["7\x03", { key: "interrupt" }],
    [`${"9".repeat(40)}\r`, { typed: "9".repeat(16) }],
  ];
  for (const [typed, line] of cases) {
    assert.deepEqual(await typing(typed).keys.line(() => {}), line);
  }
  assert.deepEqual(await typing("1", null).keys.line(() => {}), { key: "quit" });
  let shown = "";
  await typing("ab\x7fc\r").keys.line((text) => void (shown += text));
  assert.equal(shown, "ab\b \bc");
});
