import assert from "node:assert/strict";
import { join } from "node:path";
import e02 from "../../practice/e02_softmax.ts";
import { check } from "../../src/practice/checker.ts";
import { runLearner } from "../../src/practice/process.ts";
import { mistakesIn, typeMistakes } from "../../src/practice/type_check.ts";
import { lacks } from "../permission.ts";

const ignore = lacks("read", "write", "run", "env");
const needs = "(needs --allow-read --allow-write --allow-run)";

/** What is found in a file of exercise 2 that says this. */
async function found(source: string) {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "02 é.ts"); // names of folders may hold anything
    await Deno.writeTextFile(path, source);
    const started = performance.now();
    const outcome = await runLearner({ ...e02, seconds: 20 }, { path, source, seed: 5 });
    const { solved, finding } = check(e02, outcome, 5);
    const said = finding?.says.en ?? "";
    return { ...outcome, solved, finding, said, took: performance.now() - started };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
const right = `export function softmax(Z: number[][]): number[][] {
  return Z.map((row) => {
    const most = Math.max(...row), e = row.map((z) => Math.exp(z - most));
    return e.map((x) => x / e.reduce((a, b) => a + b));
  });
}
`;

Deno.test({
  name: `a right file passes, with a BOM and with CRLF too ${needs}`,
  ignore,
  fn: async () => {
    for (const source of [right, `\ufeff${right}`, right.replaceAll("\n", "\r\n")]) {
      const { solved, said } = await found(source);
      assert.ok(solved, said);
    }
  },
});

Deno.test({
  name: `what the learner's code writes is kept, and what it must not do is refused ${needs}`,
  ignore,
  fn: async () => {
    const talks = await found(right.replace("{\n", '{\n  console.log("é", Z.length);\n'));
    assert.ok(talks.solved);
    assert.deepEqual(talks.output.slice(0, 2), ["é 7", "é 7"]);
    for (
      const outside of [
        'Deno.readTextFileSync("/etc/hosts")',
        'Deno.writeTextFileSync("/tmp/x", "")',
        'Deno.env.get("HOME")',
        'new Deno.Command("deno").outputSync()',
        "Deno.connect({ port: 80 }) && Deno.listen({ port: 0 })",
      ]
    ) {
      const { said, finding } = await found(right.replace("{\n", `{\n  ${outside};\n`));
      assert.match(said, /runs without permissions/, outside);
      assert.equal(finding?.line, 2);
    }
  },
});

Deno.test({
  name: `errors are told with the learner's line ${needs}`,
  ignore,
  fn: async () => {
    const cases: [source: string, said: RegExp, line?: number, column?: number][] = [
      ["export function softmax(Z) {\n  return Z.map(;\n}\n", /SyntaxError: Expression/, 2, 16],
      ["const a: any = undefined;\n\na[0];\n", /Cannot read properties of undefined/, 3, 2],
      [`${right}throw new Error("by hand");\n`, /by hand/, 7, 7],
      [
        "export function softmax(Z: any) {\n  return Z[90][0];\n}\n",
        /softmax stopped.*undefined/,
        2,
        15,
      ],
      ["export function softmax() {\n  throw 'x';\n}\n", /softmax stopped.*throw "x"/],
      ["export const softmaxx = 1;\n", /exports no function softmax:/],
      ['import "./no.ts";\n', /cannot be loaded.*no\.ts/],
      [
        "export function softmax() {\n  Deno.exit(3);\n}\n",
        /softmax ended the process \(status 3\)/,
      ],
    ];
    for (const [source, expected, line, column] of cases) {
      const { said, finding, solved } = await found(source);
      assert.match(said, expected);
      assert.deepEqual([finding?.line, finding?.column], [line, column], source);
      assert.ok(!solved);
    }
  },
});

Deno.test({
  name: `an endless loop is named, even one that writes on and on ${needs}`,
  ignore,
  fn: async () => {
    for (const body of ["for (;;);", 'for (;;) console.log("x".repeat(1e4));']) {
      const source = `export function softmax() { ${body} }`;
      const folder = await Deno.makeTempDir();
      const path = join(folder, "mine.ts");
      await Deno.writeTextFile(path, source);
      const outcome = await runLearner({ ...e02, seconds: 2 }, { path, source, seed: 1 });
      await Deno.remove(folder, { recursive: true });
      assert.match(check(e02, outcome, 1).finding!.says.en, /softmax was still running after 2 s/);
      assert.ok(outcome.output.length <= 200);
    }
  },
});

Deno.test({
  name: `memory that runs away ends the learner's process only ${needs}`,
  ignore,
  fn: async () => {
    for (const more of ["new Float64Array(1e6).fill(1)", "new Array(1e5).fill(0.5)"]) {
      const { said } = await found(
        `export function softmax() { const all = []; for (;;) all.push(${more}); }`,
      );
      assert.match(said, /softmax wanted more than \d+ MB/);
    }
  },
});

Deno.test({
  name: `a run that is given up leaves no process, nor does a runner that is killed ${needs}`,
  ignore: ignore || Deno.build.os !== "linux",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const path = join(folder, "mine.ts"), source = "for (;;);";
      await Deno.writeTextFile(path, source);
      const left = async () => {
        for (let i = 0; i < 100; i++) {
          if (!processes(path)) return false;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return true;
      };
      const abort = new AbortController();
      setTimeout(() => abort.abort(), 700);
      await runLearner(e02, { path, source, seed: 1, signal: abort.signal });
      assert.ok(!await left(), "after it was given up");
      const program = `import { runLearner } from ${
        JSON.stringify(new URL("../../src/practice/process.ts", import.meta.url).href)
      };
import e02 from ${JSON.stringify(new URL("../../practice/e02_softmax.ts", import.meta.url).href)};
await runLearner({ ...e02, seconds: 60 }, { path: ${JSON.stringify(path)}, source: "", seed: 1 });`;
      await Deno.writeTextFile(join(folder, "runner.ts"), program);
      const runner = new Deno.Command("deno", {
        args: ["run", "-A", "--no-lock", "--no-check", join(folder, "runner.ts")],
        stdout: "null",
        stderr: "null",
      }).spawn();
      for (let i = 0; i < 100 && !processes(path); i++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.ok(processes(path), "it runs");
      await new Promise((resolve) => setTimeout(resolve, 500));
      runner.kill("SIGKILL");
      await runner.status;
      assert.ok(!await left(), "after its runner was killed");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Whether a learner's process runs this file. */
function processes(path: string): boolean {
  const { stdout } = new Deno.Command("ps", { args: ["-ww", "-eo", "args"] }).outputSync();
  return new TextDecoder().decode(stdout).split("\n").some((line) =>
    line.includes("data:application/typescript") && line.includes(encodeURIComponent(path))
  );
}

Deno.test({
  name: `type errors are found with their places, and a file without any has none ${needs}`,
  ignore,
  fn: async () => {
    const path = join(await Deno.makeTempDir(), "mine.ts");
    await Deno.writeTextFile(path, `${right}const a: string = 3;\nexport const b = a.nothing;\n`);
    assert.deepEqual(
      (await typeMistakes(path)).map(({ line, column }) => [line, column]),
      [[7, 7], [8, 20]],
    );
    await Deno.writeTextFile(path, right);
    assert.deepEqual(await typeMistakes(path), []);
    assert.deepEqual(mistakesIn("error: something else\n", path), []);
    await Deno.remove(join(path, ".."), { recursive: true });
  },
});
