/** The random mask of dropout. */
import { F32 } from "./lanes";

/**
 * mask = 0 where the next number of xoshiro128** (src/random/xoshiro128.ts) is below `limit`, else `scale`.
 * The state goes on by `count` numbers.
 */
export function dropoutMask(
  mask: usize, // (count)
  state: usize, // (4), u32
  count: i32,
  limit: u32,
  scale: f32,
): void {
  let s0 = load<u32>(state), s1 = load<u32>(state, 4), s2 = load<u32>(state, 8), s3 = load<u32>(state, 12);
  for (let i = 0; i < count; i++) {
    const number = rotl<u32>(s1 * 5, 7) * 9, shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotl<u32>(s3, 11);
    store<f32>(mask + <usize> i * F32, number < limit ? 0 : scale);
  }
  store<u32>(state, s0);
  store<u32>(state, s1, 4);
  store<u32>(state, s2, 8);
  store<u32>(state, s3, 12);
}
