/**
 * From the bytes of a PNG or a JPEG to pixels.
 *
 * @module
 */
import { type Text, UserError } from "../errors.ts";
import type { Picture } from "./picture.ts";

/** The most pixels that are decoded: more than cameras have. */
const MOST_PIXELS = 120e6;

/**
 * Decodes a picture: grey, colour, transparent, indexed, of 1 to 16 bits, interlaced or not; turned as
 * its EXIF says.
 *
 * The two libraries are loaded when a picture of their kind is there to be read, and not before.
 *
 * @throws {UserError} When the bytes are damaged, or another kind of file: it says what to do.
 */
export async function decodePicture(bytes: Uint8Array<ArrayBuffer>): Promise<Picture> {
  const kind = kindOf(bytes);
  if (kind !== "png" && kind !== "jpeg") throw new UserError(kind);
  if (kind === "png" && bytes.length > 24) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    if (view.getUint32(16) * view.getUint32(20) > MOST_PIXELS) throw new UserError(TOO_LARGE);
  }
  // A view of a part of a buffer would be decoded from the buffer's start.
  const { buffer } = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  const decode = await decoder(kind);
  try {
    const { width, height, data } = await decode(buffer);
    return { width, height, data: data as Uint8ClampedArray };
  } catch {
    throw new UserError({
      en: "this picture is damaged or incomplete: save or send it again",
      fr: "cette image est endommagée ou incomplète\u00a0: enregistrez-la ou envoyez-la de nouveau",
    });
  }
}

async function decoder(kind: "png" | "jpeg"): Promise<(bytes: ArrayBuffer) => Promise<ImageData>> {
  if (kind === "png") return (await import("@jsquash/png/decode.js")).default;
  const { init, default: decode } = await import("@jsquash/jpeg/decode.js");
  await init({ printErr() {} }); // it would tell of damage in a line of its own
  return (bytes) => decode(bytes, { preserveOrientation: true });
}

const TOO_LARGE: Text = {
  en: "this picture has more than 120 million pixels: make it smaller",
  fr: "cette image a plus de 120 millions de pixels\u00a0: réduisez-la",
};

/** What cameras, phones and programs write besides, by what is in its first bytes, and its name. */
const OTHERS: readonly [RegExp, string][] = [
  [/^....ftyp(hei|hev|mif1|msf1)/s, "HEIC"],
  [/^....ftypavi[fs]/s, "AVIF"],
  [/^RIFF....WEBP/s, "WebP"],
  [/^GIF8/, "GIF"],
  [/^BM/, "BMP"],
  [/^(II\*\0|MM\0\*)/, "TIFF"],
  [/^%PDF/, "PDF"],
  [/^(\xef\xbb\xbf)?\s*<(\?xml|svg|!DOCTYPE svg)/i, "SVG"],
];

/** Whether bytes are a PNG or a JPEG; if not, what to say of them. */
function kindOf(bytes: Uint8Array): "png" | "jpeg" | Text {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  const name = OTHERS.find(([first]) => first.test(start))?.[1];
  if (name === "HEIC") {
    return {
      en: "HEIC is not read: export the photo as JPEG (on an iPhone, Settings, Camera, Formats, " +
        "Most Compatible makes new ones JPEG)",
      fr:
        "le format HEIC n’est pas lu\u00a0: exportez la photo en JPEG (sur un iPhone, Réglages, " +
        "Appareil photo, Formats, Le plus compatible donne désormais du JPEG)",
    };
  }
  if (name !== undefined) {
    return {
      en: `${name} is not read: open it in a picture program, and save it as PNG or JPEG`,
      fr:
        `le format ${name} n’est pas lu\u00a0: ouvrez l’image dans un logiciel et enregistrez-la ` +
        "en PNG ou en JPEG",
    };
  }
  return bytes.length === 0
    ? {
      en: "this file is empty: give a picture, PNG or JPEG",
      fr: "ce fichier est vide\u00a0: donnez une image, PNG ou JPEG",
    }
    : {
      en: "this is not a picture that can be read: give a PNG or a JPEG",
      fr: "ce n’est pas une image lisible\u00a0: donnez un PNG ou un JPEG",
    };
}
