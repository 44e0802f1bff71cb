/**
 * Source with every kind of comment, for the test of `codeBlock()`.
 *
 * @module
 */
export function commented(): string {
  // A line of its own.
  const address = "https://example.org"; // Behind a statement, "quoted".

  /*
   * Several lines.
   */
  return `// ${address} /* kept */`;
}
