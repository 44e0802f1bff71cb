import type { Engine, Matrix } from "../engine/engine.ts";
import { Rows } from "../engine/rows.ts";

/**
 * Softmax with cross-entropy, the loss of a classifier.
 *
 *     forward    P  = softmax(Z), by row: exp(z) / Σ exp(z)
 *                loss = the mean over the rows of −ln P[label], in nats
 *     backward   dZ = P − Y, with Y = 1 at the label and 0 elsewhere
 *
 * dZ is the gradient of each row's own loss: the mean's 1/m is taken by the dense layers' dW and db.
 * C. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.
 */
export class SoftmaxCrossEntropy {
  readonly #engine: Engine;
  readonly #probabilities: Rows;
  readonly #losses: Rows;
  readonly #gradient: Rows;

  /** The loss over `classes` classes. */
  constructor(engine: Engine, { classes }: { classes: number }) {
    this.#engine = engine;
    this.#probabilities = new Rows(engine, classes);
    this.#losses = new Rows(engine, 1);
    this.#gradient = new Rows(engine, classes);
  }

  /** The probabilities (m, classes), and the loss of each row (m, 1) in nats. */
  forward(logits: Matrix, labels: Uint8Array): { probabilities: Matrix; losses: Matrix } {
    const probabilities = this.#probabilities.first(logits.rows);
    const losses = this.#losses.first(logits.rows);
    this.#engine.softmaxCrossEntropy(probabilities, { losses, logits, labels });
    return { probabilities, losses };
  }

  /** dZ = P − Y, for the rows of the last forward pass. */
  backward(labels: Uint8Array): Matrix {
    const gradient = this.#gradient.first(labels.length);
    const p = this.#probabilities.first(labels.length);
    this.#engine.softmaxCrossEntropyBackward(gradient, { p, labels });
    return gradient;
  }
}
