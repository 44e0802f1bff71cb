/// <reference lib="dom" />
/**
 * The blocks of a lesson on a page: the third renderer, after the terminal and Markdown.
 *
 * @module
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Language, Text } from "../../errors.ts";
import type { StillBlock } from "../../lesson/block.ts";
import { passes } from "../../lesson/check.ts";
import type { CodeBlock } from "../../lesson/code.ts";
import type { FormulaBlock } from "../../lesson/formula.ts";
import type { MatrixBlock } from "../../lesson/matrix.ts";
import { count, written } from "../../lesson/numeral.ts";
import { answerText, judge, type PredictBlock } from "../../lesson/predict.ts";
import { markSymbols, quantityOf } from "../../lesson/quantity.ts";
import { formulaTex } from "../../lesson/tex.ts";
import { checkLines, disagreement, words } from "../../lesson/wording.ts";
import { formatSignificant } from "../../number_format.js";
import { blockSvg } from "../../svg/block.ts";
import { themed } from "../../svg/themed.ts";
import { html, type Piece } from "./html.ts";
import { typeset } from "./typeset.ts";

/** A block; `step` is the number of a step's heading. */
export function BlockView(
  { block, language, step }: { block: StillBlock; language: Language; step?: number },
): Piece {
  const say = (text: Text | string) => inline(written(text, language));
  const above = (caption: Text | undefined, content: unknown) =>
    html`<figure class="block">${
      caption && html`<figcaption>${say(caption)}</figcaption>`
    }${content}</figure>`;
  switch (block.kind) {
    case "title":
      return html`
        <div class="title">
          <p class="note">${words.lesson[language]} ${block.number} · ${words.minutes[language](
            block.minutes,
          )}</p>
          <h2>${say(block.text)}</h2>
          <p class="summary">${say(block.summary)}</p>
          <p class="note">${words.supposes[language]} ${say(block.supposes)}</p>
        </div>
      `;
    case "recall":
      return html`
        <${Hidden} title=${html`<strong>${words.recall[language]}</strong> ${say(block.question)}`}
          content=${html`<p>${say(block.answer)}</p>`} />
      `;
    case "step":
      return html`<h3 class="step-title">${step !== undefined && html`<span>${step}</span>`} ${
        say(block.text)
      }</h3>`;
    case "heading":
      return html`<h4>${say(block.text)}</h4>`;
    case "list":
      return above(
        block.caption,
        html`<ul>${block.items.map((item) => html`<li>${say(item)}</li>`)}</ul>`,
      );
    case "terms":
      return html`
        <div class="terms">
          <p><strong>${words.terms[language]}</strong></p>
          <dl>${block.entries.map(({ term, sentence }) =>
            html`
              <div>
                <dt>${say(term)}</dt>
                <dd>${say(sentence)}</dd>
              </div>
            `
          )}</dl>
        </div>
      `;
    case "predict":
      return html`<${Prediction} block=${block} language=${language} />`;
    case "prose":
      return html`<p>${say(block.text)}</p>`;
    case "formula":
      return html`<${Formula} block=${block} language=${language} />`;
    case "matrix":
      return html`<${MatrixTable} block=${block} language=${language} />`;
    case "table":
      return above(
        block.caption,
        table(
          block.head.map(say),
          block.rows.map((row) => row.map(say)),
          block.rows.map((row) => row.map((cell) => !isNumber(written(cell, language)))),
        ),
      );
    case "check": {
      const [claim, ...others] = checkLines(block);
      return html`<div class=${`check ${passes(block) ? "holds" : "fails"}`}>
        <p><strong>${say(claim)}</strong></p>${
        others.map((line) => html`<p class="note">${say(line)}</p>`)
      }
      </div>`;
    }
    case "code":
      return above(block.caption, html`<${Code} block=${block} />`);
    case "lanes": {
      const titles = block.rows[0].values.map((_, lane) => `${words.lane[language]} ${lane}`);
      const body = block.rows.map(({ name, sign, values }) => [
        html`${sign} ${say(name)}`,
        ...values.map(say),
      ]);
      return above(block.caption, table(["", ...titles], body));
    }
    case "question":
      return block.answer
        ? html`<${Hidden} title=${say(block.text)} content=${html`<p>${say(block.answer)}</p>`} />`
        : html`<p class="question">${say(block.text)}</p>`;
    case "next":
      return html`<p class="next">${words.next[language]} ${
        say(block.text)
      } <code>${block.command}</code></p>`;
    case "aside":
      return html`<p class="note">${words.aside[language]}${colon(language)} ${
        say(block.title)
      }</p>`;
    default: {
      // Its caption stands beside it, where a line that is too long breaks.
      const caption = block.caption && html`<figcaption>${say(block.caption)}</figcaption>`;
      const svg = blockSvg({ ...block, caption: undefined }, language) ?? "";
      return html`<figure class="block">${
        block.kind !== "pictures" && caption
      }<${Svg} svg=${svg} />${
        block.kind === "confusion"
          ? html`<${Numbers} language=${language} rows=${block.counts} />`
          : ""
      }${block.kind === "pictures" && caption}</figure>`;
    }
  }
}

