import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { RunInProgress } from "../../src/run/run_in_progress.ts";
import { openModel, readCheckpoint } from "../../src/run/saved_run.ts";
import { lacks } from "../permission.ts";
import { isThorough } from "../thorough.ts";
import { NEEDS, QUICK, RESULTS, ROOT, run, Runs } from "./task.ts";

// No signal can be sent to another process on Windows.
const ignore = lacks("read", "write", "run") || Deno.build.os === "windows";
/** How often a training is killed. */
const KILLS = isThorough ? 50 : 3;

/** A training with everything that has a state, of a second or two. */
const STATEFUL = ("--data data/sample --batch 10 --hidden 16 --epochs 300 --optimizer adam " +
  "--rate 0.01 --dropout 0.2 --shift 1 --validation 20 --schedule one-cycle").split(" ");

const path = (name: string, file: string) => join(RESULTS, name, file);
const checkpointOf = (name: string) =>
  readCheckpoint(name, Deno.readFileSync(path(name, "checkpoint.safetensors")));

/** What a run measured, but for its times. */
function timeless(name: string): unknown {
  const isTime = (key: string) => /seconds$|PerSecond$/i.test(key);
  const text = Deno.readTextFileSync(path(name, "metrics.json"));
  return JSON.parse(text, (key, value) => isTime(key) ? undefined : value);
}

/** A training without the task around it, which can be killed. */
function training(args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-write=results,/tmp", "src/cli/train.ts"]
      .concat(args),
    cwd: ROOT,
    env: { LC_ALL: "C.UTF-8", NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Trains, sends a signal when that epoch is told, and gives what was told. */
async function stopped(args: string[], { signal, epoch }: { signal: Deno.Signal; epoch: number }) {
  const child = training(args), told = new RegExp(`^epoch +${epoch}/`, "m");
  let out = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    if (!told.test(out) && told.test(out += chunk)) child.kill(signal);
  }
  const err = await new Response(child.stderr).text();
  return { out, err, ...await child.status };
}

/** What the list of runs says of one: a long name puts it on several lines. */
async function listed(name: string): Promise<string> {
  const lines = (await run("runs", [])).out.split("\n").filter((line) => line.startsWith(name));
  return lines.join(" ").replaceAll(name, "");
}

Deno.test({
  name:
    `a training that is killed at ${KILLS} random moments loses nothing that it told, and ends ` +
    `in the same weights ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const [whole, killed] = [runs.name(), runs.name()];
    const every = ["--checkpoint", "3"];
    const started = performance.now();
    assert.equal((await training([...STATEFUL, "--run", whole]).output()).code, 0);
    const time = performance.now() - started;
    const wanted = timeless(whole);
    let told = 0, whole_ones = 0;
    for (let kill = 0; kill < KILLS;) {
      const resumes = existsSync(path(killed, "checkpoint.safetensors"));
      const name = resumes ? ["--resume", killed] : [...STATEFUL, "--force", "--run", killed];
      if (!resumes) told = 0;
      const child = training([...name, ...every]);
      const moment = setTimeout(() => child.kill("SIGKILL"), (0.2 + Math.random()) * time);
      const { stdout, stderr, signal } = await child.output();
      clearTimeout(moment);
      const out = new TextDecoder().decode(stdout), err = new TextDecoder().decode(stderr);
      for (const [, epoch] of out.matchAll(/^epoch +(\d+)\//gm)) told = Number(epoch);
      if (signal === null) {
        // Quicker than the kill: the next one replaces a run that is whole.
        assert.equal(err, "");
        assert.deepEqual(timeless(killed), wanted);
        whole_ones++;
        continue;
      }
      kill++;
      if (existsSync(path(killed, "checkpoint.safetensors"))) {
        assert.ok(checkpointOf(killed).progress.epochs.length >= told, `${told} was told`);
      } else {
        assert.ok(told === 0 || existsSync(path(killed, "metrics.json")), `${told} was told`);
      }
      if (told > 0) await openModel(killed);
    }
    const resumed = existsSync(path(killed, "checkpoint.safetensors"));
    const name = resumed ? ["--resume", killed] : [...STATEFUL, "--force", "--run", killed];
    const { code, err } = await run("train", name);
    assert.equal(code, 0, err);
    assert.deepEqual(timeless(killed), wanted);
    const files = [...Deno.readDirSync(join(RESULTS, killed))].map(({ name }) => name).sort();
    assert.deepEqual(files, ["metrics.json", "model.safetensors", "report.html"]);
    if (isThorough) console.log(`killed ${KILLS} times, ${whole_ones} times too late`);
  },
});

Deno.test({
  name: `Ctrl-C leaves a run that is read, listed and gone on with to the same end ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const [whole, name] = [runs.name(), runs.name()];
    const patient = STATEFUL.concat("--patience", "200");
    assert.equal((await run("train", [...patient, "--run", whole])).code, 0);
    for (const [i, signal] of (["SIGINT", "SIGTERM"] as const).entries()) {
      const args = i === 0 ? [...patient, "--run", name] : ["--resume", name];
      const { code, err } = await stopped(args, { signal, epoch: 20 * (i + 1) });
      assert.equal(code, [130, 143][i], err);
      const go = `deno task train --resume ${name}`;
      const [, done] = new RegExp(`kept: (\\d+) of 300; go on with: ${go}$`, "m").exec(err)!;
      assert.equal(JSON.parse(Deno.readTextFileSync(path(name, "metrics.json"))).interrupted, true);
      for (const task of ["evaluate", "predict", "report"]) {
        const read = await run(task, ["--run", name]);
        assert.equal(read.code, 0, read.err);
        const line =
          `${task}: run ${name} is not finished: epoch ${done} of 300; go on with: ${go}\n`;
        assert.equal(read.err, line);
      }
      assert.match(await listed(name), new RegExp(` ${done} of 300 .*interrupted$`));
    }
    const { code, out, err } = await run("train", ["--resume", name]);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^goes on (after|in) epoch \d+ of 300(, after step \d)?$/m);
    assert.deepEqual(timeless(name), timeless(whole));
    assert.deepEqual([...Deno.readDirSync(join(RESULTS, name))].length, 3);
  },
});

