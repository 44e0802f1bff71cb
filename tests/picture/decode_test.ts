import assert from "node:assert/strict";
import { UserError } from "../../src/errors.ts";
import { decodePicture } from "../../src/picture/decode.ts";
import { lacks } from "../permission.ts";
import { jpegFile } from "./jpeg_file.ts";
import { pngFile, type PngOptions } from "./png_file.ts";

const ignore = lacks("read");
const NEEDS = "(needs --allow-read)";
type Sample = Parameters<typeof pngFile>[0];
const palette = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

/** Kinds of PNG, and red, green, blue and opacity of the second pixel. */
const kinds: [string, Sample, Omit<PngOptions, "width" | "height">, number[]][] = [
  ["grey, 1 bit", (x, y) => (x + y) & 1, { colour: "grey", depth: 1 }, [255, 255, 255, 255]],
  ["grey, 2 bits", (x) => x & 3, { colour: "grey", depth: 2 }, [85, 85, 85, 255]],
  ["grey, 4 bits", (x) => x, { colour: "grey", depth: 4 }, [17, 17, 17, 255]],
  ["grey, 8 bits", (x) => 20 * x, { colour: "grey" }, [20, 20, 20, 255]],
  ["grey, 16 bits", (x) => 5120 * x, { colour: "grey", depth: 16 }, [20, 20, 20, 255]],
  [
    "grey with a transparent shade",
    (x) => 20 * x,
    { colour: "grey", transparency: Uint8Array.of(0, 20) },
    [20, 20, 20, 0],
  ],
  ["grey and opacity", (x, _, c) => c ? 30 : 20 * x, { colour: "greyAlpha" }, [20, 20, 20, 30]],
  [
    "grey and opacity, 16 bits",
    (x, _, c) => c ? 7680 : 5120 * x,
    { colour: "greyAlpha", depth: 16 },
    [20, 20, 20, 30],
  ],
  ["colour, 8 bits", (x, _, c) => 20 * x + c, { colour: "rgb" }, [20, 21, 22, 255]],
  [
    "colour, 16 bits",
    (x, _, c) => 256 * (20 * x + c),
    { colour: "rgb", depth: 16 },
    [20, 21, 22, 255],
  ],
  ["colour and opacity", (x, _, c) => 20 * x + c, { colour: "rgba" }, [20, 21, 22, 23]],
  [
    "colour and opacity, 16 bits",
    (x, _, c) => 256 * (20 * x + c),
    { colour: "rgba", depth: 16 },
    [20, 21, 22, 23],
  ],
  ["indexed, 2 bits", (x) => x & 3, { colour: "indexed", depth: 2, palette }, [4, 5, 6, 255]],
  [
    "indexed, some transparent",
    (x) => x & 3,
    { colour: "indexed", palette, transparency: Uint8Array.of(255, 100) },
    [4, 5, 6, 100],
  ],
];

Deno.test({
  name: `decodePicture() reads every kind of PNG, interlaced or not ${NEEDS}`,
  ignore,
  fn: async () => {
    for (const interlaced of [false, true]) {
      for (const [name, sample, options, second] of kinds) {
        const file = pngFile(sample, { width: 9, height: 11, interlaced, ...options });
        const { width, height, data } = await decodePicture(file);
        assert.deepEqual([width, height, data.length], [9, 11, 4 * 99], name);
        assert.deepEqual([...data.slice(4, 8)], second, `${name}, interlaced ${interlaced}`);
      }
    }
  },
});

Deno.test({
  name: `decodePicture() reads a PNG that is a part of a longer buffer ${NEEDS}`,
  ignore,
  fn: async () => {
    const file = pngFile((x) => 20 * x, { width: 9, height: 3, colour: "grey" });
    const longer = new Uint8Array(file.length + 50);
    longer.set(file, 20);
    const { data } = await decodePicture(longer.subarray(20, 20 + file.length));
    assert.deepEqual([...data.slice(4, 8)], [20, 20, 20, 255]);
  },
});

Deno.test({
  name: `decodePicture() turns a JPEG as its EXIF says ${NEEDS}`,
  ignore,
  fn: async () => {
    // Dark is the top left; more of the left than of the top, so that no two turns are alike.
    const data = Uint8Array.from(
      { length: 16 * 24 },
      (_, i) => i % 16 < 4 && i < 16 * 12 ? 0 : 255,
    );
    const places = ["top left", "top left", "top right", "bottom right", "bottom left"]
      .concat("top left", "top right", "bottom right", "bottom left");
    for (const [orientation, place] of places.entries()) {
      const file = await jpegFile({ width: 16, height: 24, data }, { orientation });
      const { width, height, data: pixels } = await decodePicture(file);
      assert.deepEqual([width, height], orientation > 4 ? [24, 16] : [16, 24], `${orientation}`);
      const dark = [[0, 0, "top left"], [width - 1, 0, "top right"], [0, height - 1, "bottom left"]]
        .concat([[width - 1, height - 1, "bottom right"]])
        .filter(([x, y]) => pixels[4 * (Number(y) * width + Number(x))] < 100)
        .map(([, , name]) => name);
      assert.deepEqual(dark, [place], `EXIF ${orientation}`);
    }
    const grey = await decodePicture(
      await jpegFile({ width: 16, height: 24, data }, { grey: true }),
    );
    assert.ok(grey.data[0] < 30 && grey.data[4 * 15] > 225);
  },
});

Deno.test({
  name: `decodePicture() names damage and other kinds of file, and reads on after it ${NEEDS}`,
  ignore,
  fn: async () => {
    const png = pngFile((x) => 20 * x, { width: 9, height: 3, colour: "grey" });
    const jpeg = await jpegFile({ width: 8, height: 8, data: new Uint8Array(64) });
    const huge = png.slice();
    new DataView(huge.buffer).setUint32(16, 2e6);
    new DataView(huge.buffer).setUint32(20, 2e6);
    const text = (start: string) => new TextEncoder().encode(start.padEnd(40, "x"));
    const cases: [Uint8Array<ArrayBuffer>, RegExp, RegExp][] = [
      [png.slice(0, 50), /damaged or incomplete/, /endommagée/],
      [jpeg.slice(0, jpeg.length >> 1), /damaged or incomplete/, /endommagée/],
      [huge, /more than 120 million pixels/, /120 millions/],
      [text("\0\0\0\x18ftypheic"), /HEIC is not read: export .* JPEG/, /HEIC n’est pas lu.* JPEG/],
      [text("\0\0\0\x18ftypmif1"), /HEIC/, /HEIC/],
      [text("RIFF\x01\x01\x01\x01WEBPVP8 "), /WebP is not read: .*PNG or JPEG/, /WebP n’est pas/],
      [text("GIF89a"), /GIF is not read/, /GIF n’est pas/],
      [text("\0\0\0\x18ftypavif"), /AVIF/, /AVIF/],
      [text("%PDF-1.7"), /PDF/, /PDF/],
      [text("<svg xmlns="), /SVG/, /SVG/],
      [text("hello"), /not a picture that can be read/, /pas une image lisible/],
      [new Uint8Array(), /this file is empty/, /ce fichier est vide/],
    ];
    for (const [bytes, english, french] of cases) {
      await assert.rejects(decodePicture(bytes), (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.text.en, english);
        assert.match(error.text.fr, french);
        return true;
      });
    }
    assert.equal((await decodePicture(png)).width, 9);
    assert.equal((await decodePicture(jpeg)).width, 8);
  },
});
