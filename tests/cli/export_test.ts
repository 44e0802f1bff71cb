import assert from "node:assert/strict";
import { join } from "node:path";
import { createEngine } from "../../src/engine/create.ts";
import { encodeOnnx } from "../../src/export/onnx.ts";
import { encodePytorch, pytorchLines, readingLines } from "../../src/export/pytorch.ts";
import { networkOf } from "../../src/run/model.ts";
import { RunInProgress } from "../../src/run/run_in_progress.ts";
import { openModel } from "../../src/run/saved_run.ts";
import { lacks } from "../permission.ts";
import { NEEDS, QUICK, RESULTS, run, Runs } from "./task.ts";

Deno.test({
  name:
    `export writes a run for other programs, replaces only by force, and refuses plainly ${NEEDS}`,
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), unfinished = runs.name();
    const folder = await Deno.realPath(await Deno.makeTempDir());
    const exported = (args: string[]) => run("export", args, { INIT_CWD: folder });
    const files = () => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    try {
      const trained = await run("train", [...QUICK, "--run", name]);
      assert.equal(trained.code, 0, trained.err);
      const { model } = await openModel(name), network = networkOf(createEngine("strict"), model);
      const onnx = join(folder, `${name}.onnx`), bytes = encodeOnnx(network, { ...model, name });

      const english = await exported(["--run", name]);
      assert.deepEqual([english.code, english.err], [0, ""]);
      assert.equal(
        english.out.replaceAll(/\s+/g, " "),
        `written: ${onnx} images (N, 1, 8, 8), pixels divided by 255, 0 for paper and 1 for ink ` +
          "→ probabilities (N, 10) of the classes 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 ",
      );
      assert.deepEqual(Deno.readFileSync(onnx), bytes);

      const to = ["--run", name, "--format", "pytorch", "--to", "a.safetensors"];
      const french = await exported([...to, "--lang", "fr"]);
      const file = join(folder, "a.safetensors"), lines = pytorchLines(network, { ...model, file });
      assert.equal(french.out, `écrit\u00a0: ${file}\n\n${lines.fr}\n`);
      assert.deepEqual(Deno.readFileSync(file), encodePytorch(network, model));
      assert.deepEqual(files(), ["a.safetensors", `${name}.onnx`]);

      Deno.writeTextFileSync(file, "mine");
      assert.equal((await exported(to)).code, 2);
      assert.equal(Deno.readTextFileSync(file), "mine");
      assert.equal((await exported([...to, "--force"])).code, 0);
      assert.deepEqual(Deno.readFileSync(file), encodePytorch(network, model));
      assert.deepEqual(files(), ["a.safetensors", `${name}.onnx`]);

      Deno.mkdirSync(join(folder, "b"));
      using _at_work = RunInProgress.start(RESULTS, { name: unfinished });
      const refused: [string[], RegExp, RegExp][] = [
        [to, /a\.safetensors exists: .* --to, or .* --force/, /existe déjà/],
        [["--run", `${name}-not`], /No run .*Choose one of/, /Pas d’entraînement/],
        [["--run", unfinished], /is not finished/, /n’est pas terminé/],
        [["--run", name, "--format", "tflite"], /onnx or pytorch/, /onnx ou pytorch/],
        [["--run", name, "--to", "no/a.onnx"], /no folder .*no: make it/, /pas de dossier .*no/],
        [["--run", name, "--to", "a.safetensors/x"], /no folder/, /pas de dossier/],
        [["--run", name, "--to", "b", "--force"], /b is a folder.*b\/digits/, /est un dossier/],
        [["--run", name, "--to", "x".repeat(300)], /refuses: .*os error/, /le système refuse/],
        [["--run", name, "--to", "../a.onnx"], /outside of the folder/, /hors du dossier/],
      ];
      await Promise.all(refused.map(async ([args, ...messages]) => {
        for (const [i, language] of ["en", "fr"].entries()) {
          const { code, out, err } = await exported([...args, "--lang", language]);
          assert.deepEqual([code, out], [2, ""], err);
          assert.match(err, messages[i]);
          assert.equal(err.trimEnd().split("\n").length, 1, err);
        }
      }));
      assert.deepEqual(files(), ["a.safetensors", "b", `${name}.onnx`]);

      const { out } = await exported(["--help"]), help = out.replaceAll(/^ {4}/gm, "");
      assert.ok(help.includes(readingLines("deeper.safetensors")), "the lines of Python, unbroken");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
