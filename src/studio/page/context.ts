/**
 * The studio, for every component.
 *
 * @module
 */
import { createContext } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import { html, type Piece } from "./html.ts";
import type { Studio } from "./studio.ts";

const StudioContext = createContext<Studio | undefined>(undefined);

/** What is drawn, with the studio for all the components in it. */
export function withStudio(studio: Studio, content: Piece): Piece {
  return html`<${StudioContext.Provider} value=${studio}>${content}<//>`;
}

/** The studio; the component is drawn again when its state changes. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext)!;
  const [, again] = useReducer<number, void>((count) => count + 1, 0);
  useEffect(() => studio.subscribe(() => again()), [studio]);
  return studio;
}
