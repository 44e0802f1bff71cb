/**
 * A prediction as lines: its question, and what is shown once it was answered.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { type Answer, answerText, judge, type PredictBlock } from "../lesson/predict.ts";
import { words } from "../lesson/wording.ts";
import type { LessonView } from "./lesson_view.ts";
import { sentences } from "./sentences.ts";
import { style } from "./style.ts";
import { wrapText } from "./width.ts";

/** The question, and its choices. */
export function questionLines({ question, answer }: PredictBlock, view: LessonView): string {
  const { width, colour } = view;
  const hung = (text: Text, sign: string) =>
    `${sign} ${sentences(text, { ...view, width: width - 4 })}`.replaceAll("\n", "\n    ");
  const choices = answer.kind === "choice" ? answer.choices : [];
  return [
    hung(question, style("bold", "?", colour)).replaceAll("\n    ", "\n  "),
    ...choices.map((choice, i) => hung(choice, `  ${style("bold", `${i + 1}`, colour)}`)),
  ].join("\n");
}

/** What can be typed, before the place where it is typed. */
export function promptText(answer: Answer, language: Language): string {
  const { en, fr } = wanted(answer);
  return language === "fr"
    ? `${words.yourAnswer.fr} (${fr}\u00a0; Entrée\u00a0: ${words.unknown.fr})\u00a0: `
    : `${words.yourAnswer.en} (${en}; Enter: ${words.unknown.en}): `;
}

/** What to say to what cannot be read as an answer. */
export function unreadText(answer: Answer, language: Language): string {
  const { en, fr } = wanted(answer);
  return language === "fr"
    ? `Il faut ${fr}, ou Entrée seule. Ctrl-D quitte la leçon.`
    : `Wanted ${en}, or Enter alone. Ctrl-D leaves the lesson.`;
}

function wanted(answer: Answer): Text {
  switch (answer.kind) {
    case "choice": {
      const last = answer.choices.length, all = Array.from({ length: last - 1 }, (_, i) => i + 1);
      return { en: `${all.join(", ")} or ${last}`, fr: `${all.join(", ")} ou ${last}` };
    }
    case "sign":
      return { en: "+, − or 0", fr: "+, − ou 0" };
    case "number":
      return { en: "a number", fr: "un nombre" };
    case "shape":
      return { en: "rows × columns", fr: "lignes × colonnes" };
  }
}

/** What was typed, if anything was, the answer, and why. */
export function outcomeLines({ answer, why }: PredictBlock, view: LessonView, typed = ""): string {
  const { language, width, colour } = view;
  const right = typed !== "" && judge(answer, typed);
  const lead = right ? `✓ ${words.right[language]}` : words.answer[language];
  const shown = style("bold", answerText(answer, language), colour);
  const yours = typed === ""
    ? []
    : [`  ${words.yourAnswer[language]}${language === "fr" ? "\u00a0:" : ":"} ${typed}`];
  return [
    ...yours,
    wrapText(`${lead} ${shown}`, { width, indent: 2 }),
    sentences(why, { ...view, width: width - 2 }).replace(/^/gm, "  "),
  ].join("\n");
}
