/// <reference lib="dom" />
/**
 * How a training goes: its curves, what it confuses, what it misreads, and its timeline.
 *
 * @module
 */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { formatCount, formatNumber, formatPercent } from "../../number_format.js";
import type { Language } from "../../errors.ts";
import { useStudio } from "./context.ts";
import type { Curve, CurveChart } from "./curves.ts";
import { digitCanvas } from "./drawing.ts";
import { html, type Piece } from "./html.ts";
import { coloursNow } from "./network_picture.ts";
import type { Studio } from "./studio.ts";
import type { Progress } from "./training.ts";
import type { Mistake } from "./train_worker.ts";

/** The curves, the confusion matrix and the mistakes. */
export function TrainPanel(): Piece {
  const { say, state } = useStudio("progress", "choice");
  const { progress, language } = state;
  const { status, step, steps, epochs, points, imagesPerSecond, seconds } = progress;
  const stepsPerEpoch = epochs.length > 0 ? step / epochs.length : 0;
  const perEpoch = steps / Math.max(1, state.choice.epochs) || stepsPerEpoch || 1;
  const last = epochs.at(-1);
  const share = (value: number) => formatPercent(value, { language });
  const smoothed = points.map(({ step, loss, error }) => ({ x: step, loss, error }));
  const tested = (value: (epoch: typeof epochs[number]) => number) =>
    epochs.map((epoch) => ({ x: epoch.epoch * perEpoch, y: value(epoch) }));
  return html`<section class="training" aria-labelledby="training-title">
    <h2 id="training-title">${say({ en: "Training", fr: "Entraînement" })}</h2>
    <${Status} />
    <dl class="figures">
      <div><dt>${say({ en: "Epochs", fr: "Époques" })}</dt><dd>${
    formatNumber(step / perEpoch, { language, digits: 1 })
  }</dd></div>
      <div><dt>${say({ en: "Test accuracy", fr: "Exactitude de test" })}</dt><dd id="accuracy">${
    last ? share(last.testAccuracy!) : "–"
  }</dd></div>
      <div><dt>${say({ en: "Images a second", fr: "Images par seconde" })}</dt><dd>${
    imagesPerSecond > 0 ? formatCount(Math.round(imagesPerSecond), language) : "–"
  }</dd></div>
      <div><dt>${say({ en: "Time of steps", fr: "Temps des pas" })}</dt><dd id="seconds">${
    formatNumber(seconds, { language, digits: 2 })
  }\u00a0s</dd></div>
    </dl>
    <${Chart} id="loss" title=${
    say({ en: "Loss in nats, by epochs", fr: "Perte en nats, par époque" })
  } isLogarithmic=${false}
      steps=${steps || perEpoch} stepsPerEpoch=${perEpoch}
      write=${(value: number) => formatNumber(value, { language })}
      curves=${[
    { points: smoothed.map(({ x, loss }) => ({ x, y: loss })), colour: "--train", isMarked: false },
    { points: tested(({ testLoss }) => testLoss!), colour: "--test", isMarked: true },
  ]} />
    <${Chart} id="error" title=${
    say({ en: "Misread by epochs, logarithmic axis", fr: "Mal lus par époque, axe logarithmique" })
  } isLogarithmic=${true} steps=${steps || perEpoch} stepsPerEpoch=${perEpoch}
      write=${(value: number) =>
    /^[125]/.test(value.toExponential())
      ? formatPercent(value, { language, digits: value < 0.0095 ? 1 : 0 })
      : ""}
      curves=${[
    {
      points: smoothed.filter(({ error }) => error > 0).map(({ x, error }) => ({ x, y: error })),
      colour: "--train",
      isMarked: false,
    },
    {
      points: tested(({ testAccuracy }) => 1 - testAccuracy!).filter(({ y }) => y > 0),
      colour: "--test",
      isMarked: true,
    },
  ]} />
    <p class="legend"><span class="key train"></span> ${
    say({ en: "training images", fr: "images d’entraînement" })
  } <span class="key test"></span> ${say({ en: "test images", fr: "images de test" })}</p>
    <details class="numbers">
      <summary>${say({ en: "The numbers", fr: "Les nombres" })}</summary>
      <${EpochTable} />
    </details>
    <${Confusion} />
    ${
    status === "done" && progress.sha256 &&
    html`<p class="note sha">SHA-256 <code id="sha256">${progress.sha256}</code> ${
      say({
        en: "These weights are to the last bit those of the command above.",
        fr: "Ces poids sont, au bit près, ceux de la commande ci-contre.",
      })
    }</p>`
  }
  </section>`;
}

