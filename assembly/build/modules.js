// @ts-self-types="./modules.d.ts"
// In JavaScript, because TypeScript 6 cannot parse the source phase imports of ECMA-262 yet.
import source relaxed from "./relaxed.wasm";
import source strict from "./strict.wasm";

export { relaxed, strict };
