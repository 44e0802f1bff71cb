// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { drawActivations } from "./activations.js";
import { clearCharts, fitCharts } from "./charts.js";
import { drawClasses } from "./classes.js";
import { drawCurves } from "./curves.js";
import { data } from "./data.js";
import { closeDialog } from "./dialog.js";
import { drawFilters } from "./filters.js";
import { drawConfusion } from "./heat_map.js";
import { count, currentLanguage, moment, setLanguage, t } from "./language.js";
import { drawMistakes } from "./mistakes.js";
import { drawNeurons } from "./neurons.js";
import { remember, remembered } from "./preferences.js";
import { drawRecipe } from "./recipe.js";
import { drawRuns } from "./runs.js";
import { drawSummary } from "./summary.js";

/** What draws each section, by its id. @type {Record<string, (parent: HTMLElement) => void>} */
const DRAWINGS = {
  summary: drawSummary,
  curves: drawCurves,
  confusion: drawConfusion,
  mistakes: drawMistakes,
  classes: drawClasses,
  neurons: drawNeurons,
  filters: drawFilters,
  activations: drawActivations,
  runs: drawRuns,
  recipe: drawRecipe,
};

const systemTheme = matchMedia("(prefers-color-scheme: dark)");
/** The theme that was chosen on the page, if any. @type {string | undefined} */
let chosenTheme = remembered("theme");

/** Writes and draws everything, in the language and the theme of the moment. */
function draw() {
  const root = document.documentElement, language = currentLanguage();
  const theme = chosenTheme ?? (systemTheme.matches ? "dark" : "light");
  root.lang = language;
  root.dataset.theme = theme;
  document.title = `${t("report")} ${data.name} – Ardoise`;
  for (const element of document.querySelectorAll("[data-text]")) {
    const key = /** @type {HTMLElement} */ (element).dataset.text;
    element.textContent = t(/** @type {import("../texts.ts").TextKey} */ (key));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    const isCurrent = /** @type {HTMLElement} */ (button).dataset.language === language;
    button.setAttribute("aria-pressed", String(isCurrent));
  }
  document.getElementById("theme")?.setAttribute("aria-pressed", String(theme === "dark"));
  const { name, train, test, rows, columns } = data.dataset;
  /** @param {readonly number[]} counts */
  const total = (counts) => count(counts.reduce((sum, one) => sum + one, 0));
  const subtitle = document.getElementById("subtitle");
  if (subtitle) {
    subtitle.textContent = t(train ? "subtitle" : "subtitleOfTest", {
      architecture: data.runs[0].network,
      data: name,
      train: total(train ?? []),
      test: total(test),
      rows,
      columns,
      classes: data.confusion.length,
    });
  }
  const footer = document.getElementById("made");
  if (footer) {
    const { at, version, machine, cores } = data.made;
    footer.textContent = t("footer", { date: moment(at), version, machine, cores });
  }
  const notice = document.getElementById("notice");
  if (notice) notice.textContent = t("notReproduced", { data: name });
  clearCharts();
  for (const [id, drawSection] of Object.entries(DRAWINGS)) {
    const content = document.querySelector(`#${id} .content`);
    if (!(content instanceof HTMLElement)) continue; // this report does without
    content.replaceChildren();
    drawSection(content);
  }
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(/** @type {HTMLElement} */ (button).dataset.language);
    draw();
  });
}
document.getElementById("theme")?.addEventListener("click", () => {
  chosenTheme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  remember("theme", chosenTheme);
  draw();
});
systemTheme.addEventListener("change", draw);

// Paper is white and narrow: the page is drawn again for it, and comes back.
let themeBeforePrint = chosenTheme;
addEventListener("beforeprint", () => {
  closeDialog();
  themeBeforePrint = chosenTheme;
  chosenTheme = "light";
  document.documentElement.dataset.printed = "true";
  draw();
  fitCharts();
});
addEventListener("afterprint", () => {
  chosenTheme = themeBeforePrint;
  delete document.documentElement.dataset.printed;
  draw();
});

draw();
