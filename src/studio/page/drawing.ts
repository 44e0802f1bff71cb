/// <reference lib="dom" />
/**
 * What is on the slate: strokes, over a digit of MNIST or over nothing.
 *
 * @module
 */
import type { Plane } from "../../picture/plane.ts";

/** Places along a side of the slate: coordinates are whole numbers below this. */
export const SLATE = 256;
/** Pixels along a side of the picture that is prepared: as many as make no difference to the result. */
const RASTER = 144;

/** One movement of the pen or of the eraser. */
export interface Stroke {
  /** Whether it takes ink away. */
  readonly erases: boolean;
  /** Its width, in places of the slate. */
  readonly width: number;
  /** x and y of each point, one after the other. */
  readonly points: readonly number[];
}

/** An image of MNIST on the slate. */
export interface Digit {
  /** Its place among the test images. */
  readonly index: number;
  /** (28, 28) bytes. */
  readonly pixels: Uint8Array;
  /** What it shows. */
  readonly label: number;
}

/** What is on the slate. */
export interface Drawing {
  /** What lies under the strokes. */
  readonly digit?: Digit;
  /** First to last. */
  readonly strokes: readonly Stroke[];
}

/** A slate with nothing on it. */
export const EMPTY: Drawing = { strokes: [] };

/** Draws on a canvas whose sides are `size` pixels; `ink` is a colour, `#rrggbb`. */
export function paint(
  context: CanvasRenderingContext2D,
  { digit, strokes }: Drawing,
  { size, ink }: { readonly size: number; readonly ink: string },
): void {
  context.clearRect(0, 0, size, size);
  if (digit) {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(digitCanvas(digit.pixels, ink), 0, 0, size, size);
  }
  const scale = size / SLATE;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = ink;
  for (const { erases, width, points } of strokes) {
    context.globalCompositeOperation = erases ? "destination-out" : "source-over";
    context.lineWidth = width * scale;
    context.beginPath();
    context.moveTo(points[0] * scale, points[1] * scale);
    // From middle to middle, bent towards the points: no corners where a hand is quick.
    for (let i = 2; i + 3 < points.length; i += 2) {
      const [x, y, nextX, nextY] = points.slice(i, i + 4).map((place) => place * scale);
      context.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    }
    // A line without length is not drawn, and a touch is to leave a dot.
    context.lineTo(points.at(-2)! * scale + 0.01, points.at(-1)! * scale);
    context.stroke();
  }
  context.globalCompositeOperation = "source-over";
}

let small: OffscreenCanvasRenderingContext2D | undefined;

/**
 * An image of (28, 28) bytes as a canvas of that size: ink of the colour, and nothing around it. There
 * is one such canvas: it is to be drawn from at once.
 */
export function digitCanvas(pixels: Uint8Array, ink: string): OffscreenCanvas {
  small ??= new OffscreenCanvas(28, 28).getContext("2d")!;
  const image = new ImageData(28, 28), { data } = image, [red, green, blue] = channels(ink);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    data[at] = red, data[at + 1] = green, data[at + 2] = blue, data[at + 3] = pixels[i];
  }
  small.putImageData(image, 0, 0);
  return small.canvas;
}

/** The red, green and blue of `#rrggbb`. */
export function channels(colour: string): [number, number, number] {
  const value = parseInt(colour.slice(1), 16);
  return [value >> 16, value >> 8 & 255, value & 255];
}

let raster: CanvasRenderingContext2D | undefined;

/** The ink of a drawing, 0 to 1; nothing where there is none. */
export function inkOf(drawing: Drawing): Plane | undefined {
  if (!raster) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = RASTER;
    raster = canvas.getContext("2d", { willReadFrequently: true })!;
  }
  paint(raster, drawing, { size: RASTER, ink: "#ffffff" });
  const { data } = raster.getImageData(0, 0, RASTER, RASTER);
  const ink = new Float32Array(RASTER * RASTER);
  let most = 0;
  for (let i = 0; i < ink.length; i++) most = Math.max(most, ink[i] = data[4 * i + 3] / 255);
  return most > 0.25 ? { width: RASTER, height: RASTER, data: ink } : undefined;
}

/** The drawing as text for an address, `t123` before it for test image 123; empty for an empty slate. */
export function encodeDrawing({ digit, strokes }: Drawing): string {
  const bytes = strokes.flatMap(({ erases, width, points }) => [
    (erases ? 128 : 0) + Math.min(width, 127),
    points.length >> 9,
    points.length >> 1 & 255,
    ...points,
  ]);
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return (digit ? `t${digit.index}${text && "."}` : text && ".") + text;
}

/** The drawing of a text that `encodeDrawing` made, and the test image under it; what is damaged is left out. */
export function decodeDrawing(text: string): { index?: number; strokes: Stroke[] } {
  const [, place, encoded] = /^(?:t(\d{1,5}))?(?:\.([\w-]*))?$/.exec(text) ?? [];
  const index = place === undefined ? undefined : Number(place), strokes: Stroke[] = [];
  let bytes: number[] = [];
  try {
    const characters = atob((encoded ?? "").replaceAll("-", "+").replaceAll("_", "/"));
    bytes = Array.from(characters, (character) => character.charCodeAt(0));
  } catch {
    // Not what was written: an empty slate.
  }
  for (let at = 0; at + 3 < bytes.length;) {
    const count = 2 * (256 * bytes[at + 1] + bytes[at + 2]);
    const points = bytes.slice(at + 3, at + 3 + count);
    if (points.length < 2 || points.length < count) break;
    strokes.push({ erases: bytes[at] >= 128, width: bytes[at] & 127, points });
    at += 3 + count;
  }
  return { index: index !== undefined && index < 10_000 ? index : undefined, strokes };
}
