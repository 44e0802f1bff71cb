import assert from "node:assert/strict";
import { type Sheet, terminalSheet } from "../../bench/kernels/sheet.ts";
import { textWidth } from "../../src/terminal/width.ts";

/** Fails where a sheet has not the same columns in all its rows, or is wider than 80, or is parted. */
export function assertFits(sheet: Sheet): void {
  const text = terminalSheet(sheet, { width: 80, colour: false });
  for (const line of text.split("\n")) assert.ok(textWidth(line) <= 80, line);
  const rules = text.split("\n").filter((line) => line.startsWith("─"));
  assert.equal(rules.length, 1, `${sheet.title} goes on below`);
}
