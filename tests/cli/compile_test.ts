import assert from "node:assert/strict";
import { unroll } from "../../src/cli/compile.ts";

Deno.test("unroll() makes a loop a block for each turn, with its counter as a constant", () => {
  const source = `before();
  for (let p: usize = 0; p < 3; p++) { // unrolled
    add(p);
    if (p) {
      more(p);
    }
  }
after();
`;
  const body = "    add(p);\n    if (p) {\n      more(p);\n    }\n";
  const turn = (p: number) => `  {\n    const p: usize = ${p};\n${body}  }\n`;
  assert.equal(unroll(source), `before();\n${turn(0)}${turn(1)}${turn(2)}after();\n`);
});

Deno.test("unroll() unrolls several loops, and leaves the others alone", () => {
  const loop = (mark: string) => `for (let i = 0; i < 2; i++) {${mark}\n  f(i);\n}\n`;
  const out = "{\n  const i = 0;\n  f(i);\n}\n{\n  const i = 1;\n  f(i);\n}\n";
  const mark = " // unrolled";
  assert.equal(
    unroll(loop(mark) + loop("") + loop(mark) + loop(" // not")),
    out + loop("") + out + loop(" // not"),
  );
});
