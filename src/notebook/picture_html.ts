/**
 * A picture of a notebook: an SVG inside HTML. Jupyter, nbconvert and a page that shows notebooks of
 * strangers all keep it, and leave out a bare `image/svg+xml`.
 *
 * @module
 */

/** An SVG picture as an image of HTML, with its words. */
export function pictureHtml(svg: string): string {
  const base64 = new TextEncoder().encode(svg).toBase64();
  return `<img alt="${altOf(svg)}" src="data:image/svg+xml;base64,${base64}">`;
}

/** The SVG of {@linkcode pictureHtml}; nothing where the HTML is no such picture. */
export function svgOf(html: string): string | undefined {
  const base64 = html.match(/^<img alt="[^"]*" src="data:image\/svg\+xml;base64,([^"]*)">$/)?.[1];
  return base64 && new TextDecoder().decode(Uint8Array.fromBase64(base64));
}

/** What an SVG picture says of itself, escaped as in its XML: its name, and what it shows. */
export function altOf(svg: string): string {
  const [name, shown] = ["title", "desc"].map((tag) =>
    svg.match(new RegExp(`<${tag}>([^<]*)`))?.[1] ?? ""
  );
  return shown === "" || shown.replaceAll(";", ",") === name
    ? name
    : `${name.replace(/[\s.:]+$/, "")}. ${shown}`;
}
