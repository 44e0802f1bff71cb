import assert from "node:assert/strict";
import { findPython } from "../../bench/peers/find_python.ts";
import { ARDOISE, type Peer, PEER_KEYS, peersOn } from "../../bench/peers/peer.ts";
import { absences, comparisons, legend, peerTable, remarks } from "../../bench/peers/peer_table.ts";
import { parseAnswer } from "../../bench/peers/peer_task.ts";
import { measureRounds, results, type Tally } from "../../bench/peers/rounds.ts";
import {
  type Absent,
  type Measurement,
  runPeer,
  threadVariables,
} from "../../bench/peers/run_peer.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { lacks } from "../permission.ts";
import { isThorough, THOROUGH } from "../thorough.ts";
import { noise } from "./noise.ts";

const PEERS = peersOn(2);
const peer = (name: string, threads: number) =>
  PEERS.find((each) => each.name === name && each.threads === threads)!;
const ran = (imagesPerSecond: number): Measurement => {
  return { version: "X 1.0", imagesPerSecond, accuracy: 0.944 };
};

/** A whole comparison, whose speeds make round ratios. */
const TALLIES: Tally[] = [
  { peer: ARDOISE, runs: [600_000, 500_000, 900_000].map(ran) },
  { peer: peer("NumPy float32", 1), runs: [ran(300_000)] },
  { peer: peer("NumPy float32", 2), runs: [ran(400_000)] },
  { peer: peer("TensorFlow.js WASM", 1), runs: [ran(10_000)] },
];

const ABSENT: Absent = { absent: { en: "not there", fr: "pas là" } };
const MACHINE = { processor: "Slate 1", cores: 2, system: "linux 6 x86_64", deno: "2.9.6" };

Deno.test("parseAnswer() takes the last line, whatever libraries print before it", () => {
  const answer = { version: "X 1.0", seconds: 0.2, accuracy: 0.944 };
  assert.deepEqual(parseAnswer(`Hi!\n====\n${JSON.stringify(answer)}\n\n`), answer);
});

Deno.test("parseAnswer() throws on what is no measurement", () => {
  const good = { version: "X 1.0", seconds: 0.2, accuracy: 0.944 };
  const bad = [null, 3, {}, { ...good, accuracy: 94.4 }, { ...good, seconds: 0 }, {
    ...good,
    version: undefined,
  }];
  for (const each of bad) {
    assert.throws(() => parseAnswer(JSON.stringify(each)), SyntaxError, JSON.stringify(each));
  }
  assert.throws(() => parseAnswer(""), SyntaxError);
  assert.throws(() => parseAnswer("Traceback"), /found "Traceback"/);
});

Deno.test("results() takes medians and ranges, and leaves out who never ran", () => {
  const [ardoise] = results(TALLIES);
  assert.equal(ardoise.imagesPerSecond, 600_000);
  assert.deepEqual(ardoise.range, [500_000, 900_000]);
  assert.equal(ardoise.runs, 3);
  assert.deepEqual(results([{ peer: PEERS[0], runs: [], absent: ABSENT }]), []);
});

Deno.test("comparisons() are with NumPy on one thread and with the fastest, in both languages", () => {
  const [numpy, fastest, ...more] = comparisons(results(TALLIES));
  assert.deepEqual(numpy, {
    en: "against NumPy float32 (1): 2.00×",
    fr: "contre NumPy float32 (1)\u00a0: 2,00×",
  });
  assert.match(fastest.en, /NumPy float32 \(2\): 1\.50×$/);
  assert.deepEqual(more, []);
  assert.deepEqual(comparisons(results(TALLIES.slice(0, 1))), []);
});

