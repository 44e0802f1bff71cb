/**
 * Where an unfinished training is, as a file: a model file that also holds what it takes to go on.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import { decodeSafetensors, type Tensor } from "../safetensors/safetensors.ts";
import type { Recipe } from "../train/recipe.ts";
import type { Progress, Session } from "../train/session.ts";
import { decodeModel, encodeModel, type Model } from "./model.ts";

/** Another number for each version of the file that this one does not read. */
const VERSION = 1;

/** What is known of a training beside its session. */
export interface Circumstances {
  /** Its recipe, as runs keep it. */
  readonly recipe: Recipe;
  /** The folder of its data on this machine, where the recipe's words alone do not lead there. */
  readonly dataFolder?: string;
  /** {@linkcode dataDigest} of its dataset; left out of MNIST's, whose files are checked when they are read. */
  readonly dataDigest?: string;
  /** Seconds that it has taken so far, with its preparation. */
  readonly seconds: number;
}

/** An unfinished training: its recipe, and its weights, of the best epoch so far where it is patient. */
export interface Checkpoint extends Model, Circumstances {
  /** Its recipe. */
  readonly recipe: Recipe;
  /** Where it is. */
  readonly progress: Progress;
  /** The best epoch so far, where it is patient. */
  readonly bestEpoch?: number;
  /** The arrays of its session. */
  readonly arrays: ReadonlyMap<string, ArrayLike<number>>;
}

/** The SHA-256 of a dataset: its images, labels and sizes. */
export function dataDigest({ rows, columns, labels, train, test }: Dataset): string {
  const hash = createHash("sha256").update(JSON.stringify([rows, columns, labels, train.count]));
  for (const split of [train, test]) hash.update(split.images).update(split.labels);
  return hash.digest("hex");
}

/** A training between two steps as the bytes of a safetensors file. */
export function encodeCheckpoint(session: Session, about: Circumstances): Uint8Array {
  const { network, dataset, progress } = session, { recipe, ...others } = about;
  const weights = new Set(network.parameters.map(({ name }) => name));
  const tensors = new Map<string, Tensor>();
  for (const [name, data] of session.arrays) {
    if (!weights.has(name)) tensors.set(name, { shape: [data.length], data });
  }
  const known = { version: VERSION, progress, bestEpoch: session.best?.epoch, ...others };
  const metadata = { checkpoint: JSON.stringify(known) };
  return encodeModel(network, { recipe, dataset, more: { tensors, metadata } });
}

/**
 * Reads a file that {@linkcode encodeCheckpoint} made.
 *
 * @throws {UserError} When it is cut or edited, or of another version.
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const model = decodeModel(bytes);
  const { metadata: { checkpoint = "{}" } } = decodeSafetensors(bytes);
  const { version, ...known } = JSON.parse(checkpoint);
  if (version !== VERSION) throw otherVersion();
  const arrays = new Map([...model.tensors].map(([name, { data }]) => [name, data]));
  const tensors = new Map(
    [...model.tensors].filter(([name]) => !/^(best|optimizer)\./.test(name)).map(
      (
        [name, { shape, data }],
      ) => [name, { shape, data: model.tensors.get(`best.${name}`)?.data ?? data }],
    ),
  );
  return { ...model, ...known, tensors, arrays };
}

/**
 * Brings a session to where the checkpoint was written.
 *
 * @throws {UserError} When it has other data than then, or the checkpoint does not fit it.
 */
export function resumeSession(session: Session, checkpoint: Checkpoint): void {
  const { dataset } = session;
  const { progress, arrays, dataDigest: wanted } = checkpoint;
  if (wanted !== undefined && wanted !== dataDigest(dataset)) {
    throw new UserError({
      en: `the images of ${dataset.name} are not those that the run has learnt from so far: give ` +
        "these with --data",
      fr:
        `les images de ${dataset.name} ne sont pas celles dont l’entraînement a appris jusqu’ici` +
        "\u00a0: donnez celles-ci avec --data",
    });
  }
  try {
    session.restore(progress, arrays);
  } catch (error) {
    throw error instanceof RangeError ? otherVersion() : error;
  }
}

function otherVersion(): UserError {
  return new UserError({
    en:
      "this checkpoint was written by another version of Ardoise: start from its weights with --from",
    fr:
      "ce point de reprise vient d’une autre version d’Ardoise\u00a0: partez de ses poids avec --from",
  });
}
