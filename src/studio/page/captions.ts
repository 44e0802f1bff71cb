/**
 * What is written above the columns of a network.
 *
 * @module
 */
import type { Text } from "../../errors.ts";
import type { Column } from "./columns.ts";

/** What a column is. */
export function captionOf({ kind, count, rows, columns }: Column): Text {
  switch (kind) {
    case "pixels":
      return {
        en: `what is read, ${rows}×${columns}`,
        fr: `ce qui est lu, ${rows}×${columns}`,
      };
    case "neurons":
      return rows > 0
        ? {
          en: `${count} hidden neurons, by their weights`,
          fr: `${count} neurones cachés, par leurs poids`,
        }
        : { en: `${count} hidden neurons`, fr: `${count} neurones cachés` };
    case "maps":
      return {
        en: `${count} feature maps, ${rows}×${columns}`,
        fr: `${count} cartes, ${rows}×${columns}`,
      };
  }
}
