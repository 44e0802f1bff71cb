import assert from "node:assert/strict";
import { headlines, median, reference, results } from "../../bench/peers/comparison.ts";
import { findPython } from "../../bench/peers/find_python.ts";
import { type Measurement, parseAnswer } from "../../bench/peers/measurement.ts";
import { type Peer, PEER_KEYS, PEERS, REFERENCES } from "../../bench/peers/peer.ts";
import {
  absences,
  headlineTexts,
  legend,
  peerTable,
  remarks,
} from "../../bench/peers/peer_table.ts";
import { readRawImages, writeRawImages } from "../../bench/peers/raw_images.ts";
import { measureRounds, type Tally } from "../../bench/peers/rounds.ts";
import { type Absent, runPeer, threadVariables } from "../../bench/peers/run_peer.ts";
import { uniform } from "../../src/random/source.ts";
import { Xoshiro128 } from "../../src/random/xoshiro128.ts";
import { textWidth } from "../../src/terminal/width.ts";
import { lacks } from "../permission.ts";

const peer = (name: string, threads: number) =>
  [...REFERENCES, ...PEERS].find((each) => each.name === name && each.threads === threads)!;

function ran(imagesPerSecond: number, more: Partial<Measurement> = {}): Measurement {
  const images = 60_000;
  return {
    version: "X 1.0",
    threads: 1,
    images,
    seconds: images / imagesPerSecond,
    imagesPerSecond,
    accuracy: 0.944,
    ...more,
  };
}

/** A whole comparison, whose speeds make round ratios. */
const TALLIES: Tally[] = [
  { peer: peer("Ardoise", 1), runs: [600_000, 500_000, 900_000].map((x) => ran(x)) },
  { peer: peer("Ardoise", 2), runs: [ran(1_200_000, { threads: 2 })] },
  { peer: peer("NumPy float32", 1), runs: [ran(300_000)] },
  { peer: peer("NumPy float32", 2), runs: [ran(400_000, { threads: 2 })] },
  { peer: peer("NumPy float64", 1), runs: [ran(450_000)] },
  { peer: peer("PyTorch", 1), runs: [ran(200_000)] },
  { peer: peer("TensorFlow.js WASM", 1), runs: [ran(10_000)] },
  {
    peer: peer("TensorFlow.js WASM", 2),
    runs: [ran(12_000, { threads: 2, note: { en: "patched", fr: "modifié" } })],
  },
];

const MISSING: Absent = { absent: { en: "not there", fr: "pas là" }, missing: true };
const MACHINE = { processor: "Slate 1", cores: 2, system: "linux 6 x86_64", deno: "2.9.6" };

Deno.test("parseAnswer() takes the last line, whatever libraries print before it", () => {
  const answer = { ...ran(1000), note: { en: "slow", fr: "lent" } };
  assert.deepEqual(parseAnswer(`Hi!\n====\n${JSON.stringify(answer)}\n\n`), answer);
});

Deno.test("parseAnswer() takes the word of a runner that cannot run", () => {
  const unavailable = { en: "no", fr: "non" };
  assert.deepEqual(parseAnswer(JSON.stringify({ unavailable })), { unavailable });
});

Deno.test("parseAnswer() throws on what is no measurement", () => {
  const bad: unknown[] = [
    null,
    3,
    {},
    { ...ran(1000), accuracy: 94.4 },
    { ...ran(1000), accuracy: null },
    { ...ran(1000), imagesPerSecond: 0 },
    { ...ran(1000), seconds: "1" },
    { ...ran(1000), version: undefined },
    { ...ran(1000), note: "English only" },
    { unavailable: "English only" },
  ];
  for (const each of bad) {
    assert.throws(() => parseAnswer(JSON.stringify(each)), SyntaxError, JSON.stringify(each));
  }
  assert.throws(() => parseAnswer(""), SyntaxError);
  assert.throws(() => parseAnswer("Traceback"), /found "Traceback"/);
});

Deno.test("median() is the middle number, or the mean of the two in the middle", () => {
  assert.equal(median([3, 1, 20]), 3);
  assert.equal(median([10, 9, 1, 2]), 5.5);
  assert.throws(() => median([]), RangeError);
});

Deno.test("results() takes medians and ranges, and leaves out who never ran", () => {
  const [ardoise] = results(TALLIES);
  assert.equal(ardoise.imagesPerSecond, 600_000);
  assert.deepEqual(ardoise.range, [500_000, 900_000]);
  assert.equal(ardoise.runs, 3);
  assert.deepEqual(results([{ peer: PEERS[0], runs: [], absent: MISSING }]), []);
});