Deno.test("peerTable() has a line for each peer, with its ratio, in 80 columns", () => {
  const tallies = [...TALLIES, { peer: peer("PyTorch", 1), runs: [], absent: ABSENT }];
  const [english, french] = (["en", "fr"] as const).map((language) => {
    const options = { language, width: 80, colour: false };
    return peerTable(tallies, results(tallies), options).split("\n");
  });
  for (const lines of [english, french]) {
    assert.ok(lines.every((line) => textWidth(line) <= 80));
    assert.equal(lines.length, 2 + tallies.length);
  }
  const cells = english.map((line) => line.replaceAll("\u00a0", " ").split(/ {2,}/));
  assert.deepEqual(cells.slice(2), [
    ["Ardoise", "1", "600,000", "67 %", "94.40 %", "60,000", "1.00×"],
    ["NumPy float32", "1", "300,000", "0 %", "94.40 %", "60,000", "2.00×"],
    ["NumPy float32", "2", "400,000", "0 %", "94.40 %", "60,000", "1.50×"],
    ["TensorFlow.js WASM", "1", "10,000", "0 %", "94.40 %", "60,000", "60×"],
    ["PyTorch", "1", "–", "–", "–", "–", "–"],
  ]);
});

Deno.test("legend() and remarks() tell the recipe, the machine, the versions and a slow BLAS", () => {
  const { en, fr } = legend({
    ...{ rounds: 5, network: "784-64-10", epochs: 1, batch: 64, rate: 0.3, momentum: 0 },
  });
  assert.match(en, /784-64-10, batch 64, rate 0\.3 .* rounds: 5/);
  assert.match(fr, /784-64-10, lots de 64, taux 0,3 .* tours\u00a0: 5/);
  const machine = "Slate 1, cores: 2, linux 6 x86_64, Deno 2.9.6";
  const list = results(TALLIES);
  assert.deepEqual(remarks(list, MACHINE).map(({ en }) => en), [machine, "X 1.0"]);
  const slow = list.map((each) => ({ ...each, version: "NumPy (reference BLAS)" }));
  assert.match(remarks(slow, MACHINE)[2].en, /^reference BLAS .* libopenblas0-pthread$/);
});

Deno.test("absences() give each reason a line, and say who had run before", () => {
  const tallies = PEERS.filter(({ key }) => key === "numpy")
    .map((peer, i) => ({ peer, runs: [ran(1), ran(2)].slice(2 * i), absent: ABSENT }));
  assert.deepEqual(absences(tallies), [{
    en: "not measured: NumPy float32 (1) after 2 runs, NumPy float32 (2): not there",
    fr: "sans mesure\u00a0: NumPy float32 (1) après 2 passages, NumPy float32 (2)\u00a0: pas là",
  }]);
});

/** The names and threads of the runs, in order; `absent` says who cannot run. */
async function order(peers: readonly Peer[], rounds: number, absent: readonly Peer[] = []) {
  const runs: string[] = [];
  let tallies: readonly Tally[] = [];
  const all = measureRounds({ peers, rounds }, ({ name, threads }) => {
    runs.push(`${name} ${threads}`);
    const found = absent.some((each) => each.name === name && each.threads === threads);
    return Promise.resolve(found ? ABSENT : ran(1000));
  });
  for await (const step of all) tallies = step.tallies;
  return { runs, tallies };
}

Deno.test("measureRounds() runs Ardoise before every peer", async () => {
  const { runs, tallies } = await order([peer("PyTorch", 1), peer("PyTorch", 2)], 2);
  const round = ["Ardoise 1", "PyTorch 1", "Ardoise 1", "PyTorch 2"];
  assert.deepEqual(runs, [...round, ...round]);
  assert.deepEqual(tallies.map(({ runs }) => runs.length), [4, 2, 2]);
  assert.deepEqual((await order([], 1)).runs, ["Ardoise 1"]);
});

Deno.test("measureRounds() runs nobody again who was absent, and Ardoise all the same", async () => {
  const [one, two] = [peer("PyTorch", 1), peer("PyTorch", 2)];
  const { runs, tallies } = await order([one, two], 2, [one]);
  assert.deepEqual(runs, [
    ...["Ardoise 1", "PyTorch 1", "Ardoise 1", "PyTorch 2"],
    ...["Ardoise 1", "PyTorch 2"],
  ]);
  assert.deepEqual(tallies.map(({ absent }) => absent !== undefined), [false, true, false]);
});

