/**
 * Exercise 18: two SIMD kernels in AssemblyScript.
 *
 * @module
 */
import { compileAssembly } from "../src/practice/assembly.ts";
import { exercise, type Tools } from "../src/practice/exercise.ts";
import type { Matrix, Vector } from "../src/practice/tensor.ts";

interface Inputs {
  a: number;
  x: Vector;
  y: Vector;
  w: Vector;
}
interface Results {
  Y: Matrix;
  Z: Matrix;
  lanes: number;
}
/** Every size from 0 to 67: of whole groups of four, and of one, two and three besides. */
const SIZES = Array.from({ length: 68 }, (_, n) => n);
/** Numbers before and after what is to be written, which must stay. */
const GUARD = 7.5, GUARDS = 4;
/** Rows of X, its columns: those of the product X·W, whose columns are the size. */
const M = 2, K = 3;
/** Where arrays may lie in the memory, in bytes, behind what the compiler keeps. */
const ROOM = 65_536;

/** Y of every size, each number between guards as is said; `undefined`: it stays. */
function everyY(
  { y }: Inputs,
  change: (i: number, n: number) => number | undefined,
): Matrix {
  return SIZES.map((n) =>
    Array.from({ length: SIZES.length + 2 * GUARDS }, (_, at) => {
      const i = at - GUARDS, before = i >= 0 && i < n ? y[i] : GUARD;
      return i >= 0 ? change(i, n) ?? before : before;
    })
  );
}
/** Z of every size, the same. */
function everyZ(change: (i: number, j: number, n: number) => number | undefined): Matrix {
  return SIZES.map((n) =>
    Array.from({ length: M * SIZES.length + 2 * GUARDS }, (_, at) => {
      const p = at - GUARDS;
      if (p < 0 || p >= M * n) return GUARD;
      return change(Math.floor(p / n), p % n, n) ?? GUARD;
    })
  );
}
/** X·W; W has n columns. */
const product = ({ x, w }: Inputs, i: number, j: number, n: number) => {
  let sum = 0;
  for (let p = 0; p < K; p++) sum += x[i * K + p] * w[p * n + j];
  return sum;
};
const whole = (n: number) => n - n % 4;

/** An instance of the learner's module, and its memory as numbers. */
function instanceOf(data: Uint8Array) {
  const module = new WebAssembly.Module(data.slice(1));
  const abort = (message: number) => {
    // A string of AssemblyScript: UTF-16, its length in bytes in front.
    const bytes = new DataView(memory.buffer), length = bytes.getUint32(message - 4, true);
    const units = Array.from(
      { length: length / 2 },
      (_, i) => bytes.getUint16(message + 2 * i, true),
    );
    throw new Error(String.fromCharCode(...units));
  };
  const { exports } = new WebAssembly.Instance(module, { env: { abort } });
  const memory = exports.memory as WebAssembly.Memory;
  const kernels = exports as unknown as {
    axpy(y: number, x: number, n: number, a: number): void;
    multiply(z: number, x: number, w: number, m: number, k: number, n: number): void;
  };
  return { kernels, floats: new Float32Array(memory.buffer) };
}

let isTimed = false;

