import assert from "node:assert/strict";
import { cellsOf } from "../../src/notebook/source.ts";

const source = `// for the module alone
import { say } from "./say.ts";

// %% [markdown] title
/* en
# A title: \`a : b\` and $x : y$

Its text, 20 % of it.
*/
/* fr
# Un titre : \`a : b\` et $x : y$, 70 000 images
*/

// %% first
// en: a comment
// fr: un commentaire
const word = say({ en: "digit", fr: "chiffre" });
const long = say({
  en: "one \\"word\\"",
  fr: "un « mot »",
});
const title = \`\${say({ en: "label", fr: "étiquette" })} \${word}\`;
const named = { [say({ en: "loss", fr: "perte" })]: 1 };
const head = [
  say({ en: "first", fr: "premier" }),
  say({ en: "second", fr: "deuxième" }),
];
const lines = [
  "a list that would not fit on one line of a page of Jupyter",
  "remains on the lines that it has",
];
`;

Deno.test("a cell has its language's text, comments and strings, and nothing of the other's", () => {
  const [title, code] = cellsOf(source, "fr");
  assert.deepEqual(title, {
    id: "title",
    kind: "markdown",
    text: "# Un titre\u00a0: `a : b` et $x : y$, 70\u202f000 images",
  });
  assert.deepEqual(code, {
    id: "first",
    kind: "code",
    text:
      '// un commentaire\nconst word = "chiffre";\nconst long = "un «\u00a0mot\u00a0»";\nconst title = `étiquette ${word}`;\n' +
      'const named = { "perte": 1 };\nconst head = ["premier", "deuxième"];\n' +
      'const lines = [\n  "a list that would not fit on one line of a page of Jupyter",\n' +
      '  "remains on the lines that it has",\n];',
  });
  assert.match(cellsOf(source, "en")[1].text, /^\/\/ a comment\nconst word = "digit";/);
  assert.match(cellsOf(source, "en")[0].text, /Its text, 20\u00a0% of it\.$/);
});

Deno.test("lines that end as on Windows give the same cells", () => {
  assert.deepEqual(cellsOf(source.replaceAll("\n", "\r\n"), "fr"), cellsOf(source, "fr"));
});

Deno.test("a text without one of its languages, and an id that is taken, are named", () => {
  const [, , rest] = source.split("/* fr");
  assert.throws(() => cellsOf(source.replace("/* fr", "/* de"), "fr"), /cell title: no text in fr/);
  assert.throws(() => cellsOf(`${source}\n// %% first\n1;\n`, "en"), /cell first: its id is taken/);
  assert.equal(rest, undefined);
});
