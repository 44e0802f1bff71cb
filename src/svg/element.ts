/**
 * Scalable Vector Graphics as text (SVG 1.1, https://www.w3.org/TR/SVG11/), with what every picture
 * of Ardoise has in common: an opaque background, so that it can be read on any page; a title and a
 * description, for those who hear it; colours that are told apart without colour, too.
 *
 * @module
 */

/** The colours of pictures: dark on white, each at least 4.5 : 1 where it writes or draws lines. */
export const colours = {
  paper: "#ffffff",
  ink: "#1d272e",
  muted: "#51606b",
  line: "#d3d8dc",
  bar: "#0b63a5",
  highlight: "#b8430a",
  input: "#0b63a5",
  weight: "#b8430a",
  value: "#2f6b2f",
  gradient: "#7a3b9a",
  positive: "#b2182b",
  negative: "#1a5fa8",
} as const;

/** The attributes of an element; numbers are rounded to a hundredth. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element as text; `children` are elements, or text made by {@linkcode escaped}. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) =>
      ` ${key}="${escaped(typeof value === "number" ? short(value) : value!)}"`
    )
    .join("");
  const inside = children.join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** Text as XML wants it. */
export function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}

/** A number with two decimals at most. */
export function short(value: number): string {
  return String(Math.round(100 * value) / 100);
}

/** Written at (x, y); `anchor` says which end of it lies there. */
export function label(
  text: string,
  { x, y, anchor = "start", size = 12, fill = colours.ink, weight, halo = false }: {
    readonly x: number;
    readonly y: number;
    readonly anchor?: "start" | "middle" | "end";
    readonly size?: number;
    readonly fill?: string;
    readonly weight?: "bold";
    /** Whether paper is laid around it, where it stands on lines. */
    readonly halo?: boolean;
  },
): string {
  return element(
    "text",
    {
      x,
      y,
      "text-anchor": anchor,
      "font-size": size,
      fill,
      "font-weight": weight,
      ...halo
        ? {
          stroke: colours.paper,
          "stroke-width": 4,
          "stroke-linejoin": "round",
          "paint-order": "stroke",
        }
        : {},
    },
    escaped(text),
  );
}

/** How wide a text is, about, in a sans-serif face: generous, as faces differ. */
export function textLength(text: string, size: number = 12): number {
  return 0.6 * size * [...text].length;
}

/** A whole picture: its size in pixels, what it is called, and what it shows in a sentence. */
export function drawing(
  { width, height, title, description }: {
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly description?: string;
  },
  ...children: string[]
): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: "img",
      "font-family": "system-ui, sans-serif",
    },
    element("title", {}, escaped(title)),
    description ? element("desc", {}, escaped(description)) : "",
    element("rect", { width: "100%", height: "100%", fill: colours.paper }),
    ...children,
  );
}