Deno.test("peersOn() has everyone, on one thread and on every core where there are threads", () => {
  for (const { install, module } of PEERS) assert.equal(install === undefined, !module);
  assert.deepEqual([...new Set(PEERS.map(({ key }) => key))], [...PEER_KEYS]);
  const threads = (cores: number) =>
    peersOn(cores).filter(({ key }) => key === "numpy").map(({ threads }) => threads);
  assert.deepEqual([1, 2, 8].map(threads), [[1], [1, 2], [1, 8]]);
  const convolutional = peersOn(2, { convolutional: true });
  assert.ok(convolutional.every(({ key }) => key !== "numpy"), "NumPy has no convolution");
  assert.equal(convolutional.length, PEERS.length - 2);
});

Deno.test("threadVariables() tell OpenBLAS, OpenMP, MKL and Accelerate their size", () => {
  const variables = Object.entries(threadVariables(2));
  assert.equal(variables.length, 4);
  assert.ok(variables.every(([name, size]) => name.endsWith("_THREADS") && size === "2"));
});

Deno.test({
  name:
    "findPython() passes over programs that are not there or lack the module (needs --allow-run)",
  ignore: lacks("run"),
  fn: async () => {
    // Deno stands in for a Python without the module: it refuses "-c".
    const pythons = ["no-such-python", Deno.execPath()];
    assert.equal(await findPython("numpy", { pythons }), undefined);
  },
});

const OPTIONS = {
  recipe: { epochs: 1, batch: 10, hidden: 8, rate: 0.3, momentum: 0, seed: 42 },
  dataset: noise(40),
  findPython: () => Promise.resolve(undefined),
};

Deno.test("runPeer() says which module no Python has", async () => {
  const found = await runPeer(peer("PyTorch", 1), OPTIONS);
  assert.ok("absent" in found);
  assert.match(found.absent.en, /module torch; to install it: .* install torch/);
});

Deno.test({
  name: "runPeer() trains Ardoise, and says why it cannot (needs --allow-read --allow-run)",
  ignore: lacks("read", "run"),
  fn: async () => {
    const found = await runPeer({ ...ARDOISE, images: 30 }, OPTIONS);
    assert.ok("imagesPerSecond" in found, JSON.stringify(found));
    assert.match(found.version, /^Ardoise/);

    // The reason of a runner that fails is its error, not its stack trace.
    const failed = await runPeer({ ...ARDOISE, images: 41 }, OPTIONS);
    assert.ok("absent" in failed);
    assert.match(failed.absent.en, /^failed: error: /);
    assert.ok(!failed.absent.en.includes("\n"));
  },
});

Deno.test({
  name:
    `NumPy and PyTorch get the images that Ardoise gets, and learn them (needs --allow-read --allow-run) ${THOROUGH}`,
  ignore: lacks("read", "run") || !isThorough,
  fn: async () => {
    // Each class is a pixel: whoever takes the bytes or the labels wrong cannot read it.
    const dataset = noise(200), { images, labels } = dataset.train;
    images.fill(0);
    labels.forEach((label, i) => images[784 * i + 50 * label] = 255);
    const dense = { ...OPTIONS.recipe, epochs: 20 }, { hidden: _, ...shared } = dense;
    const windows = { conv: [8, 16], kernel: 5, stride: 2 };
    const convolutional = { ...shared, ...windows, rate: 0.05, momentum: 0.9 };
    for (
      const [each, recipe] of [
        [ARDOISE, dense],
        [peer("NumPy float32", 1), dense],
        [ARDOISE, convolutional],
        [peer("PyTorch", 1), convolutional],
      ] as const
    ) {
      // Without it, there is nothing to be compared with.
      if (each.module && !await findPython(each.module)) continue;
      const found = await runPeer({ ...each, images: 190 }, { recipe, dataset, findPython });
      assert.ok("accuracy" in found, JSON.stringify(found));
      assert.equal(found.accuracy, 1, `${each.name}, ${JSON.stringify(recipe)}`);
    }
  },
});
