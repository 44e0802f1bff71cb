/// <reference lib="dom" />
/**
 * The slate: a pen, a finger, a mouse or the keys draw on it.
 *
 * @module
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useStudio } from "./context.ts";
import { type Drawing, EMPTY, paint, SLATE, type Stroke } from "./drawing.ts";
import { html, type Piece } from "./html.ts";

/** Pixels of the canvas along a side: sharp on a screen of twice the usual. */
const PIXELS = 576;
/** Chalk. */
const CHALK = "#f7f2e4";
/** Width of the pen and of the eraser, and the least movement that is noted, in places of the slate. */
const PEN = 20, ERASER = 44, NEAR = 3;
/** Cells of the keys' cursor along a side. */
const CELLS = 28;

/** The slate with its tools. */
export function Slate(): Piece {
  const studio = useStudio("drawing", "past", "theme");
  const { say, state: { drawing, past, theme } } = studio;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [erases, setErases] = useState(false);
  const [cursor, setCursor] = useState<{ x: number; y: number; isDown: boolean } | undefined>();
  const movement = useRef<{ base: Drawing; stroke: Stroke; pointer: number } | undefined>(
    undefined,
  );

  useLayoutEffect(() => {
    const context = canvas.current!.getContext("2d")!;
    paint(context, drawing, { size: PIXELS, ink: CHALK });
    if (cursor) {
      const cell = PIXELS / CELLS;
      context.lineWidth = 3;
      context.strokeStyle = cursor.isDown ? "#ffcf7a" : "#9fd3ff";
      context.strokeRect(cursor.x * cell - 2, cursor.y * cell - 2, cell + 4, cell + 4);
    }
  }, [drawing, cursor, theme]);

  const placesOf = (events: readonly PointerEvent[]) => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    const on = (share: number) => Math.round(Math.min(Math.max(share, 0), 1) * (SLATE - 1));
    return events.map(({ clientX, clientY }) => [
      on((clientX - left) / width),
      on((clientY - top) / height),
    ]);
  };
  const width = erases ? ERASER : PEN;

  const down = (event: PointerEvent) => {
    if (movement.current || event.button > 0) return;
    canvas.current!.setPointerCapture(event.pointerId);
    setCursor(undefined);
    // The eraser at the end of a pen says so by its button.
    const isEraser = erases || (event.buttons & 32) > 0;
    const stroke = {
      erases: isEraser,
      width: isEraser ? ERASER : width,
      points: placesOf([event])[0],
    };
    movement.current = { base: drawing, stroke, pointer: event.pointerId };
    studio.stroke(drawing, stroke, { isDone: false });
  };
  const move = (event: PointerEvent) => {
    const now = movement.current;
    if (!now || event.pointerId !== now.pointer) return;
    const points = [...now.stroke.points];
    for (const [x, y] of placesOf(event.getCoalescedEvents?.() ?? [event])) {
      if (Math.hypot(x - points.at(-2)!, y - points.at(-1)!) >= NEAR) points.push(x, y);
    }
    if (points.length === now.stroke.points.length) return;
    now.stroke = { ...now.stroke, points };
    studio.stroke(now.base, now.stroke, { isDone: false }); // browsers send these once a frame
  };
  const up = (event: PointerEvent) => {
    const now = movement.current;
    if (!now || event.pointerId !== now.pointer) return;
    movement.current = undefined;
    studio.stroke(now.base, now.stroke, { isDone: true });
  };

  /** Ink at a cell, or from the last one to it. */
  const ink = (from: { x: number; y: number }, to: { x: number; y: number }) => {
    const at = (cell: number) => Math.round((cell + 0.5) / CELLS * SLATE);
    const points = [at(from.x), at(from.y), at(to.x), at(to.y)];
    studio.stroke(drawing, { erases, width, points }, { isDone: true });
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "z" && !event.altKey) {
        event.preventDefault();
        studio.undo();
      }
      return;
    }
    const here = cursor ?? { x: 13, y: 13, isDown: false };
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    if (moves[event.key]) {
      event.preventDefault();
      const [across, below] = cursor ? moves[event.key] : [0, 0];
      const inside = (cell: number) => Math.min(Math.max(cell, 0), CELLS - 1);
      const next = { ...here, x: inside(here.x + across), y: inside(here.y + below) };
      if (here.isDown || event.shiftKey) ink(here, next);
      setCursor(next);
    } else if (event.key === " ") {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat && !here.isDown) ink(here, here);
      if (!event.repeat) setCursor({ ...here, isDown: !here.isDown });
    } else if (event.key === "Escape") setCursor(undefined);
    else if (event.key === "Delete") studio.draw(EMPTY);
    else if (event.key === "e") setErases(!erases);
  };

  const sample = (wanted: (isHard: boolean) => boolean) => {
    const all = studio.samples.filter(({ isHard }) => wanted(isHard));
    const here = all.findIndex(({ index }) => index === drawing.digit?.index);
    const next = here >= 0
      ? all[(here + 1) % all.length]
      : all[Math.floor(Math.random() * all.length)];
    const { isHard: _, ...digit } = next;
    studio.draw({ digit, strokes: [] });
  };
  const isEmpty = !drawing.digit && drawing.strokes.length === 0;
  return html`
    <section class="slate" aria-label=${say({ en: "Slate", fr: "Ardoise" })}>
      <div class="frame">
          <canvas ref=${canvas} id="slate" width=${PIXELS} height=${PIXELS} tabindex="0" role="application"
            aria-label=${say({
              en:
                "Slate to draw a digit on. Arrow keys move a cursor of 28 by 28 cells, space lowers " +
                "and lifts the pen, Delete wipes the slate, E takes the eraser",
              fr:
                "Ardoise où dessiner un chiffre. Les flèches déplacent un curseur de 28 sur 28 cases, " +
                "la barre d’espace pose et lève le crayon, Suppr efface tout, E prend la gomme",
            })}
            onPointerDown=${down} onPointerMove=${move} onPointerUp=${up} onPointerCancel=${up}
            onKeyDown=${key} onBlur=${() => setCursor(undefined)}></canvas>
          ${isEmpty && !cursor &&
            html`<p class="invitation" aria-hidden="true">${
              say({ en: "Draw a digit", fr: "Dessinez un chiffre" })
            }</p>`}
        </div>
      <div class="tools" role="toolbar" aria-label=${say({ en: "Tools", fr: "Outils" })}>
        <button type="button" aria-pressed=${!erases} onClick=${() => setErases(false)}>${say({
          en: "Chalk",
          fr: "Craie",
        })}</button>
        <button type="button" aria-pressed=${erases} onClick=${() => setErases(true)}>${say({
          en: "Eraser",
          fr: "Éponge",
        })}</button>
        <button type="button" disabled=${past.length === 0} onClick=${() => studio.undo()}>${say({
          en: "Undo",
          fr: "Annuler",
        })}</button>
        <button type="button" disabled=${isEmpty} onClick=${() => studio.draw(EMPTY)}>${say({
          en: "Clear",
          fr: "Effacer",
        })}</button>
      </div>
      <div class="tools">
        <button type="button" id="sample" onClick=${() => sample((isHard) => !isHard)}>${say({
          en: "A test digit",
          fr: "Un chiffre de test",
        })}</button>
        <button type="button" id="hard" onClick=${() => sample((isHard) => isHard)}>${say({
          en: "A hard one",
          fr: "Un difficile",
        })}</button>
      </div>
    </section>
  `;
}
