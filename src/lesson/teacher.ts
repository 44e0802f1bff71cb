/**
 * A lesson as a teacher sees it.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import { prose, type StillBlock } from "./block.ts";
import type { LessonSpec } from "./lesson.ts";
import type { Controls } from "./controls.ts";
import type { PredictBlock } from "./predict.ts";
import { words } from "./wording.ts";

/** A prediction of a lesson, and the step where it is asked. */
export interface AskedPrediction {
  /** The prediction. */
  readonly block: PredictBlock;
  /** The number of the step, from 1. */
  readonly step: number;
  /** The heading of the step. */
  readonly heading: Text;
}

/** The predictions among the blocks of a lesson. */
export function predictionsOf(blocks: readonly StillBlock[]): AskedPrediction[] {
  let step = 0, heading: Text = { en: "", fr: "" };
  return blocks.flatMap((block) => {
    if (block.kind === "step") {
      step++;
      heading = block.text;
    }
    return block.kind === "predict" ? [{ block, step, heading }] : [];
  });
}

/**
 * What a teacher is told: what is learnt, what is supposed known, how long it takes, a plan, the predictions
 * with their answers, mistakes that pupils make, one thing to do on paper and what comes out of it, the answers, the exercises.
 */
export function teacherPages(
  spec: LessonSpec<Controls>,
  blocks: readonly StillBlock[],
): StillBlock[] {
  const { number, title, summary, minutes, supposes, teacher, answers, questions } = spec;
  const { learnt, mistakes, plan, paper, paperAnswer, sheet } = teacher;
  const part = (heading: Text, ...content: StillBlock[]): StillBlock[] => [
    { kind: "heading", text: heading },
    ...content,
  ];
  const list = (items: readonly Text[]): StillBlock => ({ kind: "list", items });
  const place = (kind: StillBlock["kind"]) => blocks.findIndex((block) => block.kind === kind);
  const predictions = predictionsOf(blocks).flatMap(({ block, step, heading }) => [
    prose({
      en: `**Step ${step} · ${heading.en}**`,
      fr: `**Étape ${step} · ${heading.fr}**`,
    }),
    block,
  ]);
  return [
    { kind: "title", number, text: title, summary, minutes, supposes },
    ...part({ en: "What is learnt", fr: "Ce que l’on apprend" }, list(learnt)),
    ...plan ? part({ en: "In 50 minutes", fr: "En 50 minutes" }, prose(plan)) : [],
    ...part({ en: "Predictions", fr: "Prévisions" }, ...predictions),
    ...part({ en: "Mistakes that pupils make", fr: "Erreurs d’élèves" }, list(mistakes)),
    ...part({ en: "On paper", fr: "Sur papier" }, prose(paper)),
    ...paperAnswer
      ? part(
        { en: "Answer of “On paper”", fr: "Réponse de «\u00a0Sur papier\u00a0»" },
        prose(paperAnswer),
      )
      : [],
    ...part(
      { en: "Answers of the sheet", fr: "Réponses de la fiche" },
      list(sheet.map(({ text, answer }) => ({
        en: `${text.en} → **${answer.en}**`,
        fr: `${text.fr} → **${answer.fr}**`,
      }))),
    ),
    ...part(
      words.thinkAbout,
      ...questions.flatMap((text, i): StillBlock[] => [
        { kind: "question", text },
        prose(answers[i]),
      ]),
    ),
    // The words and the exercises.
    ...blocks.slice(place("terms"), place("next")),
  ];
}
