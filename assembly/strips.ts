/**
 * Tiles whose rows of a lie where V8 need not check: at an address that is written in the code.
 *
 * A load whose address is computed costs three instructions in Deno: one to know how far the memory goes,
 * one to compare, one to load. Where the address is a constant V8 sees once and for all that it is in the
 * memory, and the load alone is left. A tile takes two numbers of b and five of a for each p, so the
 * five come from a strip at a constant address, and the loop over p is written out, for the address of
 * each of them to be a constant. A fifth of the time of a product is saved.
 */
import { F32, madd } from "./lanes";

/** How many p a strip holds. */
// @ts-ignore: decorator
@inline export const STEPS: i32 = 32;

/** Bytes of a strip: STEPS numbers of five rows of a. */
// @ts-ignore: decorator
@inline const STRIP: usize = 5 * <usize> STEPS * F32;

/** Where the first four threads keep theirs: below all that the arena hands out (src/engine/arena.ts). */
// @ts-ignore: decorator
@inline const STRIPS: usize = 64;

/** Bytes of a panel: STEPS numbers of eight columns of b, and of the sums of a tile. */
// @ts-ignore: decorator
@inline export const PANEL: usize = 8 * <usize> STEPS * F32;
// @ts-ignore: decorator
@inline export const TILE: usize = 5 * 8 * F32;

/** Where a thread keeps its strip; `other` from the fifth thread on. */
export function stripOf(thread: i32, other: usize): usize {
  return thread < 4 ? STRIPS + <usize> thread * STRIP : other;
}

/** sums = sums + strip·panel, for tiles side by side that share the thread's strip. */
export function addTiles(
  thread: i32,
  strip: usize, // (5, STEPS), from stripOf
  sums: usize, // (tiles, 5, 8)
  panels: usize, // (tiles, STEPS, 8)
  tiles: i32,
): void {
  // @ts-ignore: a compile-time constant of the compiler's
  if (!ASC_FEATURE_THREADS || thread == 0) addTiles0(sums, panels, tiles);
  else if (thread == 1) addTiles1(sums, panels, tiles);
  else if (thread == 2) addTiles2(sums, panels, tiles);
  else if (thread == 3) addTiles3(sums, panels, tiles);
  else addAll(strip, sums, panels, tiles);
}

function addTiles0(sums: usize, panels: usize, tiles: i32): void {
  addAll(STRIPS, sums, panels, tiles);
}

function addTiles1(sums: usize, panels: usize, tiles: i32): void {
  addAll(STRIPS + STRIP, sums, panels, tiles);
}

function addTiles2(sums: usize, panels: usize, tiles: i32): void {
  addAll(STRIPS + 2 * STRIP, sums, panels, tiles);
}

function addTiles3(sums: usize, panels: usize, tiles: i32): void {
  addAll(STRIPS + 3 * STRIP, sums, panels, tiles);
}

// @ts-ignore: decorator
@inline
function addAll(strip: usize, sums: usize, panels: usize, tiles: i32): void {
  for (let j = 0; j < tiles; j++) {
    addTile(strip, sums, panels);
    sums += TILE;
    panels += PANEL;
  }
}

// @ts-ignore: decorator
@inline
function addTile(strip: usize, sums: usize, panel: usize): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16);
  let s10 = v128.load(sums, 32), s11 = v128.load(sums, 48);
  let s20 = v128.load(sums, 64), s21 = v128.load(sums, 80);
  let s30 = v128.load(sums, 96), s31 = v128.load(sums, 112);
  let s40 = v128.load(sums, 128), s41 = v128.load(sums, 144);
  for (let p: usize = 0; p < 32; p++) { // written out
    const b0 = v128.load(panel), b1 = v128.load(panel, 16);
    let x = v128.load32_splat(strip + p * F32);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(strip + (1 * 32 + p) * F32);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(strip + (2 * 32 + p) * F32);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(strip + (3 * 32 + p) * F32);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load32_splat(strip + (4 * 32 + p) * F32);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    panel += 8 * F32;
  }
  v128.store(sums, s00);
  v128.store(sums, s01, 16);
  v128.store(sums, s10, 32);
  v128.store(sums, s11, 48);
  v128.store(sums, s20, 64);
  v128.store(sums, s21, 80);
  v128.store(sums, s30, 96);
  v128.store(sums, s31, 112);
  v128.store(sums, s40, 128);
  v128.store(sums, s41, 144);
}
