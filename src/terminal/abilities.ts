/**
 * What a terminal can show, as its environment tells. Nothing is asked of the terminal itself: an
 * answer may never come, or come among the keys that a person types.
 *
 * @module
 */

/** How many colours there are: those of 24 bits, xterm's 256, the 16 that are older still, or none. */
export type Colours = 2 | 16 | 256 | 16_777_216;

/** What a terminal can show. */
export interface Abilities {
  /** How many colours there are. */
  readonly colours: Colours;
  /** Whether escape codes work: without them nothing can be styled, or drawn again in its place. */
  readonly escapes: boolean;
  /** Whether characters outside ASCII would not be read as what they are. */
  readonly ascii: boolean;
}

/** The value of a variable of the environment; `undefined` where it is not set or may not be read. */
export function environment(variable: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" ? Deno.env.get(variable) : undefined;
}

/**
 * What `TERM`, `COLORTERM` and the locale (`LC_ALL`, else `LC_CTYPE`, else `LANG`: POSIX, chapter 8.2)
 * tell. Where no locale is set, as on Windows and in most containers, the terminal has UTF-8 all the
 * same; a locale that is named and is not UTF-8, such as `C`, is believed.
 */
export function abilities(
  variable: (name: string) => string | undefined = environment,
  os: typeof Deno.build.os = Deno.build.os,
): Abilities {
  const term = variable("TERM") ?? "", colorTerm = variable("COLORTERM") ?? "";
  const locale = variable("LC_ALL") || variable("LC_CTYPE") || variable("LANG") || "UTF-8";
  const ascii = !/utf-?8/i.test(locale);
  if (term === "dumb") return { colours: 2, escapes: false, ascii };
  // The consoles of Windows have no TERM.
  const exact = /^(truecolor|24bit)$/.test(colorTerm) || /-direct/.test(term) ||
    (os === "windows" && term === "");
  const colours = exact ? 16_777_216 : /256/.test(term) ? 256 : 16;
  return { colours, escapes: true, ascii };
}
