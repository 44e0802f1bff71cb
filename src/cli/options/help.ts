/**
 * The help of a command, made from its options.
 *
 * @module
 */
import type { Language } from "../../errors.ts";
import { style } from "../../terminal/style.ts";
import { padRight, textWidth, wrapText } from "../../terminal/width.ts";
import { type Command, commonOptions, optionName } from "./command.ts";
import type { Option } from "./option.ts";

/** How help is laid out. */
export interface HelpOptions {
  /** The reader's language. */
  readonly language: Language;
  /** The columns of the terminal; 80 by default. Lines longer than 100 are hard to read, and never made. */
  readonly width?: number;
  /** Whether the headings are bold; false by default. */
  readonly colour?: boolean;
}

const headings = {
  en: {
    usage: "Usage:",
    options: "Options:",
    examples: "Examples:",
    default: "default:",
    and: ";",
  },
  fr: {
    usage: "Utilisation\u00a0:",
    options: "Options\u00a0:",
    examples: "Exemples\u00a0:",
    default: "par défaut\u00a0:",
    and: "\u00a0;",
  },
};

/** The help of a command: how it is used, what it does, its options, examples. */
export function formatHelp(command: Command, options: HelpOptions): string {
  const { language, colour = false } = options;
  const width = Math.min(options.width ?? 80, 100);
  const words = headings[language];
  const heading = (text: string) => style("bold", text, colour);
  const task = `deno task ${command.name}`;

  const parts = [
    `${heading(words.usage)} ${task}${operand(command, language)} [options]`,
    wrapText(command.summary[language], { width }),
  ];
  if (command.description) parts.push(wrapText(command.description[language], { width }));
  parts.push(`${heading(words.options)}\n${formatOptions(command, { language, width })}`);
  if (command.examples?.length) {
    const examples = command.examples.map(({ args, text }) =>
      `  ${`${task} ${args}`.trimEnd()}\n${wrapText(text[language], { width, indent: 6 })}`
    );
    parts.push(`${heading(words.examples)}\n${examples.join("\n")}`);
  }
  return parts.join("\n\n");
}

/** What stands for the word that a command takes without the name of its option. */
function operand({ operand, options }: Command, language: Language): string {
  return operand === undefined ? "" : ` ${options[operand].placeholder[language]}`;
}

/** Labels on the left and texts on the right, or each label above its text where there is no room. */
function formatOptions(
  command: Command,
  { language, width }: { language: Language; width: number },
): string {
  const entries = Object.entries({ ...command.options, ...commonOptions }).map(([key, option]) => ({
    label: `  ${
      key === command.operand ? option.placeholder[language] : label(key, option, language)
    }`,
    text: describe(option, language),
  }));
  const widest = Math.max(...entries.map(({ label }) => textWidth(label)));
  const beside = width >= 60;
  const indent = beside ? Math.min(widest + 2, 28) : 6;
  return entries.map(({ label, text }) => {
    const wrapped = wrapText(text, { width, indent });
    const fits = beside && textWidth(label) + 2 <= indent;
    return fits ? padRight(label, indent) + wrapped.slice(indent) : `${label}\n${wrapped}`;
  }).join("\n");
}

/** The form that a person would have a use for: what is on by default can only be turned off. */
function label(key: string, option: Option<unknown>, language: Language): string {
  const name = optionName(key);
  if (key === "help") return `-h, --${name}`;
  if (option.kind === "flag") return option.fallback() === true ? `--no-${name}` : `--${name}`;
  return `--${name} ${option.placeholder[language]}`;
}

function describe(option: Option<unknown>, language: Language): string {
  const text = option.text[language];
  if (option.kind === "flag") return text;
  const fallback = option.fallback();
  const words = headings[language];
  // An empty list, say, is written as nothing: there is nothing to tell then.
  const written = fallback === undefined ? "" : option.write(fallback, language);
  const worth = written === "" ? "" : `${words.and} ${words.default} ${written}`;
  return `${text} (${option.wanted[language]}${worth})`;
}
