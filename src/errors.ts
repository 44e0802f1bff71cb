/**
 * The errors that a person can cause, and the two languages they are told in.
 *
 * A mistake of the user's (a wrong option, a damaged file) carries its message in every language, so
 * that a command can end in one clear line. Anything else is a bug and keeps its stack trace.
 *
 * @module
 */

/** A sentence in every language of the project. A missing translation does not compile. */
export interface Text {
  /** English. */
  readonly en: string;
  /** French. */
  readonly fr: string;
}

/** A language of the project. */
export type Language = keyof Text;

/** A request that cannot be carried out: what was wanted, what was found, what to do. */
export class UserError extends Error {
  /** The message in every language; `message` is the English one. */
  readonly text: Text;
  /** The name of the class. */
  override name = "UserError";

  /** Makes the error from its message in every language. */
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** What `work` gives; a mistake of the user's in it is told with the name of the file before it. */
export function inFile<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { en, fr } = error.text;
    throw new UserError({ en: `${file}: ${en}`, fr: `${file}\u00a0: ${fr}` });
  }
}

/** Bytes that are not a valid IDX file. */
export class IdxSyntaxError extends SyntaxError {
  /** The message in every language; `message` is the English one. */
  readonly text: Text;
  /** Where the first wrong byte is, counted from 0 in the decompressed file; none of a whole file. */
  readonly offset?: number;
  /** The name of the class. */
  override name = "IdxSyntaxError";
  readonly #bare: Text;

  /** Makes the error from its message in every language and the place of the first wrong byte. */
  constructor(text: Text, offset?: number) {
    const [en, fr] = offset === undefined ? ["", ""] : [
      ` (byte ${offset.toLocaleString("en-GB")})`,
      ` (octet ${offset.toLocaleString("fr-FR")})`,
    ];
    super(text.en + en);
    this.text = { en: this.message, fr: text.fr + fr };
    this.offset = offset;
    this.#bare = text;
  }

  /** The same error with a message that starts with the name of the file. */
  inFile(file: string): IdxSyntaxError {
    const { en, fr } = this.#bare;
    return new IdxSyntaxError({ en: `${file}: ${en}`, fr: `${file}\u00a0: ${fr}` }, this.offset);
  }
}

/** Matrices whose sizes do not fit together: always a bug of the caller, never of the user. */
export class ShapeError extends RangeError {
  /** The name of the class. */
  override name = "ShapeError";
}

/** The message of a user's mistake in one language, or `undefined` when the error is a bug. */
export function userMessage(error: unknown, language: Language): string | undefined {
  if (error instanceof UserError || error instanceof IdxSyntaxError) return error.text[language];
  return undefined;
}
