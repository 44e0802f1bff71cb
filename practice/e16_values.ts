/**
 * Exercise 16: a value that differentiates itself.
 *
 * @module
 */
import { exercise, type Mine, type Tools } from "../src/practice/exercise.ts";
import { type Vector } from "../src/practice/tensor.ts";

interface Inputs {
  a: number;
  b: number;
  c: number;
  x: Vector;
  w: Vector;
  v: Vector;
}
interface Results {
  sum: number;
  product: number;
  rectified: Vector;
  dSum: Vector;
  dProduct: Vector;
  dRelu: Vector;
  dChain: Vector;
  dSquare: number;
  dReluTwice: number;
  dDiamond: Vector;
  dNeurons: Vector;
}

/** What the learner's functions make of an exercise's expressions. */
interface Calculus<Value> {
  value(data: number): Value;
  add(a: Value, b: Value): Value;
  multiply(a: Value, b: Value): Value;
  relu(a: Value): Value;
  backward(a: Value): void;
}
const gradients = (values: readonly unknown[]) =>
  values.map((value) => (value as { gradient: number }).gradient);

/** (a·b + c)·a: what comes back into a·b and c is a, not 1. */
function chain<V>({ value, add, multiply, backward }: Calculus<V>, { a, b, c }: Inputs): V[] {
  const [p, q, r, s] = [a, b, c, a].map(value);
  backward(multiply(add(multiply(p, q), r), s));
  return [p, q, r, s];
}
/** a·a. */
function square<V>({ value, multiply, backward }: Calculus<V>, { a }: Inputs): V {
  const p = value(a);
  backward(multiply(p, p));
  return p;
}
/** b = a + a; then b + b·b: the first b is used twice more, so a must wait for all of it. */
function diamond<V>({ value, add, multiply, backward }: Calculus<V>, { a }: Inputs): V[] {
  const p = value(a), q = add(p, p);
  backward(add(q, multiply(q, q)));
  return [p, q];
}
/** Two neurons with ReLU, both on, and their weighted sum. */
function neurons<V>(calculus: Calculus<V>, { x, w, v }: Inputs): V[] {
  const { value, add, multiply, relu, backward } = calculus;
  const inputs = x.map(value), weights = w.map(value), out = v.map(value);
  const [h, k] = [0, 2].map((at) =>
    relu(add(multiply(inputs[0], weights[at]), multiply(inputs[1], weights[at + 1])))
  );
  backward(add(multiply(h, out[0]), multiply(k, out[1])));
  return [...inputs, ...weights, ...out];
}

/** A node of a calculus with one mistake. */
interface Node {
  data: number;
  gradient: number;
  from: Node[];
  slopes: () => number[];
}
/** A calculus with a mistake: how a gradient grows, and in which order nodes pass it on. */
function wrongly(
  { grow = (before, slope, upstream) => before + slope * upstream, order = "complete" }: {
    readonly grow?: (before: number, slope: number, upstream: number) => number;
    readonly order?: "complete" | "at once" | "first seen";
  },
): Calculus<Node> {
  const node = (data: number, from: Node[] = [], slopes: () => number[] = () => []) => ({
    data,
    gradient: 0,
    from,
    slopes,
  });
  const pass = ({ gradient, from, slopes }: Node) =>
    from.forEach((part, i) => part.gradient = grow(part.gradient, slopes()[i], gradient));
  return {
    value: (data) => node(data),
    add: (a, b) => node(a.data + b.data, [a, b], () => [1, 1]),
    multiply: (a, b) => node(a.data * b.data, [a, b], () => [b.data, a.data]),
    relu: (a) => node(Math.max(0, a.data), [a], () => [Number(a.data > 0)]),
    backward(last) {
      last.gradient = 1;
      if (order === "at once") {
        // Each node passes on all that it has, as often as it is reached.
        const visit = (at: Node) => {
          at.from.forEach((part, i) => {
            part.gradient = grow(part.gradient, at.slopes()[i], at.gradient);
            visit(part);
          });
        };
        return visit(last);
      }
      const seen = new Set<Node>(), done: Node[] = [];
      const visit = (at: Node) => {
        if (seen.has(at)) return;
        seen.add(at);
        if (order === "first seen") done.push(at);
        at.from.forEach(visit);
        if (order === "complete") done.unshift(at);
      };
      visit(last);
      done.forEach(pass);
    },
  };
}
const last = wrongly({ grow: (_, slope, upstream) => slope * upstream });
const atOnce = wrongly({ order: "at once" }), firstSeen = wrongly({ order: "first seen" });