/** How often a call is made in the time that a plain loop takes for one, as bars. */
async function race({ kernels, floats }: ReturnType<typeof instanceOf>, say: Tools["say"]) {
  if (isTimed) return;
  isTimed = true;
  const { strict } = await import("../assembly/build/modules.js");
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 65_536 });
  const ours = new WebAssembly.Instance(strict, { env: { memory, abort() {} } })
    .exports as unknown as {
      sgd(w: number, dw: number, count: number, rate: number): void;
      matmul(...all: number[]): void;
    };
  const n = 4096, side = 64, at = ROOM / 4;
  const plainAxpy = () => {
    for (let i = 0; i < n; i++) floats[at + i] += 1e-9 * floats[at + n + i];
  };
  const plainProduct = () => {
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        let sum = 0;
        for (let p = 0; p < side; p++) {
          sum += floats[at + n + i * side + p] * floats[at + 2 * n + p * side + j];
        }
        floats[at + i * side + j] = sum;
      }
    }
  };
  const [y, x, w] = [ROOM, ROOM + 4 * n, ROOM + 8 * n];
  const rows = [
    {
      what: { en: "y ← a·x + y, 4096 numbers", fr: "y ← a·x + y, 4096 nombres" },
      runs: [plainAxpy, () => kernels.axpy(y, x, n, 1e-9), () => ours.sgd(y, x, n, -1e-9)],
    },
    {
      what: { en: "a product, 64×64×64", fr: "un produit, 64×64×64" },
      runs: [
        plainProduct,
        () => kernels.multiply(y, x, w, side, side, side),
        () => ours.matmul(y, x, w, 0, w + 4 * n, side, side, side),
      ],
    },
  ];
  for (const { what, runs } of rows) {
    const times = runs.map(timeOf);
    const bar = (time: number) => {
      const speed = times[0] / time;
      return `${"█".repeat(Math.max(1, Math.min(40, Math.round(2 * speed))))} ${speed.toFixed(1)}`;
    };
    const [plain, mine, own] = times.map(bar);
    say({
      en:
        `${what.en}, how often in the same time:\n  JavaScript  ${plain}\n  yours       ${mine}\n` +
        `  Ardoise     ${own}`,
      fr: `${what.fr}, combien de fois dans le même temps\u00a0:\n  JavaScript  ${plain}\n` +
        `  le vôtre    ${mine}\n  Ardoise     ${own}`,
    });
  }
}

/** The least time of a call in 25 rounds of a few milliseconds, in milliseconds. */
function timeOf(run: () => void): number {
  let least = Infinity;
  for (let round = 0; round < 25; round++) {
    const start = performance.now();
    let calls = 0;
    do {
      for (let i = 0; i < 20; i++) run();
      calls += 20;
    } while (performance.now() - start < 4);
    least = Math.min(least, (performance.now() - start) / calls);
  }
  return least;
}

