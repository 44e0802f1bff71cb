/// <reference lib="dom" />
/**
 * The page: its bar, its tabs, and what each of them shows.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import type { Text } from "../../errors.ts";
import { TABS } from "./address.ts";
import { Answer } from "./answer.ts";
import { useStudio } from "./context.ts";
import { html, type Piece } from "./html.ts";
import { LessonsTab } from "./lessons_tab.ts";
import { NetworkView } from "./network_view.ts";
import { About } from "./about.ts";
import { Controls, RecipeForm } from "./recipe_form.ts";
import { savePicture } from "./save_picture.ts";
import { StepPanel } from "./step_panel.ts";
import { Slate } from "./slate.ts";
import { Mistakes, Timeline, TrainPanel } from "./train_panel.ts";

const NAMES: Record<typeof TABS[number], Text> = {
  draw: { en: "Draw", fr: "Dessiner" },
  train: { en: "Train", fr: "Entraîner" },
  step: { en: "Step", fr: "Pas à pas" },
  lessons: { en: "Lessons", fr: "Leçons" },
};

/** The whole page. */
export function App(): Piece {
  const studio = useStudio("tab"), { say, state: { tab } } = studio;
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isBusy = /^(BUTTON|INPUT|SELECT|A|TEXTAREA|SUMMARY)$/.test(target.tagName) ||
        target.id === "slate";
      if (isBusy || event.ctrlKey || event.metaKey || event.altKey) return;
      const { tab, progress: { plays } } = studio.state;
      if (tab !== "train") return;
      if (event.key === " ") {
        event.preventDefault();
        if (plays) studio.training.pause();
        else studio.play();
      } else if (event.key === ".") studio.step();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  return html`
    <${TopBar} />
    <main tabindex="-1" class=${`tab-${tab}`}>
            <h1 class="hidden">Ardoise${say({ en: ": ", fr: "\u00a0: " })}${say(NAMES[tab])}</h1>
    ${tab === "lessons" ? html`<${LessonsTab} />` : html`<${Workbench} />`}
          </main>
  `;
}

/** The slate, the network, and beside them what the tab is about. */
function Workbench(): Piece {
  const { state: { tab } } = useStudio("tab");
  return html`
      <div class="left">
        <${Slate} />
        <div class="only-narrow"><${Answer} /></div>
        ${tab === "train" && html`<${RecipeForm} />`}
        ${tab !== "train" && html`<${About} />`}
      </div>
      <div class="centre">
        <div class="only-wide"><${Answer} /></div>
        <${NetworkView} />
    ${tab === "train" && html`
      <${Timeline} />
      <${Mistakes} />
    `}
      </div>
      ${tab === "train" && html`
        <div class="right">
          <${Controls} />
          <${TrainPanel} />
        </div>
      `}
      ${tab === "step" && html`
        <div class="right">
          <${StepPanel} />
        </div>
      `}
  `;
}

function TopBar(): Piece {
  const studio = useStudio("tab", "theme"), { say, state: { tab, language, theme } } = studio;
  const [copied, setCopied] = useState(false);
  const share = async () => {
    history.replaceState(null, "", studio.address);
    try {
      await navigator.clipboard.writeText(studio.address);
      setCopied(true);
      setTimeout(() => setCopied(false), 2500);
    } catch {
      // The address bar has it.
    }
  };
  return html`
    <header>
      <a class="skip" href="#" onClick=${(event: Event) => {
        event.preventDefault();
        document.querySelector("main")!.focus();
      }}>${say({ en: "To the content", fr: "Vers le contenu" })}</a>
      <p class="name"><img src="icon.svg" alt="" width="28" height="28" /> <span>Ardoise</span></p>
      <nav class="tabs" aria-label=${say({ en: "Parts", fr: "Parties" })}>${TABS.map((name) =>
        html`
          <button type="button" id=${`tab-${name}`} aria-current=${tab === name
            ? "page"
            : undefined}
            onClick=${() => studio.set({ tab: name })}>${say(NAMES[name])}</button>
        `
      )}</nav>
      <div class="extras">
        <button type="button" id="share" onClick=${share}>${copied
          ? say({ en: "Link copied", fr: "Lien copié" })
          : say({ en: "Share", fr: "Partager" })}</button>
        <button type="button" id="save"
          onClick=${() => savePicture(studio)}><span>${say({
            en: "Save a",
            fr: "Enregistrer une",
          })} </span>${say({ en: "picture", fr: "image" })}</button>
        <button type="button" id="language" lang=${language === "en" ? "fr" : "en"} onClick=${() =>
          studio.speak(language === "en" ? "fr" : "en")}>${language === "en"
          ? "Français"
          : "English"}</button>
        <button type="button" id="theme" aria-pressed=${theme === "dark"}
          onClick=${() => studio.dress(theme === "dark" ? "light" : "dark")}>${say({
            en: "Dark",
            fr: "Sombre",
          })}</button>
      </div>
    </header>
  `;
}
