/**
 * What the learner's code did: the calls, what they returned, and how it ended.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Tensor } from "./tensor.ts";

/** What was returned: numbers, or in a word what else, such as `undefined`. */
export type Returned = Tensor | { readonly is: string };

/** All functions of an exercise called once with the inputs of a trial. */
export interface Call {
  /** The trial. */
  readonly trial: number;
  /** Whether the same inputs were given a second time. */
  readonly again: boolean;
  /** The results by name; those that are missing come after what failed. */
  readonly results: Readonly<Record<string, Returned>>;
  /** The arguments that were changed, as function and argument. */
  readonly changed: readonly { readonly function: string; readonly argument: string }[];
}

/** What ended the learner's code before its end. */
export type Failure =
  /** The file does not parse, or what it imports is not there; or it threw while it was loaded. */
  | {
    readonly kind: "load";
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  }
  /** A function that is not exported, or still as it came. */
  | { readonly kind: "missing" | "unwritten"; readonly function: string }
  | {
    readonly kind: "threw";
    readonly function: string;
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  }
  /** Stopped: after so many seconds; or it wanted too much memory, in MB. */
  | { readonly kind: "time" | "memory"; readonly function?: string; readonly limit: number }
  /** It ended by itself, as by `Deno.exit()`. */
  | { readonly kind: "left"; readonly function?: string; readonly status: number }
  /** What the exercise makes of the file could not be made; or it refuses how it is called. */
  | {
    readonly kind: "refused";
    readonly text: Text;
    readonly line?: number;
    readonly column?: number;
  };

/** What the learner's code did. */
export interface Transcript {
  /** The calls: each trial, and each a second time. */
  readonly calls: readonly Call[];
  /** What ended it, if something did. */
  readonly failure?: Failure;
}

/** Whether numbers were returned. */
export function isTensor(returned: Returned | undefined): returned is Tensor {
  return typeof returned === "number" || Array.isArray(returned);
}

/** What was returned, copied: typed arrays as lists, and what holds no numbers as a word for it. */
export function copied(value: unknown): Returned {
  if (typeof value === "number") return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return copied(Array.from(value as unknown as ArrayLike<unknown>));
  }
  if (!Array.isArray(value)) return { is: described(value) };
  // Array.from also fills the holes of new Array(3) with undefined.
  const parts = Array.from(value, copied);
  const other = parts.findIndex((part) => !isTensor(part));
  if (other < 0) return parts as Tensor[];
  const { is } = parts[other] as { is: string };
  return { is: `${is.startsWith("[") ? `[${other}]` : `[${other}]: `}${is}` };
}

function described(value: unknown): string {
  if (value === undefined || value === null) return `${value}`;
  if (typeof value !== "object") return typeof value;
  const { name = "Object" } = value.constructor ?? {}; // Promise, say, of an async function
  if (name !== "Object") return name;
  return `{ ${Object.keys(value).slice(0, 8).join(", ")} }`;
}

/** JSON that keeps NaN and infinities. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, part) => typeof part === "number" && !Number.isFinite(part) ? { number: `${part}` } : part,
  );
}

/** What {@linkcode toJson} wrote. */
export function fromJson(text: string): unknown {
  return JSON.parse(
    text,
    (_, part) => part && typeof part === "object" && "number" in part ? Number(part.number) : part,
  );
}
