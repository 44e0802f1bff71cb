import assert from "node:assert/strict";
import { lacks } from "../permission.ts";
import { NEEDS, run } from "./task.ts";

const ignore = lacks("read", "write", "run");
const SAMPLE = "--data data/sample --batch 10 --hidden 32".split(" ");

Deno.test({
  name: `find-rate draws the loss, and suggests a rate, in both languages ${NEEDS}`,
  ignore,
  fn: async () => {
    const [en, fr] = await Promise.all(
      ["en", "fr"].map((lang) => run("find-rate", [...SAMPLE, "--lang", lang])),
    );
    assert.equal(en.code, 0, en.err);
    assert.match(en.out, /^smoothed loss\n[^]*learning rate \(log\)/);
    const rate = Number(
      /^suggested rate: (\d[\d.]*), where the loss falls fastest/m.exec(en.out)![1],
    );
    assert.ok(rate > 0.005 && rate < 2, `${rate}`);
    assert.match(en.out, new RegExp(`deno task train --rate ${rate}$`, "m"));
    assert.equal(fr.code, 0, fr.err);
    assert.match(fr.out, /^perte lissée\n[^]*taux d’apprentissage \(log\)/);
    const written = String(rate).replace(".", ",");
    assert.ok(fr.out.includes(`taux suggéré\u00a0: ${written}, où la perte diminue le plus vite`));
  },
});

Deno.test({
  name: `find-rate says in one line that it found none, and answers mistakes ${NEEDS}`,
  ignore,
  fn: async () => {
    const cases: [string, number, RegExp][] = [
      ["--lowest 50 --highest 60", 1, /^find-rate: the loss never fell on the way from 50 to /],
      ["--lowest 5 --highest 2", 2, /^find-rate: .* from --lowest to --highest: found 5 and 2; /],
      ["--rate 1", 2, /^find-rate: Unknown option --rate/],
      ["--beta1 0.5", 2, /^find-rate: --beta1 goes with --optimizer adam or adamw/],
    ];
    await Promise.all(cases.map(async ([line, status, complaint]) => {
      const { code, err } = await run("find-rate", [...SAMPLE, ...line.split(" ")]);
      assert.equal(code, status, err);
      assert.match(err, complaint);
      assert.equal(err.trim().split("\n").length, 1);
    }));
  },
});
