/**
 * Tiles whose rows of a lie where V8 need not check: at an address that is written in the code.
 *
 * A load whose address is computed costs three instructions in Deno: one to know how far the memory goes,
 * one to compare, one to load. Where the address is a constant V8 sees once and for all that it is in the
 * memory, and the load alone is left. A tile takes two numbers of b and five of a for each p, so the
 * five come from a strip at a constant address, and the loop over p is unrolled, for the address of
 * each of them to be a constant. A fifth of the time of a product is saved.
 */
import { F32, madd } from "./lanes";

/** How many p a strip holds. */
// @ts-ignore: decorator
@inline export const STEPS: i32 = 32;

/** Where the strip lies: at the start of the memory, which memory.ts leaves to the kernels. */
// @ts-ignore: decorator
@inline export const STRIP: usize = 64;

/** Bytes of a panel: STEPS numbers of eight columns of b, and of the sums of a tile. */
// @ts-ignore: decorator
@inline export const PANEL: usize = 8 * <usize> STEPS * F32;
// @ts-ignore: decorator
@inline export const TILE: usize = 5 * 8 * F32;

/** sums = sums + strip·panel, for tiles side by side that share the strip (5, STEPS). */
export function addTiles(
  sums: usize, // (tiles, 5, 8)
  panels: usize, // (tiles, STEPS, 8)
  tiles: i32,
): void {
  for (let j = 0; j < tiles; j++) {
    addTile(sums, panels);
    sums += TILE;
    panels += PANEL;
  }
}

// @ts-ignore: decorator
@inline
function addTile(sums: usize, panel: usize): void {
  let s00 = v128.load(sums), s01 = v128.load(sums, 16);
  let s10 = v128.load(sums, 32), s11 = v128.load(sums, 48);
  let s20 = v128.load(sums, 64), s21 = v128.load(sums, 80);
  let s30 = v128.load(sums, 96), s31 = v128.load(sums, 112);
  let s40 = v128.load(sums, 128), s41 = v128.load(sums, 144);
  for (let p: usize = 0; p < 32; p++) { // unrolled
    const b0 = v128.load(panel), b1 = v128.load(panel, 16);
    let x = v128.load32_splat(STRIP + p * F32);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load32_splat(STRIP + (1 * 32 + p) * F32);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load32_splat(STRIP + (2 * 32 + p) * F32);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load32_splat(STRIP + (3 * 32 + p) * F32);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load32_splat(STRIP + (4 * 32 + p) * F32);
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
