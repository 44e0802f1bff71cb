import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lacks } from "../permission.ts";
import { NEEDS, RESULTS, ROOT, run, Runs } from "./task.ts";

// No signal can be sent to another process on Windows.
const ignore = lacks("read", "write", "run") || Deno.build.os === "windows";

/** A training without the task around it, which does not pass every signal on. */
function training(args: string[], output: "piped" | "null" = "piped"): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-write=results,/tmp", "src/cli/train.ts"]
      .concat(args),
    cwd: ROOT,
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1" },
    stdout: output,
    stderr: "piped",
  }).spawn();
}

const LONG = "--data data/sample --epochs 10000 --hidden 512 --batch 1 --run".split(" ");
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads what a process prints until it matches. */
async function until(child: Deno.ChildProcess, pattern: RegExp): Promise<void> {
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let out = ""; !pattern.test(out);) {
    const { value, done } = await reader.read();
    assert.ok(!done, out);
    out += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
}

for (const [signal, status] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test({
    name:
      `train keeps the finished epochs after ${signal}, and ends with status ${status} ${NEEDS}`,
    ignore,
    fn: async () => {
      await using runs = new Runs();
      const name = runs.name(), child = training([...LONG, name]);
      await until(child, /epoch +3\/10000/);
      const asked = performance.now();
      child.kill(signal);
      const err = await new Response(child.stderr).text();
      assert.equal((await child.status).code, status, err);
      assert.match(err, /^train: interrupted; epochs finished and kept: \d+ of 10000; go on/m);
      assert.ok(performance.now() - asked < 5000);

      const metrics = JSON.parse(Deno.readTextFileSync(join(RESULTS, name, "metrics.json")));
      const { epochs, testAccuracy, interrupted } = metrics;
      assert.ok(epochs.length >= 3 && epochs.length < 10000);
      assert.equal(interrupted, true);
      assert.equal(testAccuracy, epochs[epochs.length - 1].testAccuracy);
      const evaluated = await run("evaluate", ["--run", name]);
      assert.match(evaluated.out, new RegExp(`accuracy ${(100 * testAccuracy).toFixed(2)}`));
    },
  });
}

Deno.test({
  name: `train hears Ctrl-C in a long step, and a second one ends it at once ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    // A step of seconds: 100 images through two wide layers on the plain engine.
    const wide = ["--data", "data/sample", "--hidden", "3000,3000", "--engine", "plain"];
    const child = training([...wide, "--batch", "150", "--run", runs.name()]);
    await until(child, /100 training images[^]*parameters/);
    await wait(1500);
    child.kill("SIGINT");
    const reader = child.stderr.getReader();
    const heard = new TextDecoder().decode((await reader.read()).value);
    assert.match(heard, /^heard: ends after this step; a second Ctrl-C ends at once\n$/);
    const again = performance.now();
    child.kill("SIGINT");
    assert.equal((await child.status).code, 130);
    assert.ok(performance.now() - again < 1000);
    await reader.cancel();
  },
});

Deno.test({
  name: `a second training of the same name is refused at once, while the first goes on ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), child = training([...LONG, name]);
    await until(child, /epoch +1\/10000/);
    for (const force of [[], ["--force"]]) {
      const { code, err } = await run("train", [...LONG, name, ...force]);
      assert.equal(code, 2);
      assert.match(err, /^train: "test-.*" in .* is being trained right now[^\n]*\n$/);
    }
    assert.match((await run("evaluate", ["--run", name])).err, /is not finished/);
    child.kill("SIGINT");
    const err = await new Response(child.stderr).text();
    assert.equal((await child.status).code, 130, err);
    assert.ok(existsSync(join(RESULTS, name, "model.safetensors")));
    assert.ok(!existsSync(join(RESULTS, name, "unfinished")));
  },
});

Deno.test({
  name: `the pause of a suspended training is not counted ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), child = training([...LONG, name]);
    await until(child, /epoch +1\/10000/);
    const started = performance.now();
    child.kill("SIGSTOP");
    await wait(3000);
    child.kill("SIGCONT");
    await wait(300);
    child.kill("SIGINT");
    await new Response(child.stderr).text();
    await child.status;
    const metrics = JSON.parse(Deno.readTextFileSync(join(RESULTS, name, "metrics.json")));
    assert.ok(
      metrics.trainSeconds < (performance.now() - started) / 1000 - 2,
      metrics.trainSeconds,
    );
  },
});

Deno.test({
  name: `output that cannot be written does not end a training ${NEEDS}`,
  ignore: ignore || Deno.build.os !== "linux",
  fn: async () => {
    await using runs = new Runs();
    for (const streams of [">/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-", "| head -1 >&2"]) {
      const name = runs.name();
      const quick = `--data data/sample --batch 10 --epochs 5 --run ${name}`;
      const { stderr } = await new Deno.Command("sh", {
        args: ["-c", `"${Deno.execPath()}" task --quiet train ${quick} ${streams}`],
        cwd: ROOT,
        env: { LC_ALL: "C.UTF-8", NO_COLOR: "1" },
      }).output();
      if (streams === ">/dev/full") {
        const err = new TextDecoder().decode(stderr);
        assert.match(err, /^train: the output cannot be written[^\n]*os error 28\)\n$/);
      }
      for (const file of ["metrics.json", "model.safetensors", "report.html"]) {
        assert.ok(existsSync(join(RESULTS, name, file)), `${streams}: ${file}`);
      }
    }
  },
});

Deno.test({
  name: `lessons and seeds end soon when their reader leaves ${NEEDS}`,
  ignore,
  fn: async () => {
    for (const task of ["lesson7 --no-pause", "seeds --data data/sample --count 1000"]) {
      const started = performance.now();
      await new Deno.Command("sh", {
        args: ["-c", `"${Deno.execPath()}" task --quiet ${task} | head -1`],
        cwd: ROOT,
      }).output();
      assert.ok(performance.now() - started < 5000, task);
    }
  },
});
