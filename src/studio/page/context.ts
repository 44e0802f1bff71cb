/**
 * The studio, for every component.
 *
 * @module
 */
import { createContext } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import type { Studio } from "./studio.ts";

/** Holds the studio of the page. */
export const StudioContext = createContext<Studio | undefined>(undefined);

/** The studio; the component is drawn again when its state changes. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext)!;
  const [, again] = useReducer<number, void>((count) => count + 1, 0);
  useEffect(() => studio.subscribe(() => again()), [studio]);
  return studio;
}
