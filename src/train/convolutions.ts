import { type Text, UserError } from "../errors.ts";
import { windowCounts } from "../engine/windows.ts";
import { type Recipe, windowsOf } from "./recipe.ts";

/**
 * Checks that the convolutions of a recipe, and the pooling behind each, leave pixels of an image.
 *
 * @throws {UserError} Where the windows leave pixels out, or do not fit on what is left of the image.
 */
export function checkConvolutions(
  recipe: Recipe,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): void {
  const { kernel, stride, padding, pool } = windowsOf(recipe);
  if (recipe.conv.length === 0) return;
  if (stride > kernel) {
    throw new UserError({
      en: `--stride ${stride} leaves pixels out between windows of ${kernel}×${kernel}: take ` +
        `${kernel} at most, or a larger --kernel`,
      fr: `--stride ${stride} saute des pixels entre des fenêtres de ${kernel}×${kernel}\u00a0: ` +
        `prenez ${kernel} au plus, ou un --kernel plus grand`,
    });
  }
  if (padding >= kernel) {
    throw new UserError({
      en:
        `--padding ${padding} makes windows of ${kernel}×${kernel} of nothing but padding: take ` +
        `${kernel - 1} at most, or a larger --kernel`,
      fr: `--padding ${padding} fait des fenêtres de ${kernel}×${kernel} qui ne voient que du ` +
        `remplissage\u00a0: prenez ${kernel - 1} au plus, ou un --kernel plus grand`,
    });
  }
  let image = { height: rows, width: columns };
  const slide = (size: number, step: number, { border, what }: { border: number; what: Text }) => {
    if (size > Math.min(image.height, image.width) + 2 * border) {
      const left = `${image.height}×${image.width}`;
      throw new UserError({
        en: `${what.en} is given images of ${left} pixels, where no window of ${size}×${size} ` +
          "fits: take fewer convolutions, or a smaller --kernel, --stride or --pool",
        fr:
          `${what.fr} reçoit des images de ${left} pixels, où aucune fenêtre de ${size}×${size} ` +
          "ne tient\u00a0: prenez moins de convolutions, ou un --kernel, --stride ou --pool plus " +
          "petit",
      });
    }
    const windows = { ...image, channels: 1, kernel: size, stride: step, padding: border };
    image = windowCounts(windows);
  };
  for (let number = 1; number <= recipe.conv.length; number++) {
    const convolution = { en: `convolution ${number}`, fr: `la convolution ${number}` };
    slide(kernel, stride, { border: padding, what: convolution });
    if (pool === 0) continue;
    const pooling = {
      en: `the pooling after convolution ${number}`,
      fr: `le pooling après la convolution ${number}`,
    };
    slide(pool, pool, { border: 0, what: pooling });
  }
}