Deno.test("headlines() compare with the best that each sentence allows", () => {
  const { oneThread, twoThreads, tfjsWasm } = headlines(results(TALLIES));
  assert.equal(oneThread?.ratio, 2); // not NumPy float64, nor two threads
  assert.equal(twoThreads?.ratio, 1_200_000 / 450_000); // whoever it is
  assert.equal(tfjsWasm?.ratio, 100);
});

Deno.test("headlines() say nothing of what did not run", () => {
  assert.deepEqual(Object.values(headlines([])).filter((each) => each), []);
  const alone = results(TALLIES.filter(({ peer }) => peer.threads === 1));
  assert.equal(reference(alone, 2), undefined);
  assert.equal(headlines(alone).twoThreads, undefined);
  assert.equal(headlines(alone).tfjsWasm?.ratio, 60);
});

Deno.test("peerTable() has a line for each peer, with its ratios, in 80 columns", () => {
  const tallies = [...TALLIES, { peer: peer("brain.js", 1), runs: [], absent: MISSING }];
  for (const language of ["en", "fr"] as const) {
    const table = peerTable(tallies, results(tallies), { language, width: 80, colour: false });
    assert.ok(table.split("\n").every((line) => textWidth(line) <= 80));
    assert.equal(table.split("\n").length, 2 + tallies.length);
  }
  const table = peerTable(tallies, results(tallies), { language: "en", width: 80, colour: false });
  const line = (start: string) =>
    table.split("\n").find((line) => line.startsWith(start))!.replaceAll("\u00a0", " ")
      .split(/ {2,}/);
  assert.deepEqual(
    line("Ardoise"),
    ["Ardoise", "1", "600,000", "67 %", "94.40 %", "60,000", "1.00×", "2.00×"],
  );
  assert.deepEqual(line("PyTorch").slice(-2), ["3.00×", "6.00×"]);
  assert.deepEqual(line("TensorFlow.js WASM").slice(-2), ["60×", "120×"]);
  assert.deepEqual(line("brain.js"), ["brain.js", "1", "–", "–", "–", "–", "–", "–"]);
});

Deno.test("headlineTexts() give each comparison its ratio, in both languages", () => {
  const [one, two, wasm] = headlineTexts(results(TALLIES));
  assert.match(one.en, /NumPy float32 \(1\): 2\.00×$/);
  assert.match(one.fr, /NumPy float32 \(1\)\u00a0: 2,00×$/);
  assert.match(two.en, /NumPy float64 \(1\): 2\.67×$/);
  assert.match(wasm.en, /TensorFlow\.js WASM \(2\): 100×$/);
});

Deno.test("legend() and remarks() tell the recipe, the machine, the versions and the notes", () => {
  const { en, fr } = legend({ rounds: 5, epochs: 1, batch: 64, hidden: 64, rate: 0.3 });
  assert.match(en, /784-64-10, batch 64, rate 0\.3 .* rounds: 5/);
  assert.match(fr, /784-64-10, lots de 64, taux 0,3 .* tours\u00a0: 5/);
  assert.deepEqual(remarks(results(TALLIES), MACHINE).map(({ en }) => en), [
    "Slate 1, cores: 2, linux 6 x86_64, Deno 2.9.6",
    "X 1.0",
    "TensorFlow.js WASM (2): patched",
  ]);
});

Deno.test("absences() name once what is missing, with the command that installs it", () => {
  const tallies = PEERS.filter(({ key }) => key === "numpy")
    .map((peer) => ({ peer, runs: [], absent: MISSING }));
  const [line, ...more] = absences(tallies);
  assert.deepEqual(more, []);
  assert.equal(
    line.en,
    "missing: NumPy float32, NumPy float64: not there. To install it: " +
      "python3 -m pip install numpy; on Debian: apt install python3-numpy libopenblas0-pthread",
  );
  assert.match(line.fr, /^absent\u00a0: NumPy float32, NumPy float64\u00a0: pas là\. Pour/);
});

Deno.test("absences() tell apart who failed, with its threads and no command", () => {
  const absent = { absent: { en: "failed: oops", fr: "échec\u00a0: oops" }, missing: false };
  assert.deepEqual(absences([{ peer: peer("PyTorch", 2), runs: [], absent }]), [
    { en: "PyTorch (2): failed: oops", fr: "PyTorch (2)\u00a0: échec\u00a0: oops" },
  ]);
});

Deno.test("absences() tell how often it had run who failed later", () => {
  const absent = { absent: { en: "failed: oops", fr: "échec\u00a0: oops" }, missing: false };
  const [line] = absences([{ peer: peer("PyTorch", 2), runs: [ran(1000), ran(2000)], absent }]);
  assert.match(line.en, /; runs before that: 2$/);
  assert.match(line.fr, /passages avant cela\u00a0: 2$/);
});

