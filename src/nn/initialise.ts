/**
 * The weights that training starts from.
 *
 * @module
 */
/** The names of the initialisations. */
export const INITIALISATION_NAMES = ["he", "xavier", "small-normal", "zero"] as const;
/** The name of an initialisation. */
export type InitialisationName = typeof INITIALISATION_NAMES[number];

/**
 * The standard deviation of the normal distribution that the weights are drawn from.
 *
 * - `he`: √(2 / inputs), which keeps the size of the signal through ReLU. K. He et al., "Delving deep
 *   into rectifiers", ICCV 2015, equation 10.
 * - `xavier`: √(2 / (inputs + outputs)), for sigmoid and tanh. X. Glorot and Y. Bengio,
 *   "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010,
 *   equation 12.
 * - `small-normal`: 0.01, what many first courses do.
 * - `zero`: 0; every neuron of a layer then stays the same as its neighbours for ever.
 */
export function weightDeviation(
  name: InitialisationName,
  shape: { inputs: number; outputs: number },
): number {
  switch (name) {
    case "he":
      return Math.sqrt(2 / shape.inputs);
    case "xavier":
      return Math.sqrt(2 / (shape.inputs + shape.outputs));
    case "small-normal":
      return 0.01;
    case "zero":
      return 0;
  }
}

/** Draws a standard normal number. */
export type NormalSource = () => number;

/** Fills weights, row after row, with normal numbers of that deviation. Zero draws nothing. */
export function fillNormal(
  weights: { [index: number]: number; readonly length: number },
  draw: { normal: NormalSource; deviation: number },
): void {
  const { normal, deviation } = draw;
  for (let i = 0; i < weights.length; i++) weights[i] = deviation === 0 ? 0 : normal() * deviation;
}
