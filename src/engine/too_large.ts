import { type Text, UserError } from "../errors.ts";

/** More memory than there is. What to do about it depends on what asked for it: see `forImages`. */
export class TooLargeError extends UserError {
  /** The name of the class. */
  override name = "TooLargeError";
  readonly #found: Text;

  /** Makes the error of what was wanted and found; the advice is for a network that is too large. */
  constructor(found: Text) {
    super({
      en: `${found.en}: take fewer neurons (--hidden) or filters (--conv), or a smaller --batch`,
      fr:
        `${found.fr}\u00a0: prenez moins de neurones (--hidden) ou de filtres (--conv), ou un --batch plus petit`,
    });
    this.#found = found;
  }

  /** The same error with advice for images so large that they are what fills the memory. */
  forImages({ rows, columns }: { rows: number; columns: number }): UserError {
    const { en, fr } = this.#found, size = `${rows}×${columns}`;
    return new UserError({
      en: `${en}: the images are what is large: each neuron of the first layer has a weight for ` +
        `each of their ${size} pixels. Make them smaller (28×28 is enough for a digit)`,
      fr: `${fr}\u00a0: ce sont les images qui sont grandes\u00a0: chaque neurone de la première ` +
        `couche a un poids pour chacun de leurs ${size} pixels. Réduisez-les (28×28 suffit pour un ` +
        "chiffre)",
    });
  }
}

/** From here on, in pixels, images are large: 128×128. */
const LARGE = 128 * 128;

/**
 * Does work on images of a dataset.
 *
 * @throws {UserError} When the memory is too small: with the advice that helps.
 */
export function withAdvice<Value>(
  images: { readonly rows: number; readonly columns: number },
  work: () => Value,
): Value {
  try {
    return work();
  } catch (error) {
    const isTheirs = error instanceof TooLargeError && images.rows * images.columns >= LARGE;
    throw isTheirs ? error.forImages(images) : error;
  }
}
