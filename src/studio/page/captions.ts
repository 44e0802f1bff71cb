/**
 * What is written above the columns of a network.
 *
 * @module
 */
import type { Text } from "../../errors.ts";
import type { Column } from "./columns.ts";

/** What a column is: in a few words, in fewer, in one. */
export function captionsOf({ kind, count, rows, columns }: Column): Text[] {
  switch (kind) {
    case "pixels": {
      const size = `${rows}×${columns}`;
      return [
        { en: `what is read, ${size}`, fr: `ce qui est lu, ${size}` },
        { en: `read, ${size}`, fr: `lu, ${size}` },
      ];
    }
    case "neurons":
      return [
        ...rows > 0
          ? [{
            en: `${count} hidden neurons, by their weights`,
            fr: `${count} neurones cachés, par leurs poids`,
          }]
          : [],
        { en: `${count} hidden neurons`, fr: `${count} neurones cachés` },
        { en: `${count} neurons`, fr: `${count} neurones` },
        { en: `${count}`, fr: `${count}` },
      ];
    case "maps": {
      const size = `${rows}×${columns}`;
      return [
        { en: `${count} feature maps, ${size}`, fr: `${count} cartes, ${size}` },
        { en: `${count} maps, ${size}`, fr: `${count} cartes` },
        { en: `${count} maps`, fr: `${count}` },
      ];
    }
  }
}
