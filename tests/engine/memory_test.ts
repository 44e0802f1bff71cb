import { TooLargeError } from "../../src/engine/too_large.ts";
import { PlainEngine } from "../../src/engine/plain.ts";
import assert from "node:assert/strict";
import { createEngine } from "../../src/engine/create.ts";
import { ENGINE_NAMES } from "../../src/engine/engine.ts";
import { Arena } from "../../src/engine/memory.ts";
import { UserError } from "../../src/errors.ts";
import { mlp } from "../../src/nn/mlp.ts";
import { NEEDS, run } from "../cli/task.ts";
import fc from "../fast_check.ts";
import { lacks } from "../permission.ts";

/** The first bytes belong to the kernels: assembly/strips.ts. */
const KERNELS_OWN = 704;

/** Runs a test where views do not survive a memory that grows. */
function withoutResizableBuffer(work: () => void): void {
  const { prototype } = WebAssembly.Memory, name = "toResizableBuffer";
  const method = Object.getOwnPropertyDescriptor(prototype, name)!;
  delete (prototype as unknown as Record<string, unknown>)[name];
  try {
    work();
  } finally {
    Object.defineProperty(prototype, name, method);
  }
}

/** Both ways to have a memory, and whether it grows. */
const MEMORIES = [
  ["a memory that grows", (work: () => void) => work(), true],
  ["a fixed memory", withoutResizableBuffer, false],
] as const;

const isTooLarge = (error: unknown) =>
  error instanceof UserError && /take fewer neurons \(--hidden\)/.test(error.text.en) &&
  /prenez moins de neurones \(--hidden\)/.test(error.text.fr) && !error.message.includes("\n");

for (const [what, within, grows] of MEMORIES) {
  Deno.test(`Arena hands out zeros that lie apart, on cache lines, past what the kernels keep (${what})`, () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 12 });
    within(() =>
      fc.assert(
        fc.property(lengths, (lengths) => {
          const arena = new Arena();
          let end = KERNELS_OWN;
          for (const length of lengths) {
            const start = arena.allocate(length),
              bytes = new Uint8Array(arena.buffer, start, length);
            assert.ok(start % 64 === 0 && start >= end);
            assert.ok(bytes.every((byte) => byte === 0));
            bytes.fill(255);
            end = start + length;
            assert.ok(end + 60 <= arena.memory.buffer.byteLength, "15 more numbers may be read");
          }
        }),
        { numRuns: 20 },
      )
    );
  });

  Deno.test(`views stay valid while the memory grows (${what})`, () => {
    within(() => {
      const arena = new Arena(), engine = createEngine("strict");
      const before = arena.memory.buffer.byteLength, first = arena.allocate(64);
      const view = new Uint8Array(arena.buffer, first, 64).fill(7);
      const matrix = engine.matrix(2, 2), labels = engine.bytes(3), indices = engine.indices(3);
      for (const each of [matrix.data, labels, indices]) each.fill(5);
      arena.allocate(3 * 2 ** 20);
      engine.matrix(1000, 1000);
      assert.equal(arena.memory.buffer.byteLength > before, grows);
      assert.ok(view.length === 64 && view.every((byte) => byte === 7));
      for (const each of [matrix.data, labels, indices]) {
        assert.ok(each.length >= 3 && each.every((x: number) => x === 5));
      }
      const bias = engine.matrix(1, 2), outputs = engine.matrix(2, 2), b = engine.matrix(2, 2);
      b.data.set([1, 0, 0, 1]);
      bias.data.set([1, 2]);
      engine.matmul(outputs, { a: matrix, b, bias });
      assert.deepEqual([...outputs.data], [6, 7, 6, 7]);
    });
  });

  Deno.test(`Arena refuses more than there is, in both languages, and goes on (${what})`, () => {
    within(() => {
      const arena = new Arena();
      for (const length of [2 ** 32, 2 ** 32 - 70_000 + 4096, 1e15, Infinity]) {
        assert.throws(() => arena.allocate(length), isTooLarge);
        assert.throws(() => arena.scratch(length), isTooLarge);
      }
      if (!grows) assert.throws(() => arena.allocate(2 ** 30), isTooLarge);
      const start = arena.allocate(1000);
      assert.ok(start + 1000 <= arena.memory.buffer.byteLength);
    });
  });
}

Deno.test("Arena gives the same scratch each time, apart from every piece", () => {
  const arena = new Arena(), piece = arena.allocate(1000);
  const small = arena.scratch(500);
  assert.equal(arena.scratch(500), small);
  assert.equal(arena.scratch(0), small);
  const next = arena.allocate(1000), large = arena.scratch(501), last = arena.allocate(10);
  assert.equal(arena.scratch(1000), large, "twice as much as before");
  const places = [piece, small, next, large, last];
  const lengths = [1000, 500, 1000, 1000, 10];
  for (let i = 1; i < 5; i++) assert.ok(places[i] >= places[i - 1] + lengths[i - 1]);
});

for (const name of ENGINE_NAMES) {
  Deno.test(`a network that no memory can hold is one clear error (${name})`, () => {
    const engine = createEngine(name), sizes = [10, 1e6, 1e7, 10];
    assert.throws(() => mlp(engine, { sizes, activation: "relu" }), (error) => {
      return error instanceof UserError && /take fewer neurons/.test(error.text.en) &&
        /moins de neurones/.test(error.text.fr);
    });
  });
}

Deno.test({
  name: `deno task train ends in one line where the network is too large ${NEEDS}`,
  ignore: lacks("read", "write", "run"),
  async fn() {
    const { code, err } = await run("train", ["--data", "data/sample", "--hidden", "65536,65536"]);
    assert.equal(code, 2, err);
    assert.match(
      err,
      /^[^\n]*take fewer neurons \(--hidden\) or filters \(--conv\), or a smaller --batch[^\n]*\n$/,
    );
  },
});

Deno.test("the plain engine refuses more than 4 GiB before the system promises them", () => {
  const engine = new PlainEngine();
  assert.throws(
    () => engine.matrix(2 ** 15, 2 ** 15),
    (error) => error instanceof TooLargeError && /at most 4 GiB/.test(error.text.en),
  );
});
