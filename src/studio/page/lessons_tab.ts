/// <reference lib="dom" />
/**
 * The lessons: a list, and the one that is open, a step at a time.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import type { Controls } from "../../lesson/controls.ts";
import { words } from "../../lesson/wording.ts";
import { BlockView, inline } from "./block_view.ts";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";
import type { LessonCard } from "./lesson_worker.ts";
import { lightSymbol } from "./symbols.ts";
import type { Teller } from "./teller.ts";
import { useFormulas } from "./typeset.ts";

/** The list of lessons or, where the address names one, that lesson. */
export function LessonsTab(): Piece {
  const studio = useStudio("lesson"), { say, state: { lesson, language } } = studio;
  const [, again] = useState(0), isTypeset = useFormulas();
  const [teller, setTeller] = useState(() => studio.teller);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    teller.heard = () =>
      timer ??= setTimeout(() => {
        timer = undefined;
        again((count) => count + 1);
      }, 30);
    return () => {
      clearTimeout(timer);
      teller.heard = () => {};
    };
  }, [teller]);
  useEffect(() => {
    // What was clicked on is gone: the keyboard goes on at the beginning of what came.
    if (document.activeElement === document.body) document.querySelector("main")!.focus();
  }, [lesson]);
  const { cards, told: { reason } } = teller;
  if (cards.length === 0 && reason) {
    return html`<p class="plain"><span class="failed" role="status">${say(reason)}</span>
      <button type="button" id="again" onClick=${() => setTeller(studio.teller)}>${
      say({ en: "Try again", fr: "Réessayer" })
    }</button></p>`;
  }
  if (cards.length === 0 || !isTypeset) {
    return html`<p class="plain">${
      say({ en: "The lessons are coming…", fr: "Les leçons arrivent…" })
    }</p>`;
  }
  const card = cards.find(({ number }) => String(number) === lesson);
  if (card) return html`<${LessonView} key=${card.number} card=${card} here=${teller} />`;
  return html`<ul class="lessons">${
    cards.map(({ number, title, summary, minutes }) =>
      html`<li key=${number}><button type="button" class="card" onClick=${() =>
        studio.set({ lesson: String(number) })}>
        <span class="number">${number}</span><span><strong>${title[language]}</strong>
        <span class="note">${summary[language]} ${words.minutes[language](minutes)}</span></span>
      </button></li>`
    )
  }</ul>`;
}

function LessonView({ card, here }: { card: LessonCard; here: Teller }): Piece {
  const studio = useStudio(), { say, state: { language } } = studio;
  const [options, setOptions] = useState(() => defaults(card.controls));
  const [fetched, setFetched] = useState(0);
  useEffect(() => here.tell(card.number, options), [options]);
  useEffect(() => studio.library.listen(setFetched), []);
  const { blocks, asides, waits, ended, reason } = here.told;
  let step = 0;
  // The buttons stay while a step is computed, so that the keyboard does not lose them.
  const go = (steps: number) => waits && here.more(steps);
  return html`
    <article class="lesson">
      <p class="lesson-back"><button type="button" onClick=${() =>
        studio.set({ lesson: undefined })}>← ${say({
          en: "All lessons",
          fr: "Toutes les leçons",
        })}</button></p>
      <${ControlForm} controls=${card.controls} options=${options} change=${setOptions} />
      <section onPointerOver=${lightSymbol} onPointerLeave=${lightSymbol}>${blocks.map(
        (block, index) => {
          if (block.kind === "step") step++;
          if (block.kind === "aside") {
            return html`<details class="aside" key=${index} onToggle=${(event: Event) =>
              (event.target as HTMLDetailsElement).open && !asides.has(index) && here.open(index)}>
          <summary>${words.aside[language]}${say({ en: ":", fr: "\u00a0:" })} ${
              inline(block.title[language])
            }</summary>
          ${
              (asides.get(index) ?? []).map((inner, i) =>
                html`<${BlockView} key=${i} block=${inner} language=${language} />`
              )
            }
        </details>`;
          }
          return html`<${BlockView} key=${index} block=${block} language=${language} step=${
            block.kind === "step" ? step : undefined
          } />`;
        },
      )}
        ${reason && html`<p class="failed" role="status">${say(reason)}</p>`}
        ${!waits && !ended && !reason &&
          html`<p class="note" role="status">${
            fetched > 0 && fetched < 1
              ? say({ en: "The dataset is coming…", fr: "Le jeu de données arrive…" })
              : say({ en: "Computing…", fr: "Calcul en cours…" })
          }</p>`}
        <div class="lesson-go">
          ${!ended && !reason && step < card.steps && html`
            <button type="button" class="main" id="more" aria-disabled=${!waits}
              onClick=${() => go(1)}>${say({
                en: `Next step (${step + 1} of ${card.steps})`,
                fr: `Étape suivante (${step + 1} sur ${card.steps})`,
              })}</button><button
              type="button" id="rest" aria-disabled=${!waits} onClick=${() => go(1000)}>${say({
                en: "All the rest",
                fr: "Tout le reste",
              })}</button>
          `}
          ${ended &&
            html`<button type="button" id="print" onClick=${() => print()}>${
              say({ en: "Print", fr: "Imprimer" })
            }</button>`}
        </div></section>
    </article>
  `;
}

function defaults(controls: Controls): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(controls).map(([name, { default: value }]) => [name, value]),
  );
}

/** The controls of a lesson, such as the digit that it follows; a change tells it again. */
function ControlForm({ controls, options, change }: {
  controls: Controls;
  options: Record<string, unknown>;
  change: (options: Record<string, unknown>) => void;
}): Piece {
  const { say } = useStudio();
  return html`
    <details class="controls-form">
      <summary>${say({
        en: "Digit, seed and other choices",
        fr: "Chiffre, graine et autres choix",
      })}</summary>
      <div class="fields">${Object.entries(controls).map(([name, control]) => {
        const set = (event: Event) => {
          const field = event.target as HTMLInputElement, { value } = field;
          if (control.kind === "choice") return change({ ...options, [name]: value });
          const number = value === "" ? control.default : Number(value);
          const isGood = number === undefined ||
            Number.isInteger(number) && number >= control.min && number <= control.max;
          if (isGood) change({ ...options, [name]: number });
          else field.reportValidity();
        };
        return html`<label key=${name}><code>${name}</code> ${say(control.text)}
        ${
          control.kind === "choice"
            ? html`<select name=${name} value=${String(options[name])} onChange=${set}>${
              control.words.map((word) =>
                html`<option value=${word} selected=${word === options[name]}>${word}</option>`
              )
            }</select>`
            : html`
              <input name=${name} type="number" min=${control.min} max=${control
                .max} value=${options[name] ?? ""}
                onChange=${set} />
            `
        }</label>`;
      })}</div>
    </details>
  `;
}