function Status(): Piece {
  const { say, state: { progress, language } } = useStudio("progress");
  const { status, fetched, epochs, reason, sha256 } = progress;
  const last = epochs.at(-1);
  const text = status === "none"
    ? say({
      en: "Train starts with new weights, drawn by the seed.",
      fr: "L’entraînement part de poids nouveaux, tirés par la graine.",
    })
    : status === "fetching"
    ? say({ en: "The dataset is coming…", fr: "Le jeu de données arrive…" })
    : status === "failed"
    ? say(reason!)
    : last
    ? say({
      en: `Epoch ${last.epoch}: ${
        formatPercent(last.testAccuracy!, { language })
      } of the test digits are read rightly.`,
      fr: `Époque ${last.epoch}\u00a0: ${
        formatPercent(last.testAccuracy!, { language })
      } des chiffres de test sont bien lus.`,
    })
    : sha256 && status === "paused"
    ? say({
      en: "Ready: space plays, a point is one step.",
      fr: "Prêt\u00a0: espace lance, un point fait un pas.",
    })
    : say({ en: "The first epoch is on its way.", fr: "La première époque est en cours." });
  return html`<p role="status" id="status" class=${status === "failed" ? "failed" : ""}>${text}${
    status === "fetching" &&
    html`<progress max="1" value=${fetched} aria-label=${
      say({ en: "Dataset", fr: "Jeu de données" })
    }></progress>`
  }</p>`;
}

function EpochTable(): Piece {
  const { say, state: { progress: { epochs }, language } } = useStudio("progress");
  return useMemo(() => epochTable(epochs, { say, language }), [epochs, language]);
}

