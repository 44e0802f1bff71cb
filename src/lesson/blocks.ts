/**
 * What a lesson writes with: every function that makes a block, and the numbers and formulas in them.
 *
 * @module
 */
export { aside, live, prose, step } from "./block.ts";
export { bars, chart, confusion, table } from "./chart.ts";
export { check } from "./check.ts";
export { code } from "./code.ts";
export {
  apply,
  constant,
  hadamard,
  minus,
  negative,
  operand,
  over,
  plus,
  positive,
  series,
  symbol,
  times,
} from "./expression.ts";
export { formula } from "./formula.ts";
export { lanes } from "./lanes.ts";
export { matrix } from "./matrix.ts";
export { drawNetwork } from "./network_drawing.ts";
export { count, fixed, n, percent, seconds } from "./numeral.ts";
export { image, pictures } from "./picture.ts";
export { plane } from "./plane.ts";
export { predict } from "./predict.ts";
export { tangent } from "./tangent.ts";
export { term } from "./term.ts";
export { valley } from "./valley.ts";
