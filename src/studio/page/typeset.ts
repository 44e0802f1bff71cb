/// <reference lib="dom" />
/**
 * What typesets formulas, loaded when there is one to see.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";

let render: typeof import("./formula.ts").typeset | undefined;

/** Loads it with its fonts: a formula that is shown keeps its size. */
export async function loadFormulas(): Promise<void> {
  const fonts = Promise.allSettled(Array.from(document.fonts, (face) => face.load()));
  render ??= (await import("./formula.ts")).typeset;
  await fonts;
}

/** Typesets TeX inside an element. */
export function typeset(tex: string, place: HTMLElement): void {
  render?.(tex, place);
}

/** Whether it has come; the component is drawn again when it has. */
export function useFormulas(): boolean {
  const [isHere, setIsHere] = useState(render !== undefined);
  useEffect(() => {
    if (!isHere) loadFormulas().catch(() => {}).finally(() => setIsHere(true));
  }, []);
  return isHere;
}
