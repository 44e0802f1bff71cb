import assert from "node:assert/strict";
import { statSync } from "node:fs";
import {
  keptNotebook,
  makeNotebook,
  NOTEBOOK_NAMES,
  notebookPath,
} from "../../src/cli/notebooks.ts";
import { type Notebook, notebookText, withoutOutputs } from "../../src/notebook/ipynb.ts";
import { lacks } from "../permission.ts";

const ignore = lacks("read");
const LANGUAGES = ["en", "fr"] as const;

/** The outputs of a notebook as text, by the id of their cell. */
function outputsOf({ cells }: Notebook): Map<string, string> {
  return new Map(cells.map(({ id, outputs = [] }) => [
    id,
    outputs.map(({ text, data }) => [text ?? data?.["text/plain"] ?? []].flat().join("")).join(
      "\n",
    ),
  ]));
}

for (const name of NOTEBOOK_NAMES) {
  Deno.test({
    name:
      `${name} is kept as its source says, with an output wherever there is one (needs --allow-read)`,
    ignore,
    fn: () => {
      for (const language of LANGUAGES) {
        const kept = keptNotebook(name, language);
        assert.equal(
          notebookText(withoutOutputs(kept)),
          notebookText(makeNotebook(name, language)),
          "run deno task notebooks",
        );
        const outputs = kept.cells.flatMap(({ outputs = [] }) => outputs);
        assert.ok(outputs.length >= 8);
        for (const { output_type, data, metadata, text } of outputs) {
          assert.notEqual(output_type, "error");
          assert.ok(text?.length || data?.["text/plain"]?.length, "an output is empty");
          assert.equal(data?.["text/html"], undefined);
          if (data?.["image/png"]) assert.match(JSON.stringify(metadata), /"alt":"[^"]/);
        }
        assert.ok(statSync(notebookPath(name, language)).size < 1.5e6);
      }
    },
  });

  Deno.test({
    name: `${name} has the same cells and the same numbers in both languages (needs --allow-read)`,
    ignore,
    fn: () => {
      const [en, fr] = LANGUAGES.map((language) => keptNotebook(name, language));
      const kinds = ({ cells }: Notebook) => cells.map(({ id, cell_type }) => [id, cell_type]);
      assert.deepEqual(kinds(en), kinds(fr));
      const digits = (text: string) => text.replace(/\D+/g, "");
      const french = outputsOf(fr);
      for (const [id, text] of outputsOf(en)) {
        assert.equal(digits(french.get(id)!), digits(text), `cell ${id}`);
      }
    },
  });
}

Deno.test({
  name: "the notebooks give what the command line gives (needs --allow-read)",
  ignore,
  fn: () => {
    const network = outputsOf(keptNotebook("03_from_scratch_network", "en"));
    assert.match(network.get("test-accuracy")!, /^97\.62\u00a0%\n8d29c21d\w+c09975\n$/);
    const losses = [0.2906, 0.2082, 0.1652, 0.137, 0.1255, 0.1096, 0.0946, 0.0828, 0.0754, 0.0741];
    const lines = losses.map((loss, i) => `${i + 1}`.padStart(2) + `  ${loss.toFixed(4)}`);
    assert.equal(network.get("notebook-recipe"), `${lines.join("\n")}  97.12\u00a0%\n`);
    assert.match(
      outputsOf(keptNotebook("02_baseline", "en")).get("test")!,
      /^92\.06\u00a0% ± 0\.45/,
    );
  },
});
