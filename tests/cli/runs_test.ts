import assert from "node:assert/strict";
import { join } from "node:path";
import { RunInProgress } from "../../src/run/run_in_progress.ts";
import { lacks } from "../permission.ts";
import { NEEDS, RESULTS, run, Runs } from "./task.ts";

Deno.test({
  name: `runs lists what was trained, and what is not finished ${NEEDS}`,
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    await using runs = new Runs();
    const [early, begun, damaged] = [runs.name(), runs.name(), runs.name()];
    const patient = "--data data/sample --batch 10 --hidden 8 --epochs 90 --rate 1".split(" ")
      .concat("--validation", "40", "--patience", "2", "--run", early);
    const trained = await run("train", patient);
    assert.equal(trained.code, 0, trained.err);
    const [, best] = /^weights of epoch (\d+), the best/m.exec(trained.out)!;
    const [, last] = /^ended after epoch (\d+): /m.exec(trained.out)!;
    const [, share] = /^test accuracy ([\d.]+.%)/m.exec(trained.out)!;
    using _at_work = RunInProgress.start(RESULTS, { name: begun });
    Deno.mkdirSync(join(RESULTS, damaged));
    Deno.writeTextFileSync(join(RESULTS, damaged, "metrics.json"), "");
    // The other tests have runs, too. A name of 41 characters: the table goes on below.
    const lines = (out: string, name: string) =>
      out.split("\n").filter((line) => line.startsWith(name)).join(" ").replaceAll(name, "");
    const { code, out, err } = await run("runs", []);
    assert.deepEqual([code, err], [0, ""]);
    const day = /\d{4}-\d\d-\d\d/.source;
    assert.match(
      lines(out, early),
      new RegExp(`^ +64-8-10 +${share} +${best} of ${last} +${day} +finished$`),
    );
    assert.match(lines(out, begun), new RegExp(`^ +– +– +– +${day} +unfinished$`));
    assert.match(lines(out, damaged), new RegExp(`^ +– +– +– +${day} +damaged$`));
    assert.ok(out.split("\n").every((line) => line.length <= 80));
    const french = await run("runs", ["--lang", "fr"]);
    assert.match(lines(french.out, early), new RegExp(`${best} sur ${last} +${day} +terminé$`));
    assert.match(lines(french.out, begun), /inachevé$/);
  },
});
