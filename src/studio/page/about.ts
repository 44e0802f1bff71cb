/// <reference lib="dom" />
/**
 * Which network is shown, and how it came to be.
 *
 * @module
 */
import { formatCount } from "../../number_format.js";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";

/** The network, its parameters, and the SHA-256 of its weights. */
export function About(): Piece {
  const studio = useStudio("shown", "progress");
  const { say, config, state: { shown, language, progress } } = studio;
  const sha256 = shown.sha256 ?? progress.sha256;
  const origin = shown.origin === "training"
    ? say({ en: "Trained on this page", fr: "Entraîné sur cette page" })
    : config.run
    ? say({ en: `The run ${config.run}`, fr: `L’entraînement ${config.run}` })
    : say({
      en: "Comes with the page: deno task train, 97.6 % of the test digits",
      fr: "Fourni avec la page\u00a0: deno task train, 97,6\u00a0% des chiffres de test",
    });
  return html`<section class="about" aria-labelledby="about-title">
    <h2 id="about-title">${say({ en: "Network", fr: "Réseau" })} ${shown.text}</h2>
    <p class="note">${origin}. ${formatCount(shown.parameters, language)} ${
    say({ en: "parameters.", fr: "paramètres." })
  }</p>
    ${sha256 && html`<p class="note sha">SHA-256 <code id="sha256">${sha256}</code></p>`}
    ${
    shown.origin === "training" &&
    html`<button type="button" id="model" onClick=${() => studio.showModel()}>${
      say({ en: "Back to the first network", fr: "Revenir au premier réseau" })
    }</button>`
  }
  </section>`;
}
