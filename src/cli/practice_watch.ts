/**
 * Watches the learner's files, and says what is right and what is wrong each time one is saved.
 *
 * @module
 */
import type { Language, Text } from "../errors.ts";
import { type Exercise, fileOf, type TrainedNetwork } from "../practice/exercise.ts";
import { pathOf, solutionOf } from "../practice/learner_files.ts";
import { type Look, look } from "../practice/look.ts";
import { noteProgress, readProgress } from "../practice/progress.ts";
import { type TypeMistake, typeMistakes } from "../practice/type_check.ts";
import { outputLines, solutionLines, typeLines, verdictLines } from "../practice/verdict_lines.ts";
import { pageOf } from "../terminal/page.ts";
import { style } from "../terminal/style.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { padRight, textWidth, wrapText } from "../terminal/width.ts";

/** What a key asks for. */
export type PracticeKey =
  | "hint"
  | "list"
  | "solution"
  | "next"
  | "back"
  | "more"
  | "quit"
  | "interrupt";

/** The keys, in both cases. */
export const practiceKeys: Readonly<Record<string, PracticeKey>> = {
  h: "hint",
  H: "hint",
  l: "list",
  L: "list",
  s: "solution",
  S: "solution",
  n: "next",
  N: "next",
  "\r": "back",
  "\n": "back",
  " ": "more",
  q: "quit",
  Q: "quit",
  "\x04": "quit",
  "\x03": "interrupt",
};

/** How files are watched. */
export interface WatchOptions {
  /** All exercises. */
  readonly exercises: readonly Exercise[];
  /** The one to begin with. */
  readonly first: Exercise;
  /** The folder of the learner's files. */
  readonly folder: string;
  /** Where it is written. */
  readonly terminal: Terminal;
  /** The next key. */
  readonly key: () => Promise<PracticeKey>;
  /** Keeps a network that the learner's code trained, and says so. */
  readonly keep: (trained: TrainedNetwork) => Promise<Text>;
  /** The lines of the window. */
  readonly height: () => number;
}

/** Between two looks at the files, in milliseconds. */
const PAUSE = 100;

/** Watches until the learner leaves; says whether that was by Ctrl-C. */
export async function watchPractice(options: WatchOptions): Promise<"left" | "interrupted"> {
  const { exercises, folder, terminal, height } = options;
  const { language } = terminal;
  let exercise = options.first;
  let seen: Look | undefined, mistakes: readonly TypeMistake[] = [];
  let panel: "verdict" | "list" | "solution" = "verdict", solution = "", remark = "";
  let done = await readProgress(folder);
  let live: readonly Text[] = [], isRunning = false;
  // Of what is longer than the window, a part is shown: where it begins, and where the next one does.
  let top = 0, next = 0;
  const hints = new Map<number, number>();
  const shown = () => hints.get(exercise.number) ?? 0;
  const maySee = () => done.has(exercise.number) || shown() >= 3;

  const body = (): string => {
    const width = Math.min(terminal.width - 1, 100);
    const view = { language, width, colour: terminal.colour };
    const wrap = (text: string) => wrapText(text, { width });
    if (panel === "list") return exerciseList({ exercises, done, language });
    if (panel === "solution") return solutionLines(solution, width);
    // While it trains, what was said of the code before is no longer true.
    if (live.length > 0) return outputLines({ output: [], said: live }, view);
    const parts: string[] = [];
    if (seen?.verdict.unwritten || !seen) parts.push(wrap(exercise.statement[language]));
    if (seen) parts.push(verdictLines(exercise, seen, view), typeLines(mistakes, view));
    exercise.hints.slice(0, shown()).forEach((hint, i) =>
      parts.push(wrap(`${words.hint[language]} ${i + 1}/3 · ${hint[language]}`))
    );
    if (seen) parts.push(outputLines(seen.output, view));
    return parts.filter((part) => part !== "").join("\n\n");
  };
  let size = "";
  const draw = () => {
    size = `${terminal.width} ${height()}`;
    const width = Math.min(terminal.width - 1, 100);
    const { number, title } = exercise;
    const tick = seen?.verdict.solved ? " ✓" : "";
    const name = `${number} · ${title[language]}${tick}`;
    const path = `practice/mine/${fileOf(exercise)}`;
    const sides = isRunning ? [words.running[language]] : [path, fileOf(exercise)];
    const file = sides.find((side) => textWidth(name) + 2 + textWidth(side) <= width) ?? "";
    const head = padRight(name, width - textWidth(file)) + file;
    const foot = `${remark === "" ? "" : `${remark}\n`}${words.keys[language]}`;
    const lines = body().split("\n");
    if (!terminal.redraws) {
      terminal.print(`\n${head}\n\n${lines.join("\n")}\n\n${foot}`);
      return;
    }
    // The keys stay in sight: of what is too long, a part is shown above them.
    const tail = wrapText(foot, { width });
    const room = Math.max(1, height() - 4 - tail.split("\n").length);
    const page = pageOf(lines, { top, room, more: words.more[language] });
    ({ top, next } = page);
    const kept = page.lines.join("\n");
    terminal.write(
      `\x1b[H\x1b[J${style("bold", head, terminal.colour)}\n\n${kept}\n\n${tail}`,
    );
  };

  let run = new AbortController();
  const start = async () => {
    run.abort();
    const { signal } = run = new AbortController();
    const current = exercise, path = pathOf(exercise, folder);
    isRunning = true;
    live = [];
    top = 0;
    // Most answers are there at once: only a longer wait is worth a word.
    const patience = setTimeout(() => signal.aborted || draw(), 300);
    const types = current.language
      ? Promise.resolve([])
      : typeMistakes(path, signal).catch(() => []);
    const onSay = (said: readonly Text[]) => {
      live = said;
      if (!signal.aborted && terminal.redraws) draw();
    };
    const result = await look(current, { path, signal, onSay, isWhole: true });
    clearTimeout(patience);
    if (signal.aborted) return;
    isRunning = false;
    live = [];
    seen = result;
    const { trained, said, output } = result.output;
    if (trained && result.verdict.solved) {
      seen = { ...result, output: { output, said: [...said, await options.keep(trained)] } };
    }
    mistakes = [];
    if (result.verdict.solved) {
      hints.delete(current.number);
      await noteProgress(folder, { number: current.number, done: true });
      done = (await readProgress(folder)).add(current.number);
    }
    draw();
    const found = await types;
    if (signal.aborted || found.length === 0) return;
    mistakes = found;
    draw();
  };
  const turnTo = (other: Exercise) => {
    exercise = other;
    seen = undefined;
    mistakes = [];
    panel = "verdict";
    return start();
  };

  let before = await stamp(folder), isEmpty = false, isLeft = false;
  let timer: ReturnType<typeof setTimeout>;
  const poll = async () => {
    const now = await stamp(folder);
    // An editor may empty a file before it writes it: an empty one is believed at the second look.
    const emptied = now !== before && !isEmpty && await isBlank(pathOf(exercise, folder));
    if (emptied) isEmpty = true;
    else if (now !== before) {
      before = now;
      isEmpty = false;
      panel = "verdict";
      remark = "";
      start();
    }
    if (isLeft) return; // while it looked at the files
    if (`${terminal.width} ${height()}` !== size) draw();
    timer = setTimeout(poll, PAUSE);
  };
  timer = setTimeout(poll, PAUSE);
  if (terminal.redraws) terminal.write("\n".repeat(height() - 1));
  draw();
  start();
  try {
    for (;;) {
      const key = await options.key();
      remark = "";
      const isCut = top !== next;
      top = key === "hint" ? Infinity : 0;
      if (key === "quit" || key === "interrupt") return key === "quit" ? "left" : "interrupted";
      if (key === "back" || (key === "more" && !isCut)) panel = "verdict";
      else if (key === "more") top = next;
      else if (key === "list") panel = panel === "list" ? "verdict" : "list";
      else if (key === "hint") {
        panel = "verdict";
        hints.set(exercise.number, Math.min(3, shown() + 1));
      } else if (key === "solution") {
        if (!maySee()) remark = words.notYet[language];
        else if (panel === "solution") panel = "verdict";
        else {
          solution = await solutionOf(exercise, language);
          panel = "solution";
        }
      } else {
        const other = nextOf(exercises, { exercise, done });
        if (other === exercise) remark = words.last[language];
        else turnTo(other);
      }
      draw();
    }
  } finally {
    isLeft = true;
    clearTimeout(timer);
    run.abort();
    terminal.print("");
  }
}