export default exercise<Inputs, Results>({
  number: 18,
  name: "simd",
  title: { en: "Two SIMD kernels", fr: "Deux noyaux SIMD" },
  statement: {
    en: "In AssemblyScript, TypeScript's strict cousin that compiles to WebAssembly. Arrays are " +
      "addresses in the memory: y is where the first number lies, y + 4 the second, as an f32 has 4 " +
      "bytes.\n" +
      "axpy(y, x, n, a): y[i] ← a·x[i] + y[i] for i from 0 to n − 1.\n" +
      "multiply(z, x, w, m, k, n): z = x·w, x (m, k), w (k, n), z (m, n), row by row.\n" +
      "Four numbers at a time (v128), and what is left, one by one. n may be any number, 0 too; " +
      "addresses need not be multiples of 16; nothing beyond may be written.\n" +
      "load<f32>(p), store<f32>(p, v); v128.load(p), v128.store(p, v), f32x4.splat(s), " +
      "f32x4.mul(u, v), f32x4.add(u, v). (The first time, the compiler is downloaded: 24 MB.)",
    fr:
      "En AssemblyScript, le cousin strict de TypeScript qui se compile en WebAssembly. Les tableaux " +
      "sont des adresses dans la mémoire\u00a0: y est celle du premier nombre, y + 4 celle du deuxième, " +
      "car un f32 occupe 4 octets.\n" +
      "axpy(y, x, n, a)\u00a0: y[i] ← a·x[i] + y[i] pour i de 0 à n − 1.\n" +
      "multiply(z, x, w, m, k, n)\u00a0: z = x·w, x (m, k), w (k, n), z (m, n), ligne par ligne.\n" +
      "Quatre nombres à la fois (v128), et ce qui reste, un par un. n est quelconque, 0 aussi\u00a0; les " +
      "adresses ne sont pas forcément multiples de 16\u00a0; rien ne doit être écrit au-delà.\n" +
      "load<f32>(p), store<f32>(p, v)\u00a0; v128.load(p), v128.store(p, v), f32x4.splat(s), " +
      "f32x4.mul(u, v), f32x4.add(u, v). (La première fois, le compilateur est téléchargé\u00a0: 24\u00a0Mo.)",
  },
  lesson: { number: 7, step: 10, heading: "Rung 4: SIMD" },
  language: "assembly",
  functions: [
    { name: "axpy", takes: ["y", "x", "a"], gives: "Y" },
    { name: "multiply", takes: ["x", "w"], gives: "Z" },
  ],
  trials: 1,
  seconds: 10,
  data: async (source) => {
    const module = await compileAssembly(source);
    const usesLanes = /\bf32x4\b|\bv128\s*\./.test(source.replace(/\/\/.*|\/\*[^]*?\*\//g, ""));
    return new Uint8Array([Number(usesLanes), ...module]);
  },
  draw: (draw) => ({
    a: draw.number(),
    x: draw.vector(SIZES.length),
    y: draw.vector(SIZES.length),
    w: draw.vector(K * SIZES.length),
  }),
  async play(_, inputs, { data, give, say }) {
    const { a, x, y, w } = inputs, instance = instanceOf(data), { kernels, floats } = instance;
    /** Puts numbers at an address and gives it; `shift` numbers further, so that it is no multiple of 16. */
    const put = (numbers: readonly number[], { room, shift }: { room: number; shift: number }) => {
      const at = ROOM / 4 + 1024 * room + shift;
      floats.set(numbers, at);
      return 4 * at;
    };
    const guarded = (numbers: readonly number[], length: number) => {
      const all = Array(length + 2 * GUARDS).fill(GUARD);
      numbers.forEach((number, i) => all[GUARDS + i] = number);
      return all;
    };
    const read = (address: number, length: number) =>
      Array.from(floats.subarray(address / 4, address / 4 + length));
    give({
      Y: SIZES.map((n) => {
        const all = guarded(y.slice(0, n), SIZES.length);
        const out = put(all, { room: 0, shift: n % 4 }), from = put(x, { room: 1, shift: n % 3 });
        kernels.axpy(out + 4 * GUARDS, from, n, a);
        return read(out, all.length);
      }),
    });
    give({
      Z: SIZES.map((n) => {
        const all = guarded([], M * SIZES.length);
        const out = put(all, { room: 0, shift: n % 4 }), left = put(x, { room: 1, shift: 0 });
        kernels.multiply(out + 4 * GUARDS, left, put(w, { room: 2, shift: n % 3 }), M, K, n);
        return read(out, all.length);
      }),
    });
    await race(instance, say);
    return { lanes: data[0] };
  },
  results: {
    Y: {
      formula: {
        en: "y[i] ← a·x[i] + y[i]; row n: n numbers between guards of 7.5",
        fr: "y[i] ← a·x[i] + y[i]\u00a0; ligne n\u00a0: n nombres entre des gardes de 7,5",
      },
      reference: (inputs) =>
        everyY(inputs, (i, n) => i < n ? inputs.a * inputs.x[i] + inputs.y[i] : undefined),
    },
    Z: {
      formula: {
        en: "z[i,j] = Σ x[i,p]·w[p,j]; row n: n columns, between guards of 7.5",
        fr: "z[i,j] = Σ x[i,p]·w[p,j]\u00a0; ligne n\u00a0: n colonnes, entre des gardes de 7,5",
      },
      reference: (inputs) => everyZ((i, j, n) => product(inputs, i, j, n)),
    },
    lanes: {
      formula: { en: "four numbers at a time: f32x4", fr: "quatre nombres à la fois\u00a0: f32x4" },
      reference: () => 1,
    },
  },
  mutants: [
    {
      name: "rest left out",
      of: "Y",
      wrong: (inputs) =>
        everyY(inputs, (i, n) => i < whole(n) ? inputs.a * inputs.x[i] + inputs.y[i] : undefined),
      says: {
        en:
          "Right where n is a multiple of 4; else the last one, two or three numbers stay as they were.",
        fr:
          "Juste là où n est multiple de 4\u00a0; sinon, les derniers nombres, un, deux ou trois, restent " +
          "inchangés.",
      },
      asks: {
        en: "Of 7 numbers, who takes care of the last three?",
        fr: "De 7 nombres, qui s’occupe des trois derniers\u00a0?",
      },
    },
    {
      name: "beyond the end",
      of: "Y",
      wrong: (inputs) =>
        everyY(inputs, (i, n) => {
          const end = 4 * Math.ceil(n / 4), before = i < n ? inputs.y[i] : GUARD;
          return i < end ? inputs.a * inputs.x[i] + before : undefined;
        }),
      says: {
        en:
          "Where n is no multiple of 4, numbers behind the end are changed: the last four do not fit.",
        fr:
          "Là où n n’est pas multiple de 4, des nombres au-delà de la fin changent\u00a0: les quatre " +
          "derniers ne tiennent pas.",
      },
      asks: {
        en: "How many whole groups of four are there in n?",
        fr: "Combien de groupes entiers de quatre y a-t-il dans n\u00a0?",
      },
    },
    {
      name: "a forgotten",
      of: "Y",
      wrong: (inputs) => everyY(inputs, (i, n) => i < n ? inputs.x[i] + inputs.y[i] : undefined),
      says: { en: "x + y: a is missing.", fr: "x + y\u00a0: il manque a." },
      asks: { en: "By what is x multiplied?", fr: "Par quoi x est-il multiplié\u00a0?" },
    },
    {
      name: "y replaced",
      of: "Y",
      wrong: (inputs) => everyY(inputs, (i, n) => i < n ? inputs.a * inputs.x[i] : undefined),
      says: {
        en: "a·x: what was in y before is lost.",
        fr: "a·x\u00a0: ce qui était dans y est perdu.",
      },
      asks: { en: "Where is the old y read?", fr: "Où l’ancien y est-il lu\u00a0?" },
    },
    {
      name: "a times y",
      of: "Y",
      wrong: (inputs) =>
        everyY(inputs, (i, n) => i < n ? inputs.x[i] + inputs.a * inputs.y[i] : undefined),
      says: { en: "a·y + x: the two are exchanged.", fr: "a·y + x\u00a0: les deux sont échangés." },
      asks: {
        en: "Which of the two does a belong to?",
        fr: "Auquel des deux a appartient-il\u00a0?",
      },
    },
    {
      name: "first four only",
      of: "Y",
      wrong: (inputs) =>
        everyY(inputs, (i, n) => i < 4 && i < n ? inputs.a * inputs.x[i] + inputs.y[i] : undefined),
      says: {
        en: "Only the first four numbers change.",
        fr: "Seuls les quatre premiers nombres changent.",
      },
      asks: {
        en: "By how many bytes does the address grow from one group to the next?",
        fr: "De combien d’octets l’adresse avance-t-elle d’un groupe au suivant\u00a0?",
      },
    },
    {
      name: "nothing done",
      of: "Y",
      wrong: (inputs) => everyY(inputs, () => undefined),
      says: { en: "y stays as it was.", fr: "y reste inchangé." },
      asks: { en: "Where do you store?", fr: "Où rangez-vous le résultat\u00a0?" },
    },
    {
      name: "rest columns left out",
      of: "Z",
      wrong: (inputs) => everyZ((i, j, n) => j < whole(n) ? product(inputs, i, j, n) : undefined),
      says: {
        en: "Right where n is a multiple of 4; else the last columns are not written.",
        fr:
          "Juste là où n est multiple de 4\u00a0; sinon, les dernières colonnes ne sont pas écrites.",
      },
      asks: {
        en: "Of 7 columns, who takes care of the last three?",
        fr: "De 7 colonnes, qui s’occupe des trois dernières\u00a0?",
      },
    },
    {
      name: "not started at zero",
      of: "Z",
      wrong: (inputs) => everyZ((i, j, n) => GUARD + product(inputs, i, j, n)),
      says: {
        en: "Each sum starts from what was in z before (here 7.5).",
        fr: "Chaque somme part de ce qui était dans z (ici 7,5).",
      },
      asks: {
        en: "From which number does a sum start?",
        fr: "De quel nombre une somme part-elle\u00a0?",
      },
    },
    {
      name: "last term only",
      of: "Z",
      wrong: ({ x, w }) => everyZ((i, j, n) => x[i * K + K - 1] * w[(K - 1) * n + j]),
      says: {
        en: "Only the last term of each sum is left.",
        fr: "Il ne reste que le dernier terme de chaque somme.",
      },
      asks: {
        en: "How does the sum over p grow?",
        fr: "Comment la somme sur p grandit-elle\u00a0?",
      },
    },
    {
      name: "first row only",
      of: "Z",
      wrong: (inputs) => everyZ((i, j, n) => i === 0 ? product(inputs, i, j, n) : undefined),
      says: { en: "Only the first row is written.", fr: "Seule la première ligne est écrite." },
      asks: {
        en: "Where does row i of z start?",
        fr: "Où commence la ligne i de z\u00a0?",
      },
    },
    {
      name: "rows of one another",
      of: "Z",
      wrong: (inputs) => everyZ((_, j, n) => product(inputs, 0, j, n)),
      says: {
        en: "All rows are those of the first example.",
        fr: "Toutes les lignes sont celles du premier exemple.",
      },
      asks: {
        en: "Where does row i of x start?",
        fr: "Où commence la ligne i de x\u00a0?",
      },
    },
    {
      name: "one by one",
      of: "lanes",
      wrong: () => 0,
      says: {
        en: "All numbers are right, one at a time: there is no f32x4 in it yet.",
        fr: "Tous les nombres sont justes, un par un\u00a0: il n’y a pas encore de f32x4.",
      },
      asks: {
        en: "Which four neighbours can one instruction take together?",
        fr: "Quels quatre voisins une instruction peut-elle prendre ensemble\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Two loops behind each other: i += 4 while i + 4 <= n, with v128; then i += 1 while i < n.",
      fr:
        "Deux boucles l’une derrière l’autre\u00a0: i += 4 tant que i + 4 <= n, avec v128\u00a0; puis " +
        "i += 1 tant que i < n.",
    },
    {
      en:
        "The address of number i is y + 4 * i, as usize: y + ((<usize>i) << 2). In the product four " +
        "neighbouring columns of z share x[i,p]: splat it.",
      fr:
        "L’adresse du nombre i est y + 4 * i, en usize\u00a0: y + ((<usize>i) << 2). Dans le produit, " +
        "quatre colonnes voisines de z partagent x[i,p]\u00a0: recopiez-le par splat.",
    },
    {
      en:
        "v128.store(p, f32x4.add(f32x4.mul(f32x4.splat(a), v128.load(q)), v128.load(p))). In the " +
        "product: let sum = f32x4.splat(0), then for each p sum = f32x4.add(sum, f32x4.mul(" +
        "f32x4.splat(load<f32>(…)), v128.load(…))).",
      fr:
        "v128.store(p, f32x4.add(f32x4.mul(f32x4.splat(a), v128.load(q)), v128.load(p))). Dans le " +
        "produit\u00a0: let sum = f32x4.splat(0), puis pour chaque p sum = f32x4.add(sum, f32x4.mul(" +
        "f32x4.splat(load<f32>(…)), v128.load(…))).",
    },
  ],
});