Deno.test({
  name: `a killed run is read from its last checkpoint, and refuses another recipe ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), copy = await Deno.makeTempDir();
    try {
      await cp(join(ROOT, "data/sample"), copy, { recursive: true });
      const recipe = [...QUICK, "--epochs", "10000"].join(" ")
        .replace("--epochs 30 ", "").replace("data/sample", copy).split(" ");
      await stopped([...recipe, "--run", name], { signal: "SIGKILL", epoch: 5 });
      const { length } = checkpointOf(name).progress.epochs;
      const unfinished = `run ${name} is not finished: epoch ${length} of 10000`;
      for (const task of ["evaluate", "predict", "report"]) {
        const { code, err } = await run(task, ["--run", name]);
        assert.equal(code, 0, err);
        assert.equal(err, `${task}: ${unfinished}; go on with: deno task train --resume ${name}\n`);
      }
      assert.match(
        await listed(name),
        new RegExp(`^ +64-32-10 +[\\d.]+.% +${length} of 10,000 .*unfinished$`),
      );

      const mistakes: [args: string, complaint: RegExp][] = [
        ["--rate 0.5", /was started with --rate 0\.3, and --resume changes no recipe: leave/],
        ["--hidden 32,32", /with --hidden 32, /],
        ["--hidden none", /with --hidden 32, /],
        ["--momentum 0.5", /with no --momentum, /],
        ["--no-shuffle", /with --shuffle, /],
        ["--recipe notebook", /with --recipe standard, /],
        ["--limit 50", /with no --limit, /],
        ["--data mnist", /with --data /],
        ["--run other", /keep one of them/],
        ["--force", /keep one of them/],
        [`--from ${name}`, /keep one of them/],
        ["--checkpoint 0", /wants a whole number.* not "0"/],
      ];
      for (const [args, complaint] of mistakes) {
        const { code, out, err } = await run("train", ["--resume", name, ...args.split(" ")]);
        assert.deepEqual([code, out, err.match(/\n/g)?.length], [2, "", 1], `${args}: ${err}`);
        assert.match(err, complaint);
      }
      const french = await run("train", `--resume ${name} --rate 0,5 --lang fr`.split(" "));
      assert.match(
        french.err,
        /a commencé avec --rate 0,3, et --resume ne change pas la recette\u00a0:/,
      );

      // The same options are as none, and so are the same images elsewhere; others are refused.
      const moved = `${copy}-moved`, resume = ["--resume", name, "--rate", "0.3"];
      await Deno.rename(copy, moved);
      try {
        assert.match((await run("train", resume)).err, /not found: give it with --data/);
        const goesOn = await stopped([...resume, "--data", moved], {
          signal: "SIGKILL",
          epoch: length + 3,
        });
        assert.equal(goesOn.signal, "SIGKILL", goesOn.err);
      } finally {
        await Deno.rename(moved, copy);
      }
      const file = join(copy, "train-images-idx3-ubyte"), images = Deno.readFileSync(file);
      images[999] ^= 1;
      Deno.writeFileSync(file, images);
      const others = await run("train", [...resume, "--data", copy]);
      assert.equal(others.code, 2);
      assert.match(others.err, /^train: the images of [^\n]* are not those [^\n]*--data\n$/);
    } finally {
      await Deno.remove(copy, { recursive: true });
    }
  },
});

Deno.test({
  name:
    `a run that is finished, being trained, cut, edited or unknown is not gone on with ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name(), resume = () => run("train", ["--resume", name]);
    const refuses = async (complaint: RegExp) => {
      const { code, out, err } = await resume();
      assert.deepEqual([code, out, err.match(/\n/g)?.length], [2, "", 1], err);
      assert.match(err, complaint);
      assert.ok(!existsSync(path(name, "unfinished")));
    };
    await refuses(/No run "|holds no run yet/);
    assert.equal((await run("train", [...QUICK, "--run", name])).code, 0);
    await refuses(/is finished: it has no checkpoint/);
    await stopped([...STATEFUL, "--force", "--run", name], { signal: "SIGKILL", epoch: 3 });
    const file = path(name, "checkpoint.safetensors"), sound = Deno.readFileSync(file);
    const edited = sound.slice();
    edited[sound.length - 9] ^= 1;
    for (const bytes of [sound.subarray(0, 999), new Uint8Array(), edited]) {
      Deno.writeFileSync(file, bytes);
      await refuses(
        /^train: results\/.*\/checkpoint\.safetensors: .*(edited or damaged|safetensors)/,
      );
    }
    Deno.writeFileSync(file, sound);
    {
      using _held = (await RunInProgress.resume(RESULTS, name)).run;
      assert.match((await resume()).err, /is being trained right now/);
    }
    // The run that was to be replaced is still there, and finished.
    const { code, err } = await run("evaluate", ["--run", name]);
    assert.deepEqual([code, err], [0, ""]);
    assert.equal((await resume()).code, 0);
    await refuses(/is finished/);
  },
});

