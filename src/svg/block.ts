/**
 * The blocks of a lesson that are pictures, as SVG.
 *
 * @module
 */
import type { Language } from "../errors.ts";
import type { StillBlock } from "../lesson/block.ts";
import { barsSvg } from "./bars.ts";
import { chartSvg } from "./chart.ts";
import { heatMapSvg } from "./heat_map.ts";
import { networkSvg } from "./network.ts";
import { picturesSvg } from "./pictures.ts";
import { planeSvg } from "./plane.ts";
import { tangentSvg } from "./tangent.ts";
import { valleySvg } from "./valley.ts";

/** The block as an SVG picture; nothing where it is text, a table or a formula. */
export function blockSvg(block: StillBlock, language: Language): string | undefined {
  switch (block.kind) {
    case "bars":
      return barsSvg(block, language);
    case "chart":
      return chartSvg(block, language);
    case "confusion":
      return heatMapSvg(block, language);
    case "network":
      return networkSvg(block, language);
    case "pictures":
      return picturesSvg(block, language);
    case "plane":
      return planeSvg(block, language);
    case "tangent":
      return tangentSvg(block, language);
    case "valley":
      return valleySvg(block, language);
  }
}
