/// <reference lib="dom" />
/**
 * What is to be trained, and what makes it go.
 *
 * @module
 */
import { useState } from "preact/hooks";
import { ACTIVATION_NAMES } from "../../engine/engine.ts";
import type { Text } from "../../errors.ts";
import { OPTIMIZER_NAMES } from "../../optim/optimizers.ts";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";
import { type Choice, commandOf, NETWORKS } from "./recipe.ts";

const RATES = [0.001, 0.003, 0.01, 0.03, 0.07, 0.1, 0.3, 1, 3];
const BATCHES = [1, 8, 16, 32, 64, 128, 256, 1024];
const EPOCHS = [1, 2, 3, 5, 10, 20, 50];
/** Steps a second. */
const SPEEDS: readonly [number, Text][] = [
  [Infinity, { en: "full speed", fr: "pleine vitesse" }],
  [500, { en: "500 steps a second", fr: "500 pas par seconde" }],
  [100, { en: "100 steps a second", fr: "100 pas par seconde" }],
  [10, { en: "10 steps a second", fr: "10 pas par seconde" }],
];

/** The recipe. */
export function RecipeForm(): Piece {
  const studio = useStudio("choice"), { say, state: { choice, language } } = studio;
  const number = (value: number) =>
    language === "fr" ? String(value).replace(".", ",") : String(value);
  const select = (
    name: keyof Choice,
    text: Text,
    values: readonly (string | number)[],
    write: (value: string | number) => string = String,
  ) => {
    const value = choice[name], all = values.includes(value) ? values : [...values, value];
    return html`<label>${say(text)}
      <select name=${name} value=${String(value)} onChange=${(event: Event) => {
      const typed = (event.target as HTMLSelectElement).value;
      const found = all.find((one) => String(one) === typed)!;
      studio.choose({ [name]: found });
    }}>${
      all.map((one) =>
        html`<option value=${String(one)} selected=${one === value}>${write(one)}</option>`
      )
    }</select></label>`;
  };
  const numbers = (value: string | number) => number(Number(value));
  return html`
    <section class="recipe" aria-labelledby="recipe-title">
      <h2 id="recipe-title">${say({ en: "Recipe", fr: "Recette" })}</h2>
      <div class="fields">
          ${select(
            "network",
            { en: "Network", fr: "Réseau" },
            Object.keys(NETWORKS),
            (name) => say(NETWORKS[name].text),
          )}
          ${select("activation", { en: "Activation", fr: "Activation" }, ACTIVATION_NAMES)}
          ${select("optimizer", { en: "Optimiser", fr: "Optimiseur" }, OPTIMIZER_NAMES)}
          ${select("rate", { en: "Rate η", fr: "Taux η" }, RATES, numbers)}
          ${select("batch", { en: "Batch", fr: "Lot" }, BATCHES)}
          ${select("epochs", { en: "Epochs", fr: "Époques" }, EPOCHS)}
          <label>${say({ en: "Seed", fr: "Graine" })}
            <input name="seed" type="number" min="0" max="4294967295" step="1" value=${choice.seed}
              onChange=${(event: Event) => {
                const input = event.target as HTMLInputElement, seed = Number(input.value);
                if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) studio.choose({ seed });
                else input.value = String(choice.seed);
              }} /></label>
        </div>
      <p class="note command"><code>${commandOf(choice)}</code></p>
    </section>
  `;
}

/** Play, pause, one step, start again; the same everywhere. */
export function Controls(): Piece {
  const studio = useStudio("progress"), { say, state: { progress } } = studio;
  const [speed, setSpeed] = useState("Infinity");
  const { status, plays: isPlaying } = progress;
  return html`
    <div class="controls" role="group" aria-label=${say({ en: "Training", fr: "Entraînement" })}>
      <button type="button" id="play" class="main" disabled=${status === "done"}
        onClick=${() => isPlaying ? studio.training.pause() : studio.play()}>${isPlaying
          ? say({ en: "❚❚ Pause", fr: "❚❚ Pause" })
          : say({ en: "▶ Train", fr: "▶ Entraîner" })}</button>
      <button type="button" id="one-step" disabled=${isPlaying || status === "done" ||
        status === "fetching"} onClick=${() => studio.step()}>${say({
          en: "One step",
          fr: "Un pas",
        })}</button>
      <button type="button" id="restart" onClick=${() => studio.restart()}>${say({
        en: "↺ Same start",
        fr: "↺ Même départ",
      })}</button>
      <label class="speed"><span class="hidden">${say({ en: "Speed", fr: "Vitesse" })}</span>
          <select id="speed" value=${speed} onChange=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            setSpeed(value);
            studio.training.speed = Number(value);
          }}>${SPEEDS.map(([value, text]) =>
            html`<option value=${String(value)} selected=${String(value) === speed}>${
              say(text)
            }</option>`
          )}</select></label>
    </div>
  `;
}
