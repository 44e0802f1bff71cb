/**
 * Gradients that are not computed until somebody reads them.
 *
 * A step of plain gradient descent needs no gradient in memory: product and update in one pass save a
 * tenth of a training's time. So the engine only notes a product aᵀ·b. Whoever reads its result gets it
 * computed; `sgd` alone asks for the product together with its step.
 *
 * The product needs a and b as they were. What overwrites one of them computes the product first or, where a
 * step has been taken with it, forgets it: reading it then is an error, never a stale number.
 *
 * @module
 */
import type { Pointer } from "./kernels.ts";

/** A product that was asked for and not computed. */
export interface DeferredProduct {
  /** Where the factors lie; what is copied and cannot be overwritten is left out. */
  readonly factors: readonly Pointer[];
  /** How many numbers its result has. */
  readonly length: number;
  /** outputs = the product. */
  compute(): void;
  /** weights = weights − rate · the product. */
  descend(weights: Pointer, rate: number): void;
}

/** The products of an engine that are not computed yet, by the address of their result. */
export class DeferredProducts {
  readonly #products = new Map<Pointer, DeferredProduct & { stepped: boolean; lost: boolean }>();

  /** Notes a product, instead of computing it. */
  defer(result: Pointer, product: DeferredProduct): void {
    this.#products.set(result, { ...product, stepped: false, lost: false });
  }

  /** Takes the step of a product that is still deferred, and has `length` numbers; says whether it did. */
  descend(
    result: Pointer,
    { weights, length, rate }: { weights: Pointer; length: number; rate: number },
  ): boolean {
    const product = this.#products.get(result);
    if (!product || product.lost || product.length !== length) return false;
    product.descend(weights, rate);
    product.stepped = true;
    return true;
  }

  /**
   * Before what lies at `place` is read.
   *
   * @throws {Error} When it is a gradient that was stepped with, and whose factors are overwritten.
   */
  beforeRead(place: Pointer): void {
    const product = this.#products.get(place);
    if (!product) return;
    if (product.lost) {
      throw new Error("this gradient is gone: read it before the pass that follows its step");
    }
    this.#products.delete(place);
    product.compute();
  }

  /** Before an operation overwrites `length` numbers at `place`; the rest of a product stays. */
  beforeWrite(place: Pointer, length: number): void {
    if (length < (this.#products.get(place)?.length ?? 0)) this.beforeRead(place);
    this.#products.delete(place);
    for (const [result, product] of this.#products) {
      if (!product.factors.includes(place)) continue;
      if (product.stepped) product.lost = true;
      else this.beforeRead(result);
    }
  }

  /** Before the numbers at `place` are handed out, for reading or writing. */
  beforeAccess(place: Pointer): void {
    if (this.#products.size === 0) return;
    this.beforeRead(place);
    for (const [result, product] of this.#products) {
      if (!product.lost && product.factors.includes(place)) this.beforeRead(result);
    }
  }
}
