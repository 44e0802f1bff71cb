/**
 * Where each tensor of a safetensors file lies: the entries of the header, checked one by one and
 * then together.
 *
 * @module
 */

import { type Text, UserError } from "../errors.ts";
import { printable } from "../printable.ts";
import {
  BYTES_PER_NUMBER,
  type DataType,
  elementCount,
  invalidFile,
  METADATA_KEY,
} from "./format.ts";

/** One tensor of the file. */
export interface Place {
  /** Its name. */
  readonly name: string;
  /** The type of its numbers. */
  readonly dtype: DataType;
  /** The size of each dimension. */
  readonly shape: readonly number[];
  /** Its first byte, from the start of the data section. */
  readonly begin: number;
  /** The byte after its last. */
  readonly end: number;
}

/**
 * The tensors in the order of their bytes, which fill the data section exactly.
 *
 * @throws {UserError} when an entry is not a tensor of F32 or F64, or when the tensors overlap, leave
 * a hole, pass the end of the data section or stop before it.
 */
export function readLayout(
  described: readonly (readonly [string, unknown])[],
  dataLength: number,
): Place[] {
  const places = described.map(([name, value]) => readPlace(name, value));
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of places) {
    if (begin !== at) {
      throw invalidTensor(name, {
        en: `should start at byte ${at} of the data, right after the one before, and not ${begin}`,
        fr:
          `devrait commencer à l’octet ${at} des données, juste après le précédent, et non ${begin}`,
      });
    }
    if (end > dataLength) {
      throw invalidTensor(name, {
        en: `should end at byte ${end} of the data, and the file ends at byte ${dataLength}`,
        fr:
          `devrait finir à l’octet ${end} des données, et le fichier finit à l’octet ${dataLength}`,
      });
    }
    at = end;
  }
  if (at !== dataLength) {
    throw invalidFile({
      en: `its tensors should fill its ${dataLength} bytes of data, and fill ${at}`,
      fr:
        `ses tenseurs devraient remplir ses ${dataLength} octets de données, et en remplissent ${at}`,
    });
  }
  return places;
}

/**
 * The metadata of the file.
 *
 * @throws {UserError} when it is not a map of strings.
 */
export function readMetadata(value: unknown): Record<string, string> {
  const entries = isObject(value) ? Object.entries(value) : [];
  const bad = entries.find(([key, text]) =>
    typeof text !== "string" || !text.isWellFormed() || !key.isWellFormed()
  );
  if (!isObject(value) || bad) {
    const found = printable(JSON.stringify(bad ? bad[1] : value));
    throw invalidFile({
      en: `${METADATA_KEY} should map texts to texts, and holds ${found}`,
      fr: `${METADATA_KEY} devrait associer des textes à des textes, et contient ${found}`,
    });
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function readPlace(name: string, value: unknown): Place {
  if (!name.isWellFormed() || !isObject(value)) {
    throw invalidTensor(name, {
      en: `should be described by an object, and is ${printable(JSON.stringify(value))}`,
      fr: `devrait être décrit par un objet, et l’est par ${printable(JSON.stringify(value))}`,
    });
  }
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== "string") {
    throw invalidTensor(name, {
      en: `should have a dtype such as "F32", and has ${printable(JSON.stringify(dtype) ?? "∅")}`,
      fr: `devrait avoir un dtype comme "F32", et a ${printable(JSON.stringify(dtype) ?? "∅")}`,
    });
  }
  if (!Object.hasOwn(BYTES_PER_NUMBER, dtype)) {
    throw unsupportedType(name, printable(JSON.stringify(dtype)));
  }
  const count = Array.isArray(shape) ? elementCount(shape) : undefined;
  if (count === undefined) {
    const found = printable(JSON.stringify(shape) ?? "∅");
    throw invalidTensor(name, {
      en: `should have a shape such as [784, 64], and has ${found}`,
      fr: `devrait avoir une forme comme [784, 64], et a ${found}`,
    });
  }
  if (!isPairOfOffsets(offsets)) {
    const found = printable(JSON.stringify(offsets) ?? "∅");
    throw invalidTensor(name, {
      en: `should have data_offsets such as [0, 200704], and has ${found}`,
      fr: `devrait avoir des data_offsets comme [0, 200704], et a ${found}`,
    });
  }
  const [begin, end] = offsets;
  const bytes = count * BYTES_PER_NUMBER[dtype as DataType];
  if (end - begin !== bytes) {
    throw invalidTensor(name, {
      en: `should have ${bytes} bytes for its shape, and has ${end - begin}`,
      fr: `devrait avoir ${bytes} octets pour sa forme, et en a ${end - begin}`,
    });
  }
  return { name, dtype: dtype as DataType, shape: shape as number[], begin, end };
}

function isPairOfOffsets(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 &&
    value.every((offset) => Number.isSafeInteger(offset) && offset >= 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalidTensor(name: string, found: Text): Error {
  return invalidFile({
    en: `tensor "${printable(name)}" ${found.en}`,
    fr: `le tenseur « ${printable(name)} » ${found.fr}`,
  });
}

/** Not `invalidFile`: such a file may be sound, and copying it again would not help. */
function unsupportedType(name: string, found: string): UserError {
  return new UserError({
    en: `Tensor "${
      printable(name)
    }" should have numbers of type F32 or F64, and has ${found}. Convert the file to F32 first`,
    fr: `Le tenseur « ${
      printable(name)
    } » devrait avoir des nombres de type F32 ou F64, et a ${found}. Convertissez d’abord le fichier en F32`,
  });
}
