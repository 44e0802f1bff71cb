/**
 * A pupil's sheet: a page to print, with blanks.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import type { StillBlock } from "../lesson/block.ts";
import type { Controls } from "../lesson/controls.ts";
import type { LessonSpec } from "../lesson/lesson.ts";
import { written } from "../lesson/numeral.ts";
import { predictionsOf } from "../lesson/teacher.ts";
import { words } from "../lesson/wording.ts";
import { escapeHtml } from "./html.ts";

const texts = {
  name: { en: "Name", fr: "Nom" },
  date: { en: "Date", fr: "Date" },
  before: {
    en: "What do you expect? Answer before the lesson shows it.",
    fr: "Que prévoyez-vous\u00a0? Répondez avant que la leçon ne le montre.",
  },
  step: { en: "step", fr: "étape" },
  paper: { en: "On paper", fr: "Sur papier" },
  fill: { en: "Fill in", fr: "À compléter" },
} satisfies Record<string, Text>;

const css = `
@page { size: A4; margin: 14mm 16mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 Georgia, "Liberation Serif", serif; color: #000; background: #fff;
  max-width: 178mm; margin: 0 auto; padding: 0; }
h1 { font-size: 15pt; margin: 0 0 2mm; }
h2 { font-size: 11.5pt; margin: 4mm 0 1.5mm; border-bottom: 0.3mm solid #000; break-after: avoid; }
p { margin: 0 0 1.5mm; }
.who { display: flex; gap: 8mm; margin: 0 0 3mm; }
.who span { flex: 2; border-bottom: 0.2mm solid #000; }
.who span + span { flex: 1; }
ol { margin: 0; padding-left: 6mm; }
li { margin: 0 0 2.5mm; break-inside: avoid; }
.choices { display: flex; flex-wrap: wrap; gap: 0.5mm 7mm; }
.box { display: inline-block; width: 3.2mm; height: 3.2mm; border: 0.3mm solid #000;
  margin-right: 1.5mm; vertical-align: -0.3mm; }
.blank { display: inline-block; min-width: 20mm; height: 1em; border-bottom: 0.25mm solid #000; }
.line { border-bottom: 0.2mm solid #777; height: 7mm; }
code { font-family: "DejaVu Sans Mono", monospace; font-size: 0.9em; }
small { color: #333; }
@media screen { body { padding: 10mm; } }
`;

/** The sheet of a lesson as HTML, which prints on at most two pages of A4. */
export function sheetHtml(
  spec: LessonSpec<Controls>,
  { blocks, language }: { readonly blocks: readonly StillBlock[]; readonly language: Language },
): string {
  const { number, title, teacher, questions } = spec;
  const say = (text: Text) => marked(written(text, language));
  const heading = (text: Text) => `<h2>${say(text)}</h2>`;
  const list = (items: readonly string[]) =>
    `<ol>\n${items.map((item) => `<li>${item}</li>`).join("\n")}\n</ol>`;
  const lines = (count: number) => '<div class="line"></div>'.repeat(count);
  const predictions = predictionsOf(blocks).map(({ block: { question, answer }, step }) => {
    const choices = answer.kind === "choice"
      ? answer.choices
      : answer.kind === "sign"
      ? ["+", "−", "0"].map((sign) => ({ en: sign, fr: sign }))
      : [];
    const boxes = choices.map((choice) => `<span><span class="box"></span>${say(choice)}</span>`);
    const room = boxes.length > 0
      ? `<div class="choices">${boxes.join("")}</div>`
      : ' <span class="blank"></span>';
    return `${say(question)} <small>(${texts.step[language]} ${step})</small>${room}`;
  });
  const parts = [
    ...predictions.length > 0 ? [heading(texts.before), list(predictions)] : [],
    heading(texts.paper),
    `<p>${say(teacher.paper)}</p>${lines(3)}`,
    heading(texts.fill),
    list(teacher.sheet.map(({ text }) => say(text))),
    heading(words.thinkAbout),
    list(questions.map((question) => say(question) + lines(2))),
  ];
  const name = `${words.lesson[language]} ${number} · ${title[language]}`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)}</title>
<style>${css}</style>
</head>
<body>
<div class="who"><span>${texts.name[language]}</span><span>${texts.date[language]}</span></div>
<h1>${escapeHtml(name)}</h1>
${parts.join("\n")}
</body>
</html>
`;
}

/** `**strong**`, `` `code` `` and `___` as HTML. */
function marked(text: string): string {
  return escapeHtml(text).replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replace(/`(.+?)`/g, "<code>$1</code>").replace(/___/g, '<span class="blank"></span>');
}
