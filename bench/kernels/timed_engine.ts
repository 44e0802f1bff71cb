/**
 * An engine that tells how long each of its operations took.
 *
 * @module
 */
import type {
  ActivationName,
  Engine,
  EngineName,
  Images,
  ImageSource,
  Matrix,
  Pixels,
} from "../../src/engine/engine.ts";

/** The operations of an engine, each with its second argument. */
export type Operations = Pick<
  Engine,
  | "gather"
  | "matmul"
  | "matmulTransposedA"
  | "descend"
  | "matmulTransposedB"
  | "sumRows"
  | "activate"
  | "activateBackward"
  | "softmaxCrossEntropy"
  | "softmaxCrossEntropyBackward"
  | "sgd"
>;

/** A call of an operation: which, what it writes, and from what. */
export type Call = {
  [Name in keyof Operations]: {
    readonly operation: Name;
    readonly outputs: Matrix;
    readonly of: Parameters<Operations[Name]>[1];
  };
}[keyof Operations];

/** Told after each operation. */
export type Note = (call: Call, milliseconds: number) => void;

/** Does what another engine does, and times it. */
export class TimedEngine implements Engine {
  /** The name of the other. */
  readonly name: EngineName;
  /** Its thread. */
  readonly thread: { readonly index: number; readonly count: number };
  readonly #engine: Engine;
  readonly #note: Note;

  /** Times an engine. */
  constructor(engine: Engine, note: Note) {
    this.name = engine.name;
    this.thread = engine.thread;
    this.#engine = engine;
    this.#note = note;
  }

  /** Not timed. */
  meet(): void {
    this.#engine.meet();
  }
  /** Not timed. */
  complete(...matrices: Matrix[]): void {
    this.#engine.complete(...matrices);
  }
  /** Not timed. */
  matrix(rows: number, columns: number): Matrix {
    return this.#engine.matrix(rows, columns);
  }
  /** Not timed. */
  firstRows(matrix: Matrix, rows: number): Matrix {
    return this.#engine.firstRows(matrix, rows);
  }
  /** Not timed. */
  bytes(length: number): Uint8Array {
    return this.#engine.bytes(length);
  }
  /** Not timed. */
  indices(length: number): Uint32Array {
    return this.#engine.indices(length);
  }
  /** Not timed. */
  images(source: ImageSource): Images {
    return this.#engine.images(source);
  }

  /** Timed. */
  gather(outputs: Matrix, of: Pixels): void {
    const started = performance.now();
    this.#engine.gather(outputs, of);
    this.#note({ operation: "gather", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  matmul(outputs: Matrix, of: { a: Matrix | Pixels; b: Matrix; bias?: Matrix }): void {
    const started = performance.now();
    this.#engine.matmul(outputs, of);
    this.#note({ operation: "matmul", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  matmulTransposedA(outputs: Matrix, of: { a: Matrix | Pixels; b: Matrix; scale: number }): void {
    const started = performance.now();
    this.#engine.matmulTransposedA(outputs, of);
    this.#note({ operation: "matmulTransposedA", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  descend(
    outputs: Matrix,
    of: { a: Matrix | Pixels; b: Matrix; scale: number; rate: number; gradient: Matrix },
  ): void {
    const started = performance.now();
    this.#engine.descend(outputs, of);
    this.#note({ operation: "descend", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  matmulTransposedB(outputs: Matrix, of: { a: Matrix; b: Matrix }): void {
    const started = performance.now();
    this.#engine.matmulTransposedB(outputs, of);
    this.#note({ operation: "matmulTransposedB", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  sumRows(outputs: Matrix, of: { a: Matrix; scale: number }): void {
    const started = performance.now();
    this.#engine.sumRows(outputs, of);
    this.#note({ operation: "sumRows", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  activate(outputs: Matrix, of: { activation: ActivationName; z: Matrix }): void {
    const started = performance.now();
    this.#engine.activate(outputs, of);
    this.#note({ operation: "activate", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  activateBackward(
    outputs: Matrix,
    of: { activation: ActivationName; da: Matrix; a: Matrix },
  ): void {
    const started = performance.now();
    this.#engine.activateBackward(outputs, of);
    this.#note({ operation: "activateBackward", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  softmaxCrossEntropy(
    outputs: Matrix,
    of: { losses: Matrix; logits: Matrix; labels: Uint8Array },
  ): void {
    const started = performance.now();
    this.#engine.softmaxCrossEntropy(outputs, of);
    this.#note({ operation: "softmaxCrossEntropy", outputs, of }, performance.now() - started);
  }
  /** Timed. */
  softmaxCrossEntropyBackward(outputs: Matrix, of: { p: Matrix; labels: Uint8Array }): void {
    const started = performance.now();
    this.#engine.softmaxCrossEntropyBackward(outputs, of);
    this.#note(
      { operation: "softmaxCrossEntropyBackward", outputs, of },
      performance.now() - started,
    );
  }
  /** Timed. */
  sgd(outputs: Matrix, of: { gradient: Matrix; rate: number }): void {
    const started = performance.now();
    this.#engine.sgd(outputs, of);
    this.#note({ operation: "sgd", outputs, of }, performance.now() - started);
  }
}
