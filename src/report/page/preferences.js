// @ts-check
/// <reference lib="dom" />
/**
 * What the reader of the page chose before. A browser may refuse to keep anything for a page from a
 * disk: then choices last until the page is left.
 *
 * @param {string} key
 * @returns {string | undefined}
 */
export function remembered(key) {
  try {
    return localStorage.getItem(`ardoise ${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`ardoise ${key}`, value);
  } catch {
    // It is only for comfort.
  }
}