/** The names and threads of the runs, in order; `absent` says who cannot run. */
async function order(peers: readonly Peer[], rounds: number, absent: readonly Peer[] = []) {
  const runs: string[] = [];
  let tallies: readonly Tally[] = [];
  const all = measureRounds({ references: REFERENCES, peers, rounds }, (peer) => {
    runs.push(`${peer.name} ${peer.threads}`);
    return Promise.resolve(absent.includes(peer) ? MISSING : ran(1000));
  });
  for await (const step of all) tallies = step.tallies;
  return { runs, tallies };
}

Deno.test("measureRounds() runs Ardoise with as many threads before every peer", async () => {
  const peers = [peer("PyTorch", 1), peer("PyTorch", 2)];
  const { runs, tallies } = await order(peers, 2);
  const round = ["Ardoise 1", "PyTorch 1", "Ardoise 2", "PyTorch 2"];
  assert.deepEqual(runs, [...round, ...round]);
  assert.deepEqual(tallies.map(({ runs }) => runs.length), [2, 2, 2, 2]);
});

Deno.test("measureRounds() runs nobody again who was absent, and Ardoise all the same", async () => {
  const [one, two] = [peer("PyTorch", 1), peer("PyTorch", 2)];
  const { runs, tallies } = await order([one, two], 2, [one, REFERENCES[1]]);
  assert.deepEqual(runs, [
    ...["Ardoise 1", "PyTorch 1", "Ardoise 2", "PyTorch 2"],
    ...["Ardoise 1", "PyTorch 2"],
  ]);
  assert.deepEqual(tallies.map(({ absent }) => absent !== undefined), [false, true, true, false]);
});

Deno.test("measureRounds() runs both kinds of Ardoise where no peer calls for them", async () => {
  assert.deepEqual((await order([], 1)).runs, ["Ardoise 1", "Ardoise 2"]);
  const { runs } = await order([peer("brain.js", 1)], 1);
  assert.deepEqual(runs, ["Ardoise 2", "Ardoise 1", "brain.js 1"]);
});

Deno.test("PEERS name a command for everyone, and one and two threads where there are threads", () => {
  for (const { install, key } of PEERS) assert.ok(install !== "" && key !== "ardoise");
  assert.deepEqual([...new Set(PEERS.map(({ key }) => key))], [...PEER_KEYS]);
  for (const name of ["NumPy float32", "NumPy float64", "PyTorch", "TensorFlow.js WASM"]) {
    assert.ok(peer(name, 1) && peer(name, 2), name);
  }
});

Deno.test("threadVariables() tell every pool its size", () => {
  const variables = threadVariables(2);
  assert.deepEqual(Object.keys(variables), [
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
  ]);
  assert.deepEqual([...new Set(Object.values(variables))], ["2"]);
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

const TASK = { epochs: 1, batch: 10, hidden: 8, rate: 0.3, seed: 42 };
const signal = new AbortController().signal;

Deno.test("runPeer() says which module no Python has", async () => {
  const found = await runPeer(peer("PyTorch", 1), {
    task: { ...TASK, folder: "." },
    findPython: () => Promise.resolve(undefined),
    signal,
  });
  assert.ok("absent" in found && found.missing);
  assert.match(found.absent.en, /torch/);
});

Deno.test({
  name: "runPeer() trains Ardoise on raw images (needs --allow-read --allow-write --allow-run)",
  ignore: lacks("read", "write", "run"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const random = new Xoshiro128(1);
    const split = (count: number) => ({
      images: Uint8Array.from({ length: 784 * count }, () => 256 * uniform(random)),
      labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
      count,
    });
    const sizes = { name: "noise", rows: 28, columns: 28, labels: [...Array(10).keys()] };
    const dataset = { ...sizes, train: split(40), test: split(20) };
    try {
      await writeRawImages(folder, dataset);
      const { train, test } = await readRawImages(folder);
      assert.deepEqual({ train, test }, { train: dataset.train, test: dataset.test });
      const options = { findPython: () => Promise.reject(), signal };
      const ardoise = { ...REFERENCES[0], images: 30 };
      const found = await runPeer(ardoise, { ...options, task: { ...TASK, folder } });
      assert.ok("seconds" in found, JSON.stringify(found));
      assert.deepEqual([found.threads, found.images], [1, 30]);
      assert.match(found.version, /^Ardoise strict/);

      // The reason of a runner that fails is its error, not its stack trace.
      const failed = await runPeer(ardoise, { ...options, task: { ...TASK, folder: "nowhere" } });
      assert.ok("absent" in failed && !failed.missing);
      assert.match(failed.absent.en, /^failed: error: .*NotFound/);
      assert.ok(!failed.absent.en.includes("\n"));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