Deno.test({
  name: `train --from starts from the weights of a run of the same network ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const [first, same, other] = [runs.name(), runs.name(), runs.name()];
    assert.equal((await run("train", [...QUICK, "--run", first])).code, 0);
    const none = QUICK.join(" ").replace("30", "0 --seed 7").split(" ");
    const { code, err } = await run("train", [...none, "--from", first, "--run", same]);
    assert.equal(code, 0, err);
    const [before, after] = [first, same]
      .map((name) => JSON.parse(Deno.readTextFileSync(path(name, "metrics.json"))));
    assert.equal(after.weightsSha256, before.weightsSha256);
    assert.equal(after.recipe.from, `${first} ${before.weightsSha256}`);
    const wider = await run("train", [
      ...none,
      "--from",
      first,
      "--run",
      other,
      "--activation",
      "tanh",
    ]);
    assert.equal(wider.code, 0, wider.err);
    for (const lang of ["en", "fr"]) {
      const args = "--data data/sample --hidden 8 --lang".split(" ").concat(lang, "--from", first);
      const refused = await run("train", args);
      assert.equal(refused.code, 2);
      assert.match(refused.err, /^train: --from .* 64-32-10.* 64-8-10[^\n]* --hidden [^\n]*\n$/);
    }
    assert.match((await run("train", ["--from", `${first}-not`])).err, /No run "/);
  },
});

Deno.test({
  name: `a training that diverges leaves nothing, and what it was to replace as it was ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    const name = runs.name();
    const content = () =>
      ["checkpoint.safetensors", "metrics.json", "model.safetensors"]
        .map((file) => Deno.readFileSync(path(name, file)));
    const wild = [...QUICK, "--l2", "9", "--rate", "300", "--checkpoint", "1"];
    const diverges = async (force: string[]) => {
      const { code, err } = await run("train", [...wild, "--run", name, ...force]);
      assert.equal(code, 1, err);
    };
    await diverges([]);
    assert.ok(!existsSync(join(RESULTS, name)));
    const unfinished = [...STATEFUL, "--epochs", "9000", "--run", name].join(" ");
    const args = unfinished.replace("--epochs 300 ", "").split(" ");
    await stopped(args, { signal: "SIGINT", epoch: 2 });
    const before = content();
    await diverges(["--force"]);
    assert.deepEqual(content(), before);
  },
});
