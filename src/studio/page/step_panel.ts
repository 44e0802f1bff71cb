/// <reference lib="dom" />
/**
 * The stepper: one backward pass over the drawing, a stage at a time.
 *
 * @module
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import { written } from "../../lesson/numeral.ts";
import { relativeError } from "../../nn/relative_error.ts";
import { formatNumber, formatSignificant, superscript } from "../../number_format.js";
import { BlockView, inline } from "./block_view.ts";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";
import { lightSymbol } from "./symbols.ts";
import { followedUnits } from "./paths.ts";
import { recipeOf } from "./recipe.ts";
import { Pass, plainCopy, type Stage } from "./steps.ts";
import { useFormulas } from "./typeset.ts";

/** What a stage is called on its button. */
const SHORT: Record<string, { en: string; fr: string }> = {
  forward: { en: "forward", fr: "aller" },
  loss: { en: "loss", fr: "perte" },
  update: { en: "step", fr: "pas" },
};

/** The stages, the numbers of one of them, and a slope to measure. */
export function StepPanel(): Piece {
  const studio = useStudio("reading", "drawing", "pinned", "shown", "choice");
  const { say, state, reader: { network } } = studio;
  const { reading, drawing, language, pinned, shown, choice } = state;
  const isTypeset = useFormulas();
  const [at, setAt] = useState(0);
  const [wanted, setWanted] = useState<number | undefined>();
  const shows = drawing.digit && drawing.strokes.length === 0 ? drawing.digit.label : undefined;
  const label = wanted ?? shows ?? reading?.answer ?? 0;
  const pixels = reading?.pixels;
  const copy = useMemo(() => plainCopy(network), [network, shown.version]);
  const units = copy && reading ? followedUnits(network, reading, { label, pinned }) : [];
  const { rate } = recipeOf(choice);
  const pass = useMemo(
    () => copy && pixels && new Pass(copy, { pixels, label, units, rate }),
    [copy, pixels?.join(), label, units.join(), rate],
  );
  const stages = useMemo(() => pass?.stages() ?? [], [pass]);
  const stage: Stage | undefined = stages[Math.min(at, stages.length - 1)];
  useEffect(() => {
    studio.set({ lit: stage?.links });
    return () => studio.set({ lit: undefined });
  }, [stage]);
  if (!isTypeset) return html`<section class="stages coming"></section>`;
  if (!copy) {
    return html`
      <section class="stages">
        <p>${say({
          en:
            "The stages are those of dense networks. Take another network under Train, or go back to the first one under Draw.",
          fr:
            "Les étapes sont celles des réseaux denses. Prenez un autre réseau sous Entraîner, ou revenez au premier sous Dessiner.",
        })}</p>
      </section>
    `;
  }
  if (!stage || !pass) {
    return html`
      <section class="stages">
        <p>${say({
          en:
            "Draw a digit, or take a test digit: its numbers go through the formulas, stage by stage.",
          fr:
            "Dessinez un chiffre, ou prenez-en un de test\u00a0: ses nombres traversent les formules, étape par étape.",
        })}</p>
      </section>
    `;
  }
  const here = stages.indexOf(stage),
    go = (to: number) => setAt(Math.max(0, Math.min(to, stages.length - 1)));
  return html`
    <section class="stages" aria-labelledby="stage-title" onPointerOver=${lightSymbol}
      onPointerLeave=${lightSymbol}>
        <ol class="stage-list" aria-label=${say({ en: "Stages", fr: "Étapes" })}>${stages.map((
          { name },
          i,
        ) =>
          html`<li key=${name}><button type="button" aria-current=${i === here ? "step" : undefined}
        class=${i < here ? "past" : ""} onClick=${() => go(i)}>${
            name in SHORT ? say(SHORT[name]) : name
          }</button></li>`
        )}</ol>
        <div class="stage-head"><h2 id="stage-title">${here + 1} / ${stages
          .length} · ${stage.name in SHORT ? say(SHORT[stage.name]) : stage.name}</h2>
          <label>${say({
            en: "Right answer",
            fr: "Bonne réponse",
          })} <select id="label" value=${String(label)}
            onChange=${(event: Event) =>
              setWanted(Number((event.target as HTMLSelectElement).value))}>${Array.from(
                { length: 10 },
                (_, digit) =>
                  html`<option value=${String(digit)} selected=${
                    digit === label
                  }>${digit}</option>`,
              )}</select></label></div>
        <p id="stage-text">${inline(written(stage.text, language))}</p>
        <div id="stage-blocks">${stage.blocks.map((block, i) =>
          html`<${BlockView} key=${`${stage.name}${i}`} block=${block} language=${language} />`
        )}</div>
        ${stage.pushed && html`<${Nudge} pass=${pass} stage=${stage} />`}
        <div class="stage-go">
          <button type="button" id="stage-back" aria-disabled=${here === 0} onClick=${() =>
            go(here - 1)}>← ${say({ en: "Back", fr: "Retour" })}</button>
          <button type="button" id="stage-next" class="main" aria-disabled=${here ===
            stages.length - 1}
            onClick=${() => go(here + 1)}>${say({ en: "Next", fr: "Suite" })} →</button>
        </div>
        <p class="note">${say({
          en:
            "A click on a neuron or a bar follows it. In f64, as in lesson 3; gradients of this drawing alone.",
          fr:
            "Un clic sur un neurone ou une barre le suit. En f64, comme dans la leçon 3\u00a0; gradients de ce seul dessin.",
        })}</p>
      </section>
  `;
}

/** Pushes one number both ways by ε: the learner measures the slope. */
function Nudge({ pass, stage }: { pass: Pass; stage: Stage }): Piece {
  const { say, state: { language } } = useStudio();
  const [power, setPower] = useState(-3);
  const pushed = stage.pushed!, { name, row, column } = pushed;
  const { above, below, slope } = pass.measure(pushed, 10 ** power);
  const comma = language === "fr" ? ", " : ",";
  const place = `${name}[${name.startsWith("W") ? row : 0}${comma}${column}]`;
  const gradient = pass.now.value(stage.name, row, column);
  const error = relativeError([gradient], [slope]);
  const n = (value: number, digits = 7) => formatSignificant(value, { language, digits });
  return html`
    <div class="nudge">
      <label for="epsilon">${inline(
        say({ en: `Nudge ${place} by ε =`, fr: `Perturber ${place} de ε =` }),
      )} <output>10${superscript(power)}</output></label>
      <input id="epsilon" type="range" min="-9" max="0" step="1" value=${power}
        aria-valuetext=${formatNumber(10 ** power, { language })} onInput=${(event: Event) =>
          setPower(Number((event.target as HTMLInputElement).value))} />
      <dl>
        <div>
          <dt>L(+ε)</dt>
          <dd>${n(above, 9)}</dd>
        </div>
        <div>
          <dt>L(−ε)</dt>
          <dd>${n(below, 9)}</dd>
        </div>
        <div>
          <dt>(L(+ε) − L(−ε)) / 2ε</dt>
          <dd id="slope">${n(slope)}</dd>
        </div>
        <div>
          <dt>${stage.name}</dt>
          <dd id="gradient">${n(gradient)}</dd>
        </div>
        <div>
          <dt>${say({ en: "relative error", fr: "erreur relative" })}</dt>
          <dd>${n(error, 2)}</dd>
        </div>
      </dl>
    </div>
  `;
}
