/**
 * Noticing that a training taught nothing.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Session } from "./session.ts";

/** Images that tell whether neurons are off. */
const LOOKED_AT = 256;
/** Rates below this are short of what usual networks learn with. */
const SMALL_RATE = 0.01;
/** A rate that is neither small nor large. */
const USUAL_RATE = 0.1;

/**
 * What a training has not learnt, and what to try; nothing where it reads better than chance.
 *
 * Chance is the share of the most frequent class among the test images, and two standard deviations
 * √(p·(1 − p)/n) of luck above.
 *
 * @param predictions The class that is read in each test image.
 */
export function stalled(session: Session, predictions: Uint8Array): Text | undefined {
  const { recipe, dataset: { labels: shown, test: { labels } } } = session;
  const counts = new Uint32Array(shown.length);
  for (const label of labels) counts[label]++;
  const p = Math.max(...counts) / labels.length;
  const right = labels.reduce((sum, label, i) => sum + Number(label === predictions[i]), 0);
  const luck = 2 * Math.sqrt(p * (1 - p) / labels.length);
  // Of one class, there is nothing to tell apart.
  if (p === 1 || right / labels.length > p + luck) return undefined;

  const only = predictions.every((prediction) => prediction === predictions[0]);
  const found = hiddenAreOff(session)
    ? {
      en: "every hidden neuron gives 0 for every image, and no gradient passes through 0",
      fr: "chaque neurone caché donne 0 pour chaque image, et aucun gradient ne passe par 0",
    }
    : only
    ? {
      en: `every test image is read as ${shown[predictions[0]]}`,
      fr: `chaque image de test est lue ${shown[predictions[0]]}`,
    }
    : { en: "the accuracy is that of chance", fr: "l’exactitude est celle du hasard" };
  const advice = advised(recipe);
  return {
    en: `nothing was learnt: ${found.en}; try ${advice.en}`,
    fr: `rien n’a été appris\u00a0: ${found.fr}\u00a0; essayez ${advice.fr}`,
  };
}

function advised({ conv, hidden, init, rate, activation }: Session["recipe"]): Text {
  if (init === "zero" && conv.length + hidden.length > 0) {
    const other = activation === "relu" ? "he" : "xavier";
    return {
      en: `weights that do not all start alike: --init ${other}`,
      fr: `des poids qui ne partent pas tous égaux\u00a0: --init ${other}`,
    };
  }
  const isSmall = rate < SMALL_RATE;
  const other = isSmall ? USUAL_RATE : Math.min(USUAL_RATE, Number((rate / 10).toPrecision(2)));
  return isSmall
    ? {
      en: `longer steps, --rate ${other}, or more epochs`,
      fr: `des pas plus longs, --rate ${other}, ou plus d’époques`,
    }
    : { en: `shorter steps: --rate ${other}`, fr: `des pas plus courts\u00a0: --rate ${other}` };
}

/** Whether the activations of some layer are all 0, for images that it has never learnt from. */
function hiddenAreOff({ network, test }: Session): boolean {
  const { mode, layers } = network;
  network.mode = "evaluation";
  network.forward(test.batch(0, Math.min(LOOKED_AT, test.count)));
  network.mode = mode;
  return layers.some(({ parameters }, i) =>
    parameters.length === 0 && network.last.outputs[i].data.every((activation) => activation === 0)
  );
}
