/**
 * Property tests. Only here, not among the imports of deno.json, so that `deno task train` does not
 * download it.
 */
export { default } from "npm:fast-check@4.10.2";
