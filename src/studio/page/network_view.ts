/// <reference lib="dom" />
/**
 * The picture of the network on the page: it follows the slate, and shows where an answer comes from.
 *
 * @module
 */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { formatSignificant } from "../../number_format.js";
import { Bars } from "./answer.ts";
import { captionsOf } from "./captions.ts";
import { columnsOf, place, placeAlone, type PlacedColumn } from "./columns.ts";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";
import {
  type Colours,
  coloursNow,
  drawNetwork,
  unitAt,
  weightPictures,
} from "./network_picture.ts";
import { activation, denseLayers, linkOf, type Selection, strongestPaths } from "./paths.ts";
import type { Studio } from "./studio.ts";

/** On a narrow screen, each column has a picture of its own, to swipe through: as in the style sheet. */
const NARROW = "(max-width: 720px)";
const CARD_HEIGHT = 300;

/** The picture and, beside it, the bars. */
export function NetworkView(): Piece {
  const { say, state: { shown, theme }, reader: { network } } = useStudio("shown", "theme");
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box.current!;
      setSize((now) => now.width === width && now.height === height ? now : { width, height });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  const isNarrow = matchMedia(NARROW).matches;
  const all = useMemo(() => columnsOf(network), [network]);
  const colours = useMemo(coloursNow, [theme]);
  const pictures = useMemo(
    () =>
      new Map(
        all.filter(({ kind, rows }) => kind === "neurons" && rows > 0)
          .map((column) => [column.layer, weightPictures(network, column, colours)]),
      ),
    [network, shown.version, colours],
  );
  // A part of the next card shows that there is one.
  const card = { width: Math.round(0.9 * size.width), height: CARD_HEIGHT };
  const placed = useMemo(
    () => isNarrow ? all.map((column) => [placeAlone(column, card)]) : [place(all, size)],
    [all, size],
  );
  return html`
    <section class="network" aria-label=${say({ en: "Network", fr: "Réseau" })}>
      <div class=${isNarrow ? "picture cards" : "picture"} ref=${box} tabindex=${isNarrow
        ? "0"
        : undefined} role=${isNarrow ? "group" : undefined}
        aria-label=${isNarrow
          ? say({ en: "Layers", fr: "Couches" })
          : undefined}>${size.width > 0 && placed.map((columns, i) =>
            html`
              <${Picture} key=${`${isNarrow}${i}`} columns=${columns} pictures=${pictures}
                colours=${colours} isCard=${isNarrow} size=${isNarrow ? card : size} />
            `
          )}</div>
      <${Bars} />
      <${Told} />
    </section>
  `;
}

