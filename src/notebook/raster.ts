/**
 * Pictures of a kept notebook as PNG, which every code host shows. A learner who runs a cell sees SVG.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Not literals in the imports below, so that Deno downloads them (17 MB) only where they are used. */
const RESVG = "npm:@resvg/resvg-wasm@2.6.2", DEJAVU = "npm:dejavu-fonts-ttf@2.37.3";
const FONTS = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];

/** Pixels of the PNG for one of the picture. */
const SCALE = 2;

/** What is used of resvg, https://github.com/thx/resvg-js. */
interface Resvg {
  initWasm(module: Uint8Array): Promise<void>;
  Resvg: new (svg: string, options: unknown) => {
    readonly width: number;
    readonly height: number;
    render(): { asPng(): Uint8Array };
  };
}

/** A PNG in base64, and the size at which it is to be shown. */
export interface Raster {
  /** The bytes of the file in base64. */
  readonly base64: string;
  /** Width of the picture, in pixels of a page. */
  readonly width: number;
  /** Its height. */
  readonly height: number;
}

/** What turns SVG pictures into PNG: always the same bytes for the same picture. */
export async function rasteriser(): Promise<(svg: string) => Raster> {
  const resvg: Resvg = await import(RESVG);
  await import(`${DEJAVU}/package.json`, { with: { type: "json" } }); // which fetches the package
  await resvg.initWasm(read(`${RESVG}/index_bg.wasm`));
  const font = {
    fontBuffers: FONTS.map((file) => read(`${DEJAVU}/ttf/${file}`)),
    loadSystemFonts: false,
    defaultFontFamily: "DejaVu Sans",
    sansSerifFamily: "DejaVu Sans",
  };
  return (svg) => {
    const picture = new resvg.Resvg(svg, { font, fitTo: { mode: "zoom", value: SCALE } });
    const base64 = Buffer.from(picture.render().asPng()).toString("base64");
    return { base64, width: picture.width, height: picture.height };
  };
}

/** A file of a package, from Deno's cache. */
function read(specifier: string): Uint8Array {
  return readFileSync(fileURLToPath(import.meta.resolve(specifier)));
}
