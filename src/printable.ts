/**
 * Names and values that came from outside, made fit to be quoted in a message.
 *
 * @module
 */

/** The most characters of a foreign text that a message quotes. */
const LONGEST = 60;

/**
 * One line of a text that came from outside: control characters and marks of writing direction are
 * escaped, because a name read from a file could otherwise move the cursor of a terminal, and a long
 * text is cut after 60 characters.
 */
export function printable(text: string): string {
  const line = escaped(text.slice(0, LONGEST), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);
  return text.length > LONGEST ? `${line}…` : line;
}

/** A whole message, with the control characters that slipped into it escaped; line feeds stay. */
export function visible(text: string): string {
  return escaped(text, /(?!\n)\p{Cc}/gu);
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
}
