/**
 * The studio, for every component.
 *
 * @module
 */
import { createContext } from "preact";
import { useContext, useEffect, useReducer, useRef } from "preact/hooks";
import { html, type Piece } from "./html.ts";
import type { State, Studio } from "./studio.ts";

const StudioContext = createContext<Studio | undefined>(undefined);

/** What is drawn, with the studio for all the components in it. */
export function withStudio(studio: Studio, content: Piece): Piece {
  return html`<${StudioContext.Provider} value=${studio}>${content}<//>`;
}

/** The studio; the component is drawn again when its language, or one of these parts of its state, changes. */
export function useStudio(...parts: readonly (keyof State)[]): Studio {
  const studio = useContext(StudioContext)!;
  const [, again] = useReducer<number, void>((count) => count + 1, 0);
  const drawn = useRef(studio.state);
  drawn.current = studio.state;
  useEffect(() => {
    const look = () => {
      const differs = (part: keyof State) => studio.state[part] !== drawn.current[part];
      if (differs("language") || parts.some(differs)) again();
    };
    look(); // it may have changed before this was heard
    return studio.subscribe(look);
  }, [studio]);
  return studio;
}
