// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { data, run } from "./data.js";
import { dataValue, h } from "./elements.js";
import { count, currentLanguage, decimal, duration, t } from "./language.js";

/** What makes the run again, and how its fit ended. @param {HTMLElement} parent */
export function drawRecipe(parent) {
  const entries = Object.entries(run.recipe).map(([key, value]) => {
    const known = /** @type {Record<string, string>} */ (data.texts[currentLanguage()]);
    const name = Object.hasOwn(known, `recipe_${key}`) ? known[`recipe_${key}`] : key;
    return entry(name, recipeValue(key, value));
  });
  entries.push(
    entry(t("totalTime"), dataValue(run.totalSeconds, duration(run.totalSeconds))),
    h(
      "div",
      { class: "digest" },
      h("dt", {}, t("weightsDigest")),
      h("dd", {}, h("code", {}, run.weightsSha256)),
    ),
  );
  parent.append(h("dl", { class: "recipe" }, ...entries));
  drawFit(parent);
}

/** How the fit of a baseline ended. @param {HTMLElement} parent */
function drawFit(parent) {
  const { fit, epochCount } = run;
  if (!fit) return;
  const { objective, evaluations, stopped } = fit;
  const entries = [
    entry(t("finalObjective"), dataValue(objective, decimal(objective, 6))),
    entry(t("iterationsMade"), dataValue(epochCount, count(epochCount))),
    entry(t("evaluations"), dataValue(evaluations, count(evaluations))),
    entry(t("stopped"), t(`stopped_${stopped ?? "interrupted"}`)),
  ];
  parent.append(h("h3", {}, t("fit")), h("dl", { class: "recipe", id: "fit" }, ...entries));
}

/** A value of a recipe, as people read it. @param {string} key @param {unknown} value @returns {string} */
function recipeValue(key, value) {
  if (value === null) return t("all");
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (Array.isArray(value)) return value.length === 0 ? t("none") : value.join("-");
  if (typeof value === "number" && key !== "seed") {
    return decimal(value);
  }
  return String(value);
}

/** A name and its value, in a list of them. @param {string} name @param {string | Node} value */
function entry(name, value) {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}
