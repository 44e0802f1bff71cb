import assert from "node:assert/strict";
import { formatHelp } from "../../../src/cli/options/help.ts";
import { textWidth } from "../../../src/terminal/width.ts";
import { sample } from "./sample_command.ts";

const help = (language: "en" | "fr", width = 80) =>
  formatHelp(sample, { language, width }).replaceAll("\u00a0", "~");

Deno.test("formatHelp() shows usage, description, options and examples in English", () => {
  const text = help("en");
  for (
    const part of [
      "Usage: deno task train [options]\n\nTrain a network.\n\nIt learns",
      "\n\nOptions:\n  --hidden <sizes> ",
      "commas between them, 4 at most, or none; default: 64)",
      "(relu, sigmoid or tanh; default: relu)",
      "(a number >~0 and ≤~1000; default: 0.3)",
      "\n  --run <name>           What it is for (at most 100",
      "\n  -h, --help             Show this help",
      "\n\nExamples:\n  deno task train --hidden 128,64 --epochs 5\n      Two hidden layers.",
    ]
  ) assert.ok(text.includes(part), `${part}\n in\n${text}`);
});

Deno.test("formatHelp() shows headings, values and defaults in French", () => {
  const text = help("fr", 100);
  for (
    const part of [
      "Utilisation~: deno task train [options]",
      "\n\nOptions~:\n  --hidden <tailles> ",
      "~; par défaut~: 0,3)",
      "  --data <chemin> ",
      "\n\nExemples~:\n",
      "Afficher cette aide",
    ]
  ) assert.ok(text.includes(part), `${part}\n in\n${text}`);
});

Deno.test("formatHelp() puts each option above its text in a narrow terminal", () => {
  assert.ok(help("en", 40).includes("\n  --epochs <n>\n      What it is for (a whole number"));
});

Deno.test("formatHelp() shows the form of a flag that changes something", () => {
  const text = help("en");
  assert.ok(text.includes("  --no-shuffle "));
  assert.ok(!text.includes("  --shuffle"));
  assert.ok(text.includes("  --force "));
  assert.ok(!text.includes("--no-force"));
});

Deno.test("formatHelp() shows no default where it is written as nothing", () => {
  const empty = { ...sample.options.run, wanted: { en: "names", fr: "des noms" } };
  const names = { ...empty, fallback: () => "" };
  const command = { ...sample, options: { names } };
  const text = formatHelp(command, { language: "en" });
  assert.ok(text.includes("What it is for (names)\n"), text);
});

Deno.test("formatHelp() fits the terminal, commands to copy aside, and never passes 100 columns", () => {
  for (const language of ["en", "fr"] as const) {
    for (const width of [40, 59, 60, 80, 200]) {
      const lines = help(language, width).split("\n");
      const wide = lines.filter((line) => textWidth(line) > Math.min(width, 100));
      assert.deepEqual(wide.filter((line) => !line.startsWith("  deno task")), []);
    }
  }
});

Deno.test("formatHelp() has bold headings with colour, and no escape code without", () => {
  assert.ok(!help("en").includes("\x1b"));
  assert.ok(formatHelp(sample, { language: "en", colour: true }).includes("\x1b[1mOptions:"));
});