function colon(language: Language): string {
  return language === "fr" ? "\u00a0:" : ":";
}

/** `**strong**`, `` `code` `` and symbols inside a sentence. */
export function inline(sentence: string): unknown[] {
  return sentence.split(/(\*\*.+?\*\*|`[^`]+`)/).map((part) =>
    part.startsWith("`")
      ? html`<code>${part.slice(1, -1)}</code>`
      : part.startsWith("**")
      ? html`<strong>${withSymbols(part.slice(2, -2))}</strong>`
      : withSymbols(part)
  );
}

function withSymbols(text: string): unknown[] {
  const marked = markSymbols(text, (symbol, quantity) => `\ue010${quantity} ${symbol}\ue010`);
  return marked.split("\ue010").map((part, i) => {
    if (i % 2 === 0) return part;
    const [quantity, ...symbol] = part.split(" "), name = symbol.join(" ");
    return html`<span class=${`sym ${quantity} ${symbolClass(name)}`}>${name}</span>`;
  });
}

/** The class that a symbol has wherever it stands: that of its letter and number, without its indices. */
export function symbolClass(name: string): string {
  const [letters = ""] = /^∂L\/∂[A-Za-z]\d*|^d?[A-Za-z]\d*/.exec(name) ?? [];
  return `sym-${letters.replace("∂L/∂", "d")}`;
}

/** Marks what stands for a symbol in TeX. */
function ink(tex: string, name: string): string {
  const quantity = quantityOf(name);
  return quantity ? `\\htmlClass{sym ${quantity} ${symbolClass(name)}}{${tex}}` : tex;
}

/** A formula, typeset. */
function Formula({ block, language }: { block: FormulaBlock; language: Language }): Piece {
  const place = useRef<HTMLDivElement>(null);
  const tex = formulaTex(block, language, { ink });
  useLayoutEffect(() => typeset(tex, place.current!), [tex]);
  return html`
    <div class="formula" tabindex="0" role="group"
      aria-label=${language === "fr"
        ? "Formule"
        : "Formula"}><div ref=${place}></div>${!block.agrees &&
        html`<p class="failed">${inline(written(disagreement(block), language))}</p>`}</div>
  `;
}

/** A picture that src/svg draws. */
function Svg({ svg }: { svg: string }): Piece {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { documentElement } = new DOMParser().parseFromString(themed(svg), "image/svg+xml");
    place.current!.replaceChildren(documentElement);
  }, [svg]);
  return html`<div class="svg scroller" tabindex="0" role="group" ref=${place}></div>`;
}

/** Whether a cell holds a number, which stands at the right edge of its column. */
function isNumber(text: string): boolean {
  return /^[>≈+−]?\s*\d[\d.,\s\u202f]*\D{0,8}$/.test(text);
}

/** Whether there is nothing in the head of a column. */
function isEmpty(cell: unknown): boolean {
  return Array.isArray(cell) ? cell.flat(3).join("") === "" : cell === "";
}

function table(head: unknown[], rows: unknown[][], areWords: boolean[][] = []): Piece {
  return html`
    <div class="scroller" tabindex="0" role="group">
      <table>
        <thead>
          <tr>${head.map((cell) =>
            isEmpty(cell) ? html`<td></td>` : html`<th scope="col">${cell}</th>`
          )}</tr>
        </thead>
        <tbody>${rows.map((row, r) =>
          html`<tr>${
            row.map((cell, i) =>
              i === 0
                ? html`<th scope="row">${cell}</th>`
                : html`<td class=${areWords[r]?.[i] ? "words" : ""}>${cell}</td>`
            )
          }</tr>`
        )}</tbody>
      </table>
    </div>
  `;
}