/** Some columns on a canvas, with their links where there are several. */
function Picture({ columns, pictures, colours, size, isCard }: {
  columns: readonly PlacedColumn[];
  pictures: ReadonlyMap<number, ImageBitmap>;
  colours: Colours;
  size: { width: number; height: number };
  isCard: boolean;
}): Piece {
  const studio = useStudio("reading", "hovered", "pinned", "lit", "shown", "theme");
  const { say, state, reader: { network } } = studio;
  const { reading, hovered, pinned, lit } = state;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chosen = hovered ?? pinned;
  const selection: Selection | undefined = chosen ??
    (reading && { kind: "class", index: reading.answer });
  useLayoutEffect(() => {
    const scale = Math.max(1, devicePixelRatio), { width, height } = size;
    const element = canvas.current!, context = element.getContext("2d")!;
    if (
      element.width !== Math.round(width * scale) || element.height !== Math.round(height * scale)
    ) {
      element.width = Math.round(width * scale);
      element.height = Math.round(height * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    drawNetwork(context, {
      columns,
      reading,
      pictures,
      links: !reading || !selection || isCard
        ? []
        : lit
        ? lit.map((link) => linkOf(network, reading, link))
        : strongestPaths(network, reading, selection),
      selection: chosen,
      classPlace: (index) => ({ x: width, y: (index + 0.5) * height / 10 }),
      colours,
      captions: columns.map((column) => captionsOf(column).map(say)),
    });
  });
  const at = (event: MouseEvent) => {
    const { left, top } = canvas.current!.getBoundingClientRect();
    return unitAt(columns, { x: event.clientX - left, y: event.clientY - top });
  };
  const isSame = (a?: Selection, b?: Selection) => JSON.stringify(a) === JSON.stringify(b);
  return html`
    <canvas ref=${canvas} id=${isCard ? undefined : "network"} tabindex=${isCard
      ? undefined
      : "0"} role="img" aria-label=${describe(studio, columns)}
      style=${{ width: `${size.width}px`, height: `${size.height}px` }}
      onPointerMove=${(event: PointerEvent) => {
        if (event.pointerType === "touch") return;
        const next = at(event);
        if (!isSame(next, hovered)) studio.set({ hovered: next });
      }}
      onPointerLeave=${() => hovered && studio.set({ hovered: undefined })}
      onClick=${(event: MouseEvent) => {
        const next = at(event);
        studio.set({ pinned: isSame(next, pinned) ? undefined : next });
      }}
      onKeyDown=${(event: KeyboardEvent) => {
        const next = moved(columns, pinned, event.key);
        if (!next) return;
        event.preventDefault();
        studio.set({ pinned: next });
      }}></canvas>
  `;
}

/** The neuron that an arrow key leads to. */
function moved(
  columns: readonly PlacedColumn[],
  from: Selection | undefined,
  key: string,
): Selection | undefined {
  const steps: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const step = steps[key];
  if (!step) return undefined;
  const all = columns.flatMap(({ kind, layer, places, isLast }) =>
    kind === "neurons" && !isLast ? places.map((place, index) => ({ layer, index, place })) : []
  );
  if (all.length === 0) return undefined;
  const here = from?.kind === "neuron"
    ? all.find(({ layer, index }) => layer === from.layer && index === from.index)
    : undefined;
  if (!here) return { kind: "neuron", layer: all[0].layer, index: 0 };
  const [across, below] = step;
  // The nearest one in that direction, straight on rather than aside.
  let best = here, least = Infinity;
  for (const other of all) {
    const x = other.place.x - here.place.x, y = other.place.y - here.place.y;
    const along = x * across + y * below, aside = Math.abs(x * below) + Math.abs(y * across);
    const far = along + 4 * aside;
    if (along > 1 && far < least) best = other, least = far;
  }
  return { kind: "neuron", layer: best.layer, index: best.index };
}

/** The picture in a sentence. */
function describe(
  { say, state: { shown, reading } }: Studio,
  columns: readonly PlacedColumn[],
): string {
  const lit = reading === undefined
    ? undefined
    : columns.filter(({ kind }) => kind !== "pixels").map(({ kind, last, count }) => {
      const active = kind === "neurons"
        ? reading.outputs[last].filter((value) => value > 0).length
        : count;
      return say({ en: `${active} of ${count} active`, fr: `${active} actifs sur ${count}` });
    });
  return say({
    en: `Network ${shown.text}${lit ? `: hidden layers ${lit.join(", ") || "none"}` : ""}`,
    fr: `Réseau ${shown.text}${lit ? `\u00a0: couches cachées ${lit.join(", ") || "aucune"}` : ""}`,
  });
}

/** What is pointed at, in a line below. */
function Told(): Piece {
  const studio = useStudio("reading", "hovered", "pinned", "shown");
  const { hovered, pinned } = studio.state;
  return html`<p class="told" aria-live="polite">${tell(studio, hovered ?? pinned)}</p>`;
}

/** What is pointed at, with its numbers. */
function tell(studio: Studio, selection: Selection | undefined): string {
  const { say, state: { reading, language }, reader: { network } } = studio;
  const n = (value: number) => formatSignificant(value, { language });
  const colon = say({ en: ":", fr: "\u00a0:" });
  if (!reading || !selection) {
    return say({
      en: "Red weights add, blue ones take away. Point at a neuron or a bar: its ten strongest " +
        "links; a click keeps them.",
      fr:
        "En rouge, les poids qui ajoutent\u00a0; en bleu, ceux qui retirent. Visez un neurone ou " +
        "une barre\u00a0: ses dix liens les plus forts\u00a0; un clic les garde.",
    });
  }
  const links = strongestPaths(network, reading, selection), dense = denseLayers(network);
  const { layers } = network, last = dense.at(-1)!;
  if (selection.kind === "class") {
    const own = links.filter(({ layer }) => layer === last).slice(0, 4);
    const from = layers[0].description.kind === "dense" && dense.length === 1
      ? say({ en: "pixel", fr: "pixel" })
      : say({ en: "neuron", fr: "neurone" });
    const list = own.map(({ from: unit, value }) =>
      `${from} ${unit} ${value > 0 ? "+" : ""}${n(value)}`
    );
    return `${say({ en: "Digit", fr: "Chiffre" })} ${selection.index}${colon} z = ${
      n(reading.outputs[last][selection.index])
    }; ${list.join(", ")}…`;
  }
  const { layer, index } = selection, next = dense.find((one) => one > layer);
  const z = reading.outputs[layer][index];
  const a = next === undefined ? z : activation(reading, next, index);
  const out = links.filter((link) => link.layer === next).slice(0, 3);
  const to = next === last
    ? say({ en: "to digit", fr: "vers le chiffre" })
    : say({ en: "to neuron", fr: "vers le neurone" });
  return `${say({ en: "Neuron", fr: "Neurone" })} ${index}${colon} z = ${n(z)}, a = ${n(a)}` +
    (out.length > 0
      ? `; ${
        out.map(({ to: unit, value }) => `${to} ${unit} ${value > 0 ? "+" : ""}${n(value)}`).join(
          ", ",
        )
      }`
      : say({ en: "; it sends nothing on", fr: "\u00a0; il n’envoie rien" }));
}