function epochTable(
  epochs: Progress["epochs"],
  { say, language }: { readonly say: Studio["say"]; readonly language: Language },
): Piece {
  const loss = (value: number) => formatNumber(value, { language, digits: 4 });
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">${say({ en: "Epoch", fr: "Époque" })}</th>
          <th scope="col">${say({ en: "Loss", fr: "Perte" })}</th>
          <th scope="col">${say({ en: "Test loss", fr: "Perte de test" })}</th>
          <th scope="col">${say({ en: "Test accuracy", fr: "Exactitude de test" })}</th>
        </tr>
      </thead>
      <tbody>${epochs.map((epoch) =>
        html`
          <tr key=${epoch.epoch}>
            <td>${epoch.epoch}</td>
            <td>${loss(epoch.trainLoss)}</td>
            <td>${loss(epoch.testLoss!)}</td>
            <td>${formatPercent(epoch.testAccuracy!, { language })}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

/** A chart that follows the training. */
function Chart({ id, title, ...curves }: {
  id: string;
  title: string;
  curves: Curve[];
  isLogarithmic: boolean;
  steps: number;
  stepsPerEpoch: number;
  write: (value: number) => string;
}): Piece {
  const { state: { theme, language } } = useStudio("theme");
  const canvas = useRef<HTMLCanvasElement>(null), chart = useRef<CurveChart | undefined>(undefined);
  const latest = useRef(curves);
  latest.current = curves;
  const draw = () => chart.current?.show(latest.current);
  useEffect(() => {
    let isGone = false;
    import("./curves.ts").then(({ CurveChart }) => {
      if (isGone) return;
      chart.current = new CurveChart(canvas.current!);
      draw();
    });
    return () => {
      isGone = true;
      chart.current?.destroy();
    };
  }, []);
  const count = curves.curves.map(({ points }) => points.length).join();
  useEffect(draw, [count, theme, language, curves.steps]);
  return html`
    <figure class="chart">
      <figcaption id=${`${id}-title`}>${title}</figcaption>
      <div>
        <canvas ref=${canvas} id=${id} role="img" aria-labelledby=${`${id}-title`}></canvas>
      </div>
    </figure>
  `;
}

/** What is taken for what: true classes below each other, answers side by side. */
function Confusion(): Piece {
  const { say, state: { progress: { confusion }, language } } = useStudio("progress");
  return useMemo(() => confusionTable(confusion, { say, language }), [confusion, language]);
}

function confusionTable(
  confusion: Progress["confusion"],
  { say, language }: { readonly say: Studio["say"]; readonly language: Language },
): Piece {
  const most = Math.max(1, ...(confusion ?? []).flatMap((row, i) => row.filter((_, j) => j !== i)));
  const classes = confusion?.map((_, i) => i) ?? Array.from({ length: 10 }, (_, i) => i);
  return html`
    <div class="confusion">
      <h3 id="confusion-title">${say({ en: "Taken for", fr: "Pris pour" })}</h3>
      <table aria-labelledby="confusion-title">
        <thead>
          <tr><td></td>${classes.map((label) => html`<th scope="col">${label}</th>`)}</tr>
        </thead>
        <tbody>${classes.map((label) =>
          html`<tr><th scope="row">${label}</th>${
            classes.map((answer) => {
              const count = confusion?.[label][answer] ?? 0, isRight = label === answer;
              const share = isRight ? 0.35 : Math.sqrt(count / most);
              return html`
                <td class=${isRight ? "hit" : count > 0 ? "miss" : ""}
                  style=${{
                    "--share": confusion ? share.toFixed(3) : "0",
                  }}>${confusion && (isRight || count > 0) ? formatCount(count, language) : ""}</td>
              `;
            })
          }</tr>`
        )}</tbody>
      </table>
    </div>
  `;
}

/** Test images that are misread; a click puts one on the slate. */
export function Mistakes(): Piece {
  const studio = useStudio("progress", "theme");
  const { state: { progress: { mistakes }, language, theme } } = studio;
  return useMemo(() => mistakeList(mistakes, studio), [mistakes, language, theme]);
}

function mistakeList(mistakes: readonly Mistake[], studio: Studio): Piece {
  if (mistakes.length === 0) return html``;
  const { say } = studio, strip = digitStrip(mistakes, coloursNow().imageInk);
  return html`
    <section class="mistakes" aria-labelledby="mistakes-title">
      <h2 id="mistakes-title">${say({
        en: "Misread: a click puts one on the slate",
        fr: "Mal lus\u00a0: un clic en met un sur l’ardoise",
      })}</h2>
      <ul>${mistakes.map(({ index, pixels, label, answer }, place) =>
        html`
          <li key=${place}>
            <button type="button" onClick=${() =>
              studio.draw({ digit: { index, pixels, label }, strokes: [] })}
              aria-label=${say({
                en: `Test image ${index}: a ${label} taken for a ${answer}`,
                fr: `Image de test ${index}\u00a0: un ${label} pris pour un ${answer}`,
              })}>
              <span class="thumbnail"><img src=${strip} alt="" style=${{
                width: `${100 * mistakes.length}%`,
                transform: `translateX(${-100 * place / mistakes.length}%)`,
              }} /></span>
              <span aria-hidden="true">${label}→${answer}</span>
            </button>
          </li>
        `
      )}</ul>
    </section>
  `;
}

/** Digits side by side: one image, as every canvas on a page takes its time in every frame. */
function digitStrip(digits: readonly Mistake[], ink: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = 28 * digits.length;
  canvas.height = 28;
  const context = canvas.getContext("2d")!;
  digits.forEach(({ pixels }, i) => context.drawImage(digitCanvas(pixels, ink), 28 * i, 0));
  return canvas.toDataURL();
}

/** The weights that were kept along the way: drag, and the answer goes back in time. */
export function Timeline(): Piece {
  const studio = useStudio("progress", "reading", "choice");
  const { say, state: { progress, reading, language, choice } } = studio;
  const { kept, looking, step, steps } = progress, place = looking ?? step;
  const perEpoch = steps / Math.max(1, choice.epochs) || 1;
  const epochs = formatNumber(place / perEpoch, { language, digits: 1 });
  const told = say({
    en: `after ${epochs} epochs, ${formatCount(place, language)} steps`,
    fr: `après ${epochs} époques, ${formatCount(place, language)} pas`,
  });
  const answer = reading
    ? say({
      en: `; the slate reads ${reading.answer}`,
      fr: `\u00a0; l’ardoise se lit ${reading.answer}`,
    })
    : "";
  return html`
    <section class="timeline" aria-label=${say({ en: "Timeline", fr: "Chronologie" })}>
      <label for="timeline">${say({ en: "Weights", fr: "Poids" })}</label>
      <input id="timeline" type="range" min="0" max=${Math.max(
        1,
        kept.at(-1) ?? 1,
      )} step="1" value=${place}
        disabled=${kept.length < 2} aria-valuetext=${told + answer}
        onInput=${(event: Event) => {
          const input = event.target as HTMLInputElement, wanted = Number(input.value);
          if (progress.plays) studio.training.pause();
          studio.training.look(nearestTo(kept, wanted, place));
        }} />
      <output for="timeline">${kept.length === 0 ? "–" : told + answer}</output>
    </section>
  `;
}

/** The kept step nearest to the wanted one; of an arrow key's short way, the next one that way. */
function nearestTo(kept: readonly number[], wanted: number, place: number): number {
  const nearest = kept.reduce((a, b) => Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a);
  if (nearest !== place || Math.abs(wanted - place) !== 1) return nearest;
  const next = wanted > place
    ? kept.find((step) => step > place)
    : kept.findLast((step) => step < place);
  return next ?? nearest;
}
