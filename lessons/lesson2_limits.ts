/**
 * The part of lesson 2 on what a linear model cannot say.
 *
 * @module
 */
import { snapshot } from "../src/lesson/snapshot.ts";
import type { Split } from "../src/data/dataset.ts";
import type { Block } from "../src/lesson/block.ts";
import {
  bars,
  check,
  formula,
  minus,
  n,
  percent,
  pictures,
  plane,
  plus,
  prose,
  step,
} from "../src/lesson/blocks.ts";
import { countRight } from "../src/train/evaluate.ts";
import type { Fitted } from "./lesson2_fit.ts";

/** The weights as images, halves of a digit, and digits that are not where they were learnt. */
export function* limits(
  { model }: Fitted,
  { train, first }: { train: Split; first: number },
): Generator<Block> {
  const { network, dataset: { test } } = model, { engine } = network;
  yield step({ en: "Ten weight images", fr: "Dix images de poids" });
  const W1 = network.parameters[0].value.data;
  const column = (c: number) => Array.from({ length: 784 }, (_, i) => W1[10 * i + c]);
  yield pictures(
    Array.from({ length: 10 }, (_, c) => ({
      pixels: column(c),
      ink: "signed" as const,
      title: { en: `${c}`, fr: `${c}` },
    })),
  );
  yield prose({
    en: "Column c of W1, drawn as an image: where ink speaks for class c, and where against it. " +
      "In the hole of the 0, in the middle, it speaks against: " +
      `W1[406,0]\u00a0=\u00a0${n(W1[4060])}. This is all that the model knows: **one template ` +
      "for each class**, laid over the image.",
    fr: "La colonne c de W1, dessinée comme une image\u00a0: où l’encre parle pour la classe c, " +
      "et où elle parle contre. Dans le trou du 0, au milieu, elle parle contre\u00a0: " +
      `W1[406,0]\u00a0=\u00a0${n(W1[4060])}. C’est tout ce que sait le modèle\u00a0: **un seul ` +
      "gabarit par classe**, posé sur l’image.",
  });

  yield step({
    en: "What a linear model cannot say",
    fr: "Ce qu’un modèle linéaire ne peut pas dire",
  });
  const label = train.labels[first];
  const whole = train.images.subarray(784 * first, 784 * (first + 1));
  const rows = [
    whole,
    whole.map((byte, i) => i < 392 ? byte : 0),
    whole.map((byte, i) => i < 392 ? 0 : byte),
    new Uint8Array(784),
  ];
  const titles = ["X[0]", "X[1]", "X[2]", "X[3]"];
  yield pictures(rows.map((pixels, r) => ({ pixels, title: { en: titles[r], fr: titles[r] } })));
  const inputs = engine.matrix(4, 784), labels = engine.bytes(4).fill(label);
  rows.forEach((pixels, r) => pixels.forEach((byte, i) => inputs.data[784 * r + i] = byte / 255));
  network.forward({ inputs, labels });
  const now = snapshot(network, labels);
  yield prose({
    en: "A digit, its upper half, its lower half, an empty image. The score of the whole is the " +
      "sum of the scores of the halves (the bias, which is in both, is taken away once: it is " +
      "the score of the empty image):",
    fr: "Un chiffre, sa moitié haute, sa moitié basse, une image vide. Le score du tout est la " +
      "somme des scores des moitiés (le biais, présent dans les deux, est retiré une " +
      "fois\u00a0: c’est le score de l’image vide)\u00a0:",
  });
  yield formula(
    now.left("Z1", 0, label),
    minus(plus(now.at("Z1", 1, label), now.at("Z1", 2, label)), now.at("Z1", 3, label)),
  );
  const z = (r: number, c: number) => now.value("Z1", r, c);
  const classes = Array.from({ length: 10 }, (_, c) => c);
  yield check({
    claim: { en: "so it is for all ten scores", fr: "il en va ainsi des dix scores" },
    found: { name: { en: "whole", fr: "tout" }, value: classes.map((c) => z(0, c)) },
    expected: {
      name: { en: "from halves", fr: "par moitiés" },
      value: classes.map((c) => z(1, c) + z(2, c) - z(3, c)),
    },
    tolerance: 1e-5,
  });
  yield prose({
    en: "So no stroke can change what another one means. “This bar counts only if the loop is " +
      "closed” cannot be said; nor can “this shape, wherever it is”. Here are the first thousand " +
      "test images, pushed to the right:",
    fr:
      "Aucun trait ne peut donc changer ce qu’un autre veut dire. «\u00a0Cette barre ne compte que " +
      "si la boucle est fermée\u00a0» ne peut pas se dire\u00a0; «\u00a0cette forme, où qu’elle " +
      "soit\u00a0» non plus. Voici les mille premières images de test, poussées vers la " +
      "droite\u00a0:",
  });
  const tested = 1000, moved = { inputs: engine.matrix(tested, 784), labels: engine.bytes(tested) };
  moved.labels.set(test.labels.subarray(0, tested));
  yield bars(
    [0, 1, 2, 3, 4].map((shift) => {
      for (let i = 0; i < 784 * tested; i++) {
        moved.inputs.data[i] = i % 28 < shift ? 0 : test.images[i - shift] / 255;
      }
      const value = countRight(network.forward(moved).probabilities, moved.labels) / tested;
      return { label: `${shift} px`, value, text: percent(value) };
    }),
    {
      max: 1,
      caption: { en: "Shift, and share read right:", fr: "Décalage, et part bien lue\u00a0:" },
    },
  );
  yield prose({
    en:
      "The smallest such case has two inputs: say whether exactly one of them is 1. No straight " +
      "line has the circles on one side and the triangles on the other:",
    fr:
      "Le plus petit cas de ce genre a deux entrées\u00a0: dire si l’une des deux, et une seule, " +
      "vaut 1. Aucune droite ne laisse les ronds d’un côté et les triangles de l’autre\u00a0:",
  });
  yield plane([{
    points: [0, 1, 2, 3].map((i) => ({ at: [i >> 1, i & 1] as const, label: (i >> 1) ^ (i & 1) })),
  }], {
    classes: [{ en: "none, or both", fr: "aucune, ou les deux" }, {
      en: "exactly one",
      fr: "une seule",
    }],
    alt: {
      en:
        "Four points at the corners of a square: two opposite corners are circles, the other two " +
        "triangles.",
      fr: "Quatre points aux coins d’un carré\u00a0: deux coins opposés sont des ronds, les deux " +
        "autres des triangles.",
    },
  });
}
