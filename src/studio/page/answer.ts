/// <reference lib="dom" />
/**
 * What is read: the digit, and how likely each one is.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { formatProbability } from "../../number_format.js";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";

/** The answer in large type and in a sentence, announced when drawing pauses. */
export function Answer(): Piece {
  const { say, state } = useStudio("reading", "problem", "drawing");
  const { reading, problem, drawing, language } = state;
  const percent = (share: number) => formatProbability(share, { language, digits: 1 });
  let sentence: string, note = "";
  if (problem) sentence = say(problem);
  else if (!reading) {
    sentence = say({
      en: "The slate is empty: there is nothing to read.",
      fr: "L’ardoise est vide\u00a0: il n’y a rien à lire.",
    });
  } else {
    const { answer, probabilities } = reading;
    const order = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
    const [first, second] = order, share = percent(probabilities[first]);
    sentence = say({ en: `Read as ${answer}, ${share}.`, fr: `Lu comme un ${answer}, ${share}.` });
    if (probabilities[second] > 0.02) {
      const next = percent(probabilities[second]);
      note = say({ en: `Or ${second}, ${next}.`, fr: `Ou un ${second}, ${next}.` });
    }
    if (drawing.digit && drawing.strokes.length === 0) {
      const { label, index } = drawing.digit;
      const is = say({
        en: `Test image ${index} shows a ${label}`,
        fr: `L’image de test ${index} montre un ${label}`,
      });
      const verdict = label === answer
        ? say({ en: "read rightly.", fr: "bien lu." })
        : say({ en: "misread.", fr: "mal lu." });
      note = `${note} ${is}${say({ en: ": ", fr: "\u00a0: " })}${verdict}`.trim();
    }
  }
  return html`
    <section class="answer" aria-label=${say({ en: "Answer", fr: "Réponse" })}>
      <output id="answer" class=${reading ? "" : "none"} aria-hidden="true">${reading
        ? reading.answer
        : "–"}</output>
      <div>
          <p id="sentence">${sentence}</p>
          ${note && html`<p class="note" id="truth">${note}</p>`}
        </div>
      <${Announced} text=${`${sentence} ${note}`} />
    </section>
  `;
}

/** Said by a screen reader when it has not changed for a second. */
function Announced({ text }: { text: string }): Piece {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), 1000);
    return () => clearTimeout(timer);
  }, [text]);
  return html`<p class="hidden" role="status" id="announced">${said}</p>`;
}

/** Ten bars; pointing at one shows the paths that lead there, a click keeps them. */
export function Bars(): Piece {
  const studio = useStudio("reading", "hovered", "pinned"), { say, state } = studio;
  const { reading, language, hovered, pinned } = state;
  const classes = reading?.probabilities ?? new Float32Array(10);
  return html`<ol class="bars" aria-label=${
    say({ en: "Probability of each digit", fr: "Probabilité de chaque chiffre" })
  }>${
    Array.from(classes, (share, index) => {
      const isPinned = pinned?.kind === "class" && pinned.index === index;
      const isLit = hovered?.kind === "class" && hovered.index === index;
      const point = () => studio.set({ hovered: { kind: "class", index } });
      const leave = () => studio.set({ hovered: undefined });
      return html`
        <li key=${index} class=${reading && reading.answer === index ? "best" : ""}>
          <button type="button" aria-pressed=${isPinned} class=${isLit || isPinned ? "lit" : ""}
            onPointerEnter=${point} onPointerLeave=${leave} onFocus=${point} onBlur=${leave}
            onClick=${() =>
              studio.set({ pinned: isPinned ? undefined : { kind: "class", index } })}>
            <span class="digit">${index}</span>
            <span class="track"><span class="fill" style=${{
              transform: `scaleX(${share})`,
            }}></span></span>
            <span class="share">${reading
              ? formatProbability(share, { language, digits: 1 })
              : "–"}</span>
          </button>
        </li>
      `;
    })
  }</ol>`;
}
