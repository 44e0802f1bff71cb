/**
 * The second part of lesson 4: where a loss has no slope.
 *
 * @module
 */
import { chart, check, n, predict, prose, step, table } from "../src/lesson/blocks.ts";
import type { StoryBlock } from "../src/lesson/lesson.ts";
import { relativeError } from "../src/nn/relative_error.ts";
import { type Asked, nearestKink } from "./lesson4_numbers.ts";

/** A real unit whose input is pushed through 0. */
export function* kinks(asked: Asked): Generator<StoryBlock> {
  yield step({ en: "A kink", fr: "Un point anguleux" });
  const { unit, z, distance, slope, slopeOn, change, measure } = nearestKink(asked);
  const bias = `b1[0,${unit}]`;
  const is = z > 0
    ? {
      on: { en: "on, but barely", fr: "actif, mais de justesse" },
      way: { en: "down", fr: "Diminuons" },
    }
    : {
      on: { en: "off, but barely", fr: "inactif, mais de justesse" },
      way: { en: "up", fr: "Augmentons" },
    };
  yield prose({
    en:
      `ReLU is two straight lines with a kink at 0, where it has no slope. For our digit, hidden ` +
      `neuron ${unit} stands next to it: Z1[0,${unit}] = ${
        n(z)
      }, so it is ${is.on.en}. Its bias, ` +
      `w = ${bias}, has the slope db1[0,${unit}] = ${
        n(slope)
      }. Push it ${is.way.en} by more than ` +
      `${n(distance)}, and the neuron changes sides. The loss along the way:`,
    fr: `ReLU est faite de deux droites, avec un point anguleux en 0, où elle n’a pas de pente. ` +
      `Pour notre chiffre, le neurone caché ${unit} en est tout près\u00a0: Z1[0,${unit}] = ` +
      `${n(z)}, il est donc ${is.on.fr}. Son biais, w = ${bias}, a la pente db1[0,${unit}] = ` +
      `${n(slope)}. ${is.way.fr}-le de plus de ${n(distance)}, et le neurone change de côté. ` +
      `Voici la perte le long du trajet\u00a0:`,
  });
  const pushes = Array.from({ length: 81 }, (_, i) => (i - 40) / 10 * distance);
  yield chart([{
    name: { en: "L(w+t) − L(w)", fr: "L(w+t) − L(w)" },
    points: pushes.map((push) => [push, change(push)]),
  }], {
    x: { label: { en: "push t", fr: "variation t du biais" } },
    y: { label: { en: "change of the loss", fr: "variation de la perte" } },
    height: 8,
  });

  yield step({ en: "ε must not cross it", fr: "ε ne doit pas le franchir" });
  yield predict({
    en: `ε = ${n(4 * distance)} reaches across the kink. The central difference will find…`,
    fr: `ε = ${n(4 * distance)} va au-delà du point anguleux. La différence centrée trouvera…`,
  }, {
    choices: [
      { en: "the slope where w is", fr: "la pente là où est w" },
      { en: "the slope beyond the kink", fr: "la pente au-delà du point anguleux" },
      { en: "neither: a mixture of both", fr: "ni l’une ni l’autre\u00a0: un mélange des deux" },
    ],
    right: Math.abs(measure(4 * distance) - slope) < 1e-6 ? 0 : 2,
    why: {
      en: "One of its two losses stands on the other side, where the slope is another.",
      fr: "Une de ses deux pertes est prise de l’autre côté, où la pente est différente.",
    },
  });
  const rows = [4, 2, 0.5, 0.1].map((factor) => {
    const epsilon = factor * distance;
    const sides = [z - epsilon, z + epsilon].map((z) =>
      z > 0 ? { en: "on", fr: "actif" } : { en: "off", fr: "inactif" }
    );
    return [n(epsilon), ...sides, n(measure(epsilon))];
  });
  yield table(rows, {
    head: [
      "ε",
      { en: "at w−ε", fr: "en w−ε" },
      { en: "at w+ε", fr: "en w+ε" },
      { en: "measured slope", fr: "pente mesurée" },
    ],
  });
  const wide = 4 * distance, on = wide + z, found = measure(wide);
  const mixed = `${n(slopeOn)}·${n(on)} / (2·${n(wide)}) = ${n(slopeOn * on / (2 * wide))}`;
  const off = n(relativeError([slope], [found]), 2);
  yield prose({
    en: `An ε that crosses the kink mixes the slopes of both sides. Of the way from w−ε to w+ε, ` +
      `2·${n(wide)} long, the neuron is on for ε ${z > 0 ? "+" : "−"} ${n(distance)} = ${n(on)}, ` +
      `with the slope ${n(slopeOn)}, and off for the rest, with the slope 0: ${mixed}, as ` +
      `measured. Backpropagation is right, and a check with this ε would call it wrong, with a ` +
      `relative error of ${off}: a false alarm. With a small ε there is none:`,
    fr: `Un ε qui franchit le point anguleux mélange les pentes des deux côtés. Sur le trajet de ` +
      `w−ε à w+ε, long de 2·${n(wide)}, le neurone est actif pendant ε ${z > 0 ? "+" : "−"} ` +
      `${n(distance)} = ${n(on)}, avec la pente ${n(slopeOn)}, et inactif pendant le reste, avec ` +
      `la pente 0\u00a0: ${mixed}, comme mesuré. La rétropropagation est juste, et une ` +
      `vérification avec cet ε la dirait fausse, avec une erreur relative de ${off}\u00a0: une ` +
      `fausse alerte. Avec un petit ε, il n’y en a pas\u00a0:`,
  });
  yield check({
    claim: { en: `${bias}, on one side of it`, fr: `${bias}, d’un seul côté` },
    found: { name: { en: "backpropagation", fr: "rétropropagation" }, value: slope },
    expected: {
      name: { en: "central difference", fr: "différence centrée" },
      value: measure(0.1 * distance),
    },
    tolerance: 1e-6,
  });
  yield prose({
    en: "With 64 neurons and several digits, some neuron is easily near 0. So the project’s " +
      "`gradientCheck` looks which neurons are on at both ends, and halves ε until they agree.",
    fr: "Avec 64 neurones et plusieurs chiffres, il se trouve vite un neurone près de 0. C’est " +
      "pourquoi `gradientCheck`, dans ce projet, regarde quels neurones sont actifs aux deux " +
      "bouts, et divise ε par deux jusqu’à ce qu’ils concordent.",
  });
}
