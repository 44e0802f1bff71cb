/**
 * How many vectors of sixteen bytes the machine can load, and how many it can store, in a second: two
 * loops over half a kilobyte, which do nothing else.
 *
 * They are for this benchmark only, and so small that their instructions are written here one by one.
 * The codes are those of the WebAssembly specification, version 2.0, chapter 5.
 *
 * @module
 */
import { median } from "../peers/comparison.ts";
import type { Work } from "./rounds.ts";

/** Vectors in a pass of a loop, each at a place of its own; bytes of one; how many are held at a time. */
const VECTORS = 32, BYTES = 16, HELD = 8;

/** Passes in a call: some 40 µs. */
const PASSES = 10_000;

/** Instructions, with their operands. */
const get = (local: number) => [0x20, local], set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, value]; // below 64
const load = (offset: number) => [0xfd, 0x00, 4, ...leb128(offset)];
const store = (offset: number) => [0xfd, 0x0b, 4, ...leb128(offset)];
const SUB = 0x6b, XOR = [0xfd, 0x51], LOOP = [0x03, 0x40], AGAIN_IF = [0x0d, 0], END = 0x0b;

/** Parameter 0 counts the passes down; the locals behind it are the vectors that are held. */
const PASSES_LEFT = 0, FIRST_HELD = 1;
const LOCALS = [1, HELD, 0x7b];

/** The body of a function that repeats `pass`, and ends with `last`. */
function looping(pass: number[], last: number[]): number[] {
  const countDown = [...get(PASSES_LEFT), ...constant(1), SUB, ...set(PASSES_LEFT)];
  return [
    ...[...LOCALS, ...LOOP, ...pass, ...countDown],
    ...[...get(PASSES_LEFT), ...AGAIN_IF, END, ...last, END],
  ];
}

/** Bytes for each of some vectors: which of those that are held it is for, and its place. */
function forEach(
  vectors: number,
  bytes: (vector: { held: number; offset: number }) => number[],
): number[] {
  return Array.from({ length: vectors }, (_, i) => {
    return bytes({ held: FIRST_HELD + i % HELD, offset: i * BYTES });
  }).flat();
}

const storeHeld = ({ held, offset }: { held: number; offset: number }) => [
  ...[...constant(0), ...get(held), ...store(offset)],
];

/** What is loaded goes into one of eight sums of bits, or nobody would have to load it. */
const LOADS = looping(
  forEach(VECTORS, ({ held, offset }) => [
    ...[...get(held), ...constant(0), ...load(offset), ...XOR, ...set(held)],
  ]),
  forEach(HELD, storeHeld),
);

const STORES = looping(forEach(VECTORS, storeHeld), []);

/** The two loops, ready to be timed. */
export function trafficWorks(): { load: Work; store: Work } {
  const name = (text: string) => [text.length, ...new TextEncoder().encode(text)];
  const section = (id: number, bytes: number[]) => [id, ...leb128(bytes.length), ...bytes];
  const body = (code: number[]) => [...leb128(code.length), ...code];
  const module = new WebAssembly.Module(Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, 0x7f, 0]), // one type: of a number, to nothing
    ...section(3, [2, 0, 0]), // two functions of that type
    ...section(5, [1, 1, 1, 1]), // one memory: a page, for good
    ...section(7, [2, ...name("load"), 0, 0, ...name("store"), 0, 1]),
    ...section(10, [2, ...body(LOADS), ...body(STORES)]),
  ]));
  const { load, store } = new WebAssembly.Instance(module).exports as Record<
    "load" | "store",
    (passes: number) => void
  >;
  return { load: () => load(PASSES), store: () => store(PASSES) };
}

/** Thousands of millions of vectors a second, from the seconds that calls took: their median. */
export function trafficSpeed(seconds: readonly number[]): number {
  return PASSES * VECTORS / median(seconds) / 1e9;
}

/** LEB128, seven bits a byte. */
function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [value & 0x7f | 0x80, ...leb128(value >>> 7)];
}
