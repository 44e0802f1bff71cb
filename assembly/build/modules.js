// @ts-self-types="./modules.d.ts"
// In JavaScript, because TypeScript 6 cannot parse the source phase imports of ECMA-262 yet.
import source relaxed from "./relaxed.wasm";
import source relaxedShared from "./relaxed_shared.wasm";
import source strict from "./strict.wasm";
import source strictShared from "./strict_shared.wasm";

export { relaxed, relaxedShared, strict, strictShared };