function Numbers(
  { rows, language }: { rows: readonly (readonly number[])[]; language: Language },
): Piece {
  return html`<details class="numbers"><summary>${
    language === "fr" ? "Les nombres" : "The numbers"
  }</summary>${
    table(
      [words.shown[language], ...(rows[0] ?? []).keys()],
      rows.map((row, label) => [`${label}`, ...row.map((n) => written(count(n), language))]),
    )
  }</details>`;
}

function MatrixTable({ block, language }: { block: MatrixBlock; language: Language }): Piece {
  const { name, shape, caption, rows, columns, values, marks } = block;
  return html`
    <figure class="block matrix">
      <figcaption><strong>${withSymbols(name)}</strong> (${shape.join(", ")}) ${caption &&
        inline(written(caption, language))}</figcaption>
      <div class="scroller" tabindex="0" role="group" aria-label=${name}>
        <table>
          <thead>
            <tr><td></td>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
          </thead>
          <tbody>${rows.map((row, i) =>
            html`<tr><th scope="row">${row}</th>${
              columns.map((column, j) => {
                const isMarked = marks.some(([r, c]) => r === row && c === column);
                const text = formatSignificant(values[i * columns.length + j], { language });
                return html`<td class=${isMarked ? "marked" : ""}>${
                  isMarked ? html`<strong>${text}</strong>` : text
                }</td>`;
              })
            }</tr>`
          )}</tbody>
        </table>
      </div>
    </figure>
  `;
}

function Code({ block }: { block: CodeBlock }): Piece {
  const { lines, file } = block;
  return html`
    <pre class="scroller" tabindex="0"><code>${lines.map(({ text }) => text).join(
      "\n",
    )}</code></pre>
    <p class="note"><code>${file}:${lines[0].number}</code></p>
  `;
}

/** An answer that a click shows. */
function Hidden({ title, content }: { title: unknown; content: unknown }): Piece {
  return html`<details class="hidden-answer"><summary>${title}</summary>${content}</details>`;
}

/** A prediction: buttons for choices and signs, a field for all else. */
function Prediction({ block, language }: { block: PredictBlock; language: Language }): Piece {
  const { question, answer, why } = block;
  const [given, setGiven] = useState<string | undefined>();
  const [typed, setTyped] = useState("");
  const say = (text: Text | string) => inline(written(text, language));
  const isRight = given === undefined ? undefined : judge(answer, given);
  const buttons = answer.kind === "choice"
    ? answer.choices.map((choice, i) => [`${i + 1}`, say(choice)] as const)
    : answer.kind === "sign"
    ? (["+", "0", "−"] as const).map((sign) => [sign, sign] as const)
    : undefined;
  return html`<div class="prediction"><p class="question">${say(question)}</p>
    ${
    buttons
      ? html`<div class="choices">${
        buttons.map(([value, label]) =>
          html`
            <button type="button" disabled=${given !== undefined} aria-pressed=${given === value}
              onClick=${() => setGiven(value)}>${label}</button>
          `
        )
      }</div>`
      : html`
        <div
          class="choices"><label>${words
            .yourAnswer[language]} <input type="text" inputmode=${answer.kind === "number"
            ? "decimal"
            : "text"} value=${typed} disabled=${isRight !== undefined}
                  onInput=${(event: Event) => setTyped((event.target as HTMLInputElement).value)}
                  onKeyDown=${(event: KeyboardEvent) =>
                    event.key === "Enter" && setGiven(typed)} /></label>
                <button type="button" disabled=${isRight !== undefined} onClick=${() =>
                  setGiven(typed)}>OK</button></div>
      `
  }
    ${
    given === undefined && html`<button type="button" class="unknown" onClick=${() =>
      setGiven("?")}>${words.unknown[language]}</button>`
  }
    ${
    given !== undefined &&
    html`<p role="status" class=${isRight ? "holds" : ""}><strong>${
      isRight ? words.right[language] : words.answer[language]
    } ${answerText(answer, language)}</strong> ${say(why)}</p>`
  }</div>`;
}