/** The exercise after this one that is not done, from the first again after the last. */
function nextOf(
  exercises: readonly Exercise[],
  { exercise, done }: { readonly exercise: Exercise; readonly done: ReadonlySet<number> },
): Exercise {
  const at = exercises.indexOf(exercise);
  const others = [...exercises.slice(at + 1), ...exercises.slice(0, at)];
  return others.find(({ number }) => !done.has(number)) ?? others[0] ?? exercise;
}

/** All exercises, a line each. */
export function exerciseList(
  { exercises, done, language }: {
    readonly exercises: readonly Exercise[];
    readonly done: ReadonlySet<number>;
    readonly language: Language;
  },
): string {
  return exercises.map(({ number, title }) =>
    `${done.has(number) ? "✓" : " "} ${`${number}`.padStart(2)}  ${title[language]}`
  ).join("\n");
}

/** What changes when a file of the folder does. */
async function stamp(folder: string): Promise<string> {
  const files: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) {
      if (!name.endsWith(".ts")) continue;
      const { mtime, size, ino } = await Deno.stat(`${folder}/${name}`);
      files.push(`${name} ${mtime?.getTime()} ${size} ${ino}`);
    }
  } catch {
    // A file that went away meanwhile, or the whole folder: seen at the next look.
  }
  return files.sort().join("\n");
}

async function isBlank(path: string): Promise<boolean> {
  try {
    return (await Deno.readTextFile(path)).trim() === "";
  } catch {
    return false;
  }
}

const words = {
  hint: { en: "Hint", fr: "Indice" },
  running: { en: "running…", fr: "exécution…" },
  keys: {
    en: "h: hint · l: list · s: solution · n: next · q: quit",
    fr:
      "h\u00a0: indice · l\u00a0: liste · s\u00a0: solution · n\u00a0: suivant · q\u00a0: quitter",
  },
  notYet: {
    en: "The solution is shown once yours is right, or after the third hint.",
    fr: "La solution se montre quand la vôtre est juste, ou après le troisième indice.",
  },
  more: { en: "… (space: go on)", fr: "… (espace\u00a0: la suite)" },
  last: { en: "There is no other exercise.", fr: "Il n’y a pas d’autre exercice." },
};
