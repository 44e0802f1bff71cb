/** TeX, typeset by KaTeX. */

/** Not a literal in the import below, so that Deno downloads it only where it is used. */
const KATEX = "npm:katex@0.19.1";

/**
 * The MathML of a formula on a line of its own.
 *
 * @throws what KaTeX does not know, or warns of.
 */
export async function mathML(tex: string): Promise<string> {
  const { default: katex } = await import(KATEX);
  const strict = (code: string, message: string) => {
    throw new SyntaxError(`${code}: ${message}: ${tex}`);
  };
  return katex.renderToString(tex, { displayMode: true, output: "mathml", strict });
}