export default exercise<Inputs, Results>({
  number: 16,
  name: "values",
  title: { en: "A value that differentiates itself", fr: "Une valeur qui se dérive elle-même" },
  statement: {
    en: "A Value has its number, data, and the gradient of a result by it, gradient, 0 at first. " +
      "Write five functions:\n" +
      "value(data) makes one; add(a, b), multiply(a, b) and relu(a) make one out of others, and " +
      "let it remember what made it.\n" +
      "backward(result) sets result.gradient to 1 and walks back: each value adds to the gradients " +
      "of those that made it, its own gradient times its slope by them.\n" +
      "A value passes its gradient on only when it is complete: when all that use it have added " +
      "their part.",
    fr:
      "Une Value a son nombre, data, et le gradient d’un résultat par rapport à elle, gradient, 0 " +
      "d’abord. Écrivez cinq fonctions\u00a0:\n" +
      "value(data) en fait une\u00a0; add(a, b), multiply(a, b) et relu(a) en font une à partir " +
      "d’autres, et elle se souvient de ce qui l’a faite.\n" +
      "backward(result) met result.gradient à 1 et remonte\u00a0: chaque valeur ajoute aux gradients de " +
      "celles qui l’ont faite son propre gradient fois sa pente par rapport à elles.\n" +
      "Une valeur ne transmet son gradient que lorsqu’il est complet\u00a0: quand toutes celles qui " +
      "l’emploient y ont ajouté leur part.",
  },
  explanation: {
    en:
      "In lesson 3 you went back through a network by hand, formula by formula. But each formula " +
      "came from one rule, and a program can follow it: a value that is computed from others knows " +
      "how fast it changes with each of them. A sum changes as fast as its parts (slopes 1 and 1), " +
      "a product a·b by b for a and by a for b, relu by 1 above zero and by 0 below. The chain rule " +
      "says the rest: the slope of the end result by a part is the slope of the result by the " +
      "value, times the slope of the value by its part.\n" +
      "Two things are easy to get wrong. A value that is used twice gets a slope from each use, and " +
      "they add up: so +=, never =. And it may pass on its gradient only once all uses have " +
      "reported. Visiting a value's makers before the value itself, and then going through that " +
      "list backwards, gives such an order: a topological order. (The idea in a hundred lines: " +
      "Andrej Karpathy's micrograd, 2020; in every library: reverse-mode automatic differentiation.)",
    fr:
      "Dans la leçon 3, vous avez remonté un réseau à la main, formule après formule. Mais chacune " +
      "venait d’une seule règle, qu’un programme peut suivre\u00a0: une valeur calculée à partir " +
      "d’autres sait à quelle vitesse elle varie avec chacune. Une somme varie comme ses termes " +
      "(pentes 1 et 1), un produit a·b de b pour a et de a pour b, relu de 1 au-dessus de zéro et de " +
      "0 en dessous. La règle de dérivation en chaîne dit le reste\u00a0: la pente du résultat final " +
      "par rapport à une partie est la pente du résultat par rapport à la valeur, fois la pente de " +
      "la valeur par rapport à cette partie.\n" +
      "Deux choses sont faciles à manquer. Une valeur employée deux fois reçoit une pente de chaque " +
      "emploi, et elles s’ajoutent\u00a0: donc +=, jamais =. Et elle ne peut transmettre son gradient " +
      "que lorsque tous ses emplois se sont prononcés. Visiter les parties d’une valeur avant elle, " +
      "puis parcourir cette liste à rebours, donne un tel ordre\u00a0: un ordre topologique. (L’idée en " +
      "cent lignes\u00a0: micrograd d’Andrej Karpathy, 2020\u00a0; dans toutes les bibliothèques\u00a0: la " +
      "dérivation automatique en mode inverse.)",
  },
  functions: [
    { name: "value", takes: ["a"], gives: "value" },
    { name: "add", takes: ["a", "b"], gives: "sum" },
    { name: "multiply", takes: ["a", "b"], gives: "product" },
    { name: "relu", takes: ["a"], gives: "rectified" },
    { name: "backward", takes: ["a"], gives: "dSum" },
  ],
  draw: (draw) => {
    const number = () => draw.number(), x = [number(), number()];
    const on = () => x.map((each) => Math.sign(each) * Math.abs(number()));
    return {
      a: number(),
      b: number(),
      c: number(),
      x,
      // Two neurons, both on.
      w: [...on(), ...on()],
      v: draw.vector(2),
    };
  },
  play(mine: Mine, inputs: Inputs, { give }: Tools) {
    const calculus = mine as unknown as Calculus<{ data: number; gradient: number }>;
    const { value, add, multiply, relu, backward } = calculus, { a, b } = inputs;
    give({ sum: add(value(a), value(b)).data });
    give({ product: multiply(value(a), value(b)).data });
    give({ rectified: [Math.abs(a), -Math.abs(a)].map((x) => relu(value(x)).data) });
    const pair = (join: typeof add) => {
      const parts = [value(a), value(b)];
      backward(join(parts[0], parts[1]));
      return gradients(parts);
    };
    give({ dSum: pair(add) });
    give({ dProduct: pair(multiply) });
    give({
      dRelu: [Math.abs(a), -Math.abs(a)].map((x) => {
        const part = value(x);
        backward(relu(part));
        return part.gradient;
      }),
    });
    give({ dChain: gradients(chain(calculus, inputs)) });
    give({ dSquare: square(calculus, inputs).gradient });
    const twice = value(Math.abs(a));
    backward(add(relu(twice), relu(twice)));
    give({ dReluTwice: twice.gradient });
    give({ dDiamond: gradients(diamond(calculus, inputs)) });
    return { dNeurons: gradients(neurons(calculus, inputs)) };
  },
  results: {
    sum: { formula: "add(a, b).data = a + b", reference: ({ a, b }) => a + b },
    product: { formula: "multiply(a, b).data = a·b", reference: ({ a, b }) => a * b },
    rectified: {
      formula: {
        en: "relu(x).data = x above 0, else 0",
        fr: "relu(x).data = x au-dessus de 0, sinon 0",
      },
      reference: ({ a }) => [Math.abs(a), 0],
    },
    dSum: {
      formula: {
        en: "s = a + b: the gradients of a and b are 1",
        fr: "s = a + b\u00a0: les gradients de a et b valent 1",
      },
      reference: () => [1, 1],
    },
    dProduct: {
      formula: {
        en: "p = a·b: the gradient of a is b, that of b is a",
        fr: "p = a·b\u00a0: le gradient de a est b, celui de b est a",
      },
      reference: ({ a, b }) => [b, a],
    },
    dRelu: {
      formula: {
        en: "relu: the gradient is 1 above 0, else 0",
        fr: "relu\u00a0: le gradient vaut 1 au-dessus de 0, sinon 0",
      },
      reference: () => [1, 0],
    },
    dChain: {
      formula: {
        en: "(a·b + c)·d: the gradients of a, b, c and d are b·d, a·d, d and a·b + c",
        fr: "(a·b + c)·d\u00a0: les gradients de a, b, c et d sont b·d, a·d, d et a·b + c",
      },
      reference: ({ a, b, c }) => [b * a, a * a, a, a * b + c],
    },
    dSquare: {
      formula: { en: "a·a: the gradient of a is 2a", fr: "a·a\u00a0: le gradient de a est 2a" },
      reference: ({ a }) => 2 * a,
    },
    dReluTwice: {
      formula: {
        en: "relu(a) + relu(a), a above 0: the gradient of a is 2",
        fr: "relu(a) + relu(a), a strictement positif\u00a0: le gradient de a est 2",
      },
      reference: () => 2,
    },
    dDiamond: {
      formula: {
        en: "b = a + a, c = b + b·b: the gradients of a and b are 2·(1 + 2b) and 1 + 2b",
        fr: "b = a + a, c = b + b·b\u00a0: les gradients de a et b sont 2·(1 + 2b) et 1 + 2b",
      },
      reference: ({ a }) => [2 * (1 + 4 * a), 1 + 4 * a],
    },
    dNeurons: {
      formula: {
        en: "relu(x·w1)·v1 + relu(x·w2)·v2: the gradients of x, w and v",
        fr: "relu(x·w1)·v1 + relu(x·w2)·v2\u00a0: les gradients de x, w et v",
      },
      reference: ({ x: [p, q], w: [a, b, c, d], v: [s, t] }) => [
        ...[a * s + c * t, b * s + d * t, p * s, q * s, p * t, q * t],
        ...[p * a + q * b, p * c + q * d],
      ],
    },
  },
  mutants: [
    {
      name: "relu replaces",
      of: "dReluTwice",
      wrong: () => 1,
      says: {
        en: "a goes through relu twice, and only one of the two slopes is there.",
        fr: "a passe deux fois par relu, et une seule des deux pentes est là.",
      },
      asks: {
        en: "= or += in relu, when the second slope comes back?",
        fr: "= ou += dans relu, quand la seconde pente revient\u00a0?",
      },
    },
    {
      name: "relu without what comes back",
      of: "dNeurons",
      wrong: ({ x: [p, q], w: [a, b, c, d] }, _, right: Vector) => [
        ...[a + c, b + d, p, q, p, q],
        ...right.slice(6),
      ],
      says: {
        en:
          "relu passes on 1, whatever comes back to it: v is missing in the gradients of x and w.",
        fr:
          "relu transmet 1, quoi qu’il lui revienne\u00a0: v manque dans les gradients de x et de w.",
      },
      asks: {
        en: "Along a path, what becomes of the slopes?",
        fr: "Le long d’un chemin, que deviennent les pentes\u00a0?",
      },
    },
    {
      name: "sum of one",
      of: "sum",
      wrong: ({ a }) => a,
      says: { en: "The sum is its first part.", fr: "La somme est son premier terme." },
      asks: { en: "Where is b added?", fr: "Où ajoute-t-on b\u00a0?" },
    },
    {
      name: "product as a sum",
      of: "product",
      wrong: ({ a, b }) => a + b,
      says: { en: "The product is a sum.", fr: "Le produit est une somme." },
      asks: { en: "+ or ·?", fr: "+ ou ·\u00a0?" },
    },
    {
      name: "relu of nothing",
      of: "rectified",
      wrong: ({ a }) => [Math.abs(a), -Math.abs(a)],
      says: { en: "Numbers below 0 come through.", fr: "Les nombres négatifs passent." },
      asks: { en: "What does relu make of −1?", fr: "Que fait relu de −1\u00a0?" },
    },
    {
      name: "relu as a magnitude",
      of: "rectified",
      wrong: ({ a }) => [Math.abs(a), Math.abs(a)],
      says: { en: "That is the magnitude.", fr: "C’est la valeur absolue." },
      asks: { en: "What does relu make of −1?", fr: "Que fait relu de −1\u00a0?" },
    },
    {
      name: "nothing comes back",
      of: "dSum",
      wrong: () => [0, 0],
      says: {
        en: "The gradients are still 0.",
        fr: "Les gradients sont restés à 0.",
      },
      asks: {
        en: "Which gradient has the result itself? And does add say how to pass it on?",
        fr:
          "Quel est le gradient du résultat lui-même\u00a0? Et add dit-elle comment le transmettre\u00a0?",
      },
    },
    {
      name: "slopes of a sum",
      of: "dSum",
      wrong: ({ a, b }) => [a, b],
      says: {
        en: "The gradients of a sum's parts are their own numbers.",
        fr: "Les gradients des termes d’une somme sont leurs propres nombres.",
      },
      asks: {
        en: "If a grows by ε, by how much does a + b?",
        fr: "Si a augmente de ε, de combien augmente a + b\u00a0?",
      },
    },
    {
      name: "only the first of a sum",
      of: "dSum",
      wrong: () => [1, 0],
      says: {
        en: "Only the first part of a sum gets a gradient.",
        fr: "Seul le premier terme d’une somme reçoit un gradient.",
      },
      asks: { en: "How many made it?", fr: "Combien l’ont faite\u00a0?" },
    },
    {
      name: "slopes of a product exchanged",
      of: "dProduct",
      wrong: ({ a, b }) => [a, b],
      says: {
        en: "Each factor gets its own number; it should be the other's.",
        fr: "Chaque facteur reçoit son propre nombre\u00a0; ce devrait être celui de l’autre.",
      },
      asks: {
        en: "If a grows by ε, by how much does a·b?",
        fr: "Si a augmente de ε, de combien augmente a·b\u00a0?",
      },
    },
    {
      name: "slopes of a product as of a sum",
      of: "dProduct",
      wrong: () => [1, 1],
      says: {
        en: "Both factors get 1: the slopes of a sum.",
        fr: "Les deux facteurs reçoivent 1\u00a0: les pentes d’une somme.",
      },
      asks: {
        en: "If a grows by ε, by how much does a·b?",
        fr: "Si a augmente de ε, de combien augmente a·b\u00a0?",
      },
    },
    {
      name: "relu passes all",
      of: "dRelu",
      wrong: () => [1, 1],
      says: {
        en: "A value below 0 gets a gradient, too.",
        fr: "Une valeur négative reçoit aussi un gradient.",
      },
      asks: {
        en: "If −1 grows by ε, by how much does relu?",
        fr: "Si −1 augmente de ε, de combien augmente relu\u00a0?",
      },
    },
    {
      name: "relu passes its value",
      of: "dRelu",
      wrong: ({ a }) => [Math.abs(a), 0],
      says: {
        en: "The gradient of relu is its own number.",
        fr: "Le gradient de relu est son propre nombre.",
      },
      asks: {
        en: "If 2 grows by ε, by how much does relu?",
        fr: "Si 2 augmente de ε, de combien augmente relu\u00a0?",
      },
    },
    {
      name: "upstream ignored",
      of: "dChain",
      wrong: (inputs) =>
        gradients(chain(wrongly({ grow: (before, slope) => before + slope }), inputs)),
      says: {
        en: "What comes from further back is ignored: each value passes on its slopes alone.",
        fr: "Ce qui vient de plus loin est ignoré\u00a0: chaque valeur ne transmet que ses pentes.",
      },
      asks: {
        en: "By what does the chain rule multiply a slope?",
        fr: "Par quoi la règle de dérivation en chaîne multiplie-t-elle une pente\u00a0?",
      },
    },
    {
      name: "upstream added",
      of: "dChain",
      wrong: (inputs) =>
        gradients(
          chain(
            wrongly({ grow: (before, slope, upstream) => before + slope + upstream - 1 }),
            inputs,
          ),
        ),
      says: {
        en: "The gradient from further back is added to the slope, not multiplied by it.",
        fr: "Le gradient qui vient de plus loin est ajouté à la pente, et non multiplié.",
      },
      asks: {
        en: "By what does the chain rule multiply a slope?",
        fr: "Par quoi la règle de dérivation en chaîne multiplie-t-elle une pente\u00a0?",
      },
    },
    {
      name: "one step back only",
      of: "dChain",
      wrong: ({ a, b, c }) => [0, 0, 0, a * b + c],
      says: {
        en: "Only the values that made the result itself have a gradient.",
        fr: "Seules les valeurs qui ont fait le résultat lui-même ont un gradient.",
      },
      asks: {
        en: "Who tells those that made them?",
        fr: "Qui prévient celles qui les ont faites\u00a0?",
      },
    },
    {
      name: "= for +=",
      of: "dSquare",
      wrong: ({ a }) => a,
      says: {
        en: "a·a gives a: of two uses, one is lost.",
        fr: "a·a donne a\u00a0: des deux emplois, l’un est perdu.",
      },
      asks: {
        en: "= or +=: what if a value is used twice?",
        fr: "= ou +=\u00a0: et si une valeur est employée deux fois\u00a0?",
      },
    },
    {
      name: "= for += in the diamond",
      of: "dDiamond",
      wrong: (inputs) => gradients(diamond(last, inputs)),
      says: {
        en: "In b + b·b, of the uses of b only the last counts.",
        fr: "Dans b + b·b, des emplois de b seul le dernier compte.",
      },
      asks: {
        en: "= or +=: what if a value is used twice?",
        fr: "= ou +=\u00a0: et si une valeur est employée deux fois\u00a0?",
      },
    },
    {
      name: "passed on at once",
      of: "dDiamond",
      wrong: (inputs) => gradients(diamond(atOnce, inputs)),
      says: {
        en:
          "b is right and a is not: b passed its gradient on each time that something was added to " +
          "it, the earlier parts again.",
        fr:
          "b est juste et a ne l’est pas\u00a0: b a transmis son gradient à chaque fois qu’on y " +
          "ajoutait, avec les parts d’avant encore une fois.",
      },
      asks: {
        en: "When is a gradient complete?",
        fr: "Quand un gradient est-il complet\u00a0?",
      },
    },
    {
      name: "visited before complete",
      of: "dDiamond",
      wrong: (inputs) => gradients(diamond(firstSeen, inputs)),
      says: {
        en: "b passed its gradient on before b·b had added its part.",
        fr: "b a transmis son gradient avant que b·b n’y ait ajouté sa part.",
      },
      asks: {
        en: "In which order are the values visited, and who must come before b?",
        fr: "Dans quel ordre les valeurs sont-elles visitées, et qui doit venir avant b\u00a0?",
      },
    },
    {
      name: "neurons: last use only",
      of: "dNeurons",
      wrong: (inputs) => gradients(neurons(last, inputs)),
      says: {
        en: "Of the two neurons that use an input, only one counts.",
        fr: "Des deux neurones qui emploient une entrée, un seul compte.",
      },
      asks: {
        en: "= or +=: what if a value is used twice?",
        fr: "= ou +=\u00a0: et si une valeur est employée deux fois\u00a0?",
      },
    },
  ],
  hints: [
    {
      en:
        "Besides data and gradient, let a value keep from, the list of those that made it, and a " +
        "function that passes its gradient on to them.",
      fr:
        "Outre data et gradient, qu’une valeur garde from, la liste de celles qui l’ont faite, et une " +
        "fonction qui leur transmet son gradient.",
    },
    {
      en:
        "backward: first make a list, each value behind all those that made it (visit from, then " +
        "add yourself; each once). Then go through it from the end, and let each pass on.",
      fr:
        "backward\u00a0: faites d’abord une liste, chaque valeur derrière celles qui l’ont faite " +
        "(visiter from, puis s’ajouter\u00a0; chacune une fois). Puis parcourez-la depuis la fin, chacune " +
        "transmettant à son tour.",
    },
    {
      en:
        "In multiply: pass: (gradient) => { a.gradient += b.data * gradient; b.gradient += a.data * " +
        "gradient; }. In backward: result.gradient = 1, then v.pass(v.gradient) for the list reversed.",
      fr:
        "Dans multiply\u00a0: pass: (gradient) => { a.gradient += b.data * gradient; b.gradient += " +
        "a.data * gradient; }. Dans backward\u00a0: result.gradient = 1, puis v.pass(v.gradient) pour la " +
        "liste à rebours.",
    },
  ],
});
