import assert from "node:assert/strict";
import { resolve } from "node:path";
import fc from "../../fast_check.ts";
import { UserError } from "../../../src/errors.ts";
import { command, optionName, type Parsed } from "../../../src/cli/options/command.ts";
import { formatHelp } from "../../../src/cli/options/help.ts";
import { parseCommand } from "../../../src/cli/options/parse.ts";
import { type Option, paths } from "../../../src/cli/options/option.ts";
import { isPlainName } from "../../../src/run/run_name.ts";
import { sample } from "./sample_command.ts";

const folder = "/home/ada";
const parse = (args: string[], language: "en" | "fr" = "en") =>
  parseCommand(sample, args, { language, folder });

/** The options that the words give. */
function options(args: string[], language: "en" | "fr" = "en") {
  const outcome = parse(args, language);
  assert.equal(outcome.kind, "run", outcome.kind === "mistake" ? outcome.error.message : "");
  return outcome.kind === "run" ? outcome.options : undefined!;
}

/** What is said of words that make no sense, no-break spaces as `~`. */
function mistake(args: string[], language: "en" | "fr" = "en"): string {
  const outcome = parse(args, language);
  assert.ok(outcome.kind === "mistake", `${args.join(" ")}: ${outcome.kind}`);
  return outcome.error.text[outcome.language].replaceAll("\u00a0", "~");
}

Deno.test("parseCommand() gives defaults to options that are left out", () => {
  assert.deepEqual(options([]), {
    hidden: [64],
    activation: "relu",
    epochs: 10,
    batchSize: 64,
    rate: 0.3,
    momentum: undefined,
    shuffle: true,
    force: false,
    run: undefined,
    data: undefined,
    engine: undefined,
  });
});

Deno.test("parseCommand() reads --name value and --name=value", () => {
  const { epochs, batchSize, data } = options(["--epochs", "5", "--batch-size=32", "--data=a=b"]);
  assert.deepEqual({ epochs, batchSize, data }, {
    epochs: 5,
    batchSize: 32,
    data: "/home/ada/a=b",
  });
});

Deno.test("parseCommand() reads --flag and --no-flag", () => {
  const { shuffle, force } = options(["--no-shuffle", "--force"]);
  assert.deepEqual({ shuffle, force }, { shuffle: false, force: true });
  assert.equal(options(["--no-force", "--shuffle"]).force, false);
});

Deno.test("parseCommand() leaves out a lone -- at either end", () => {
  assert.equal(options(["--", "--epochs", "5"]).epochs, 5);
  assert.equal(options(["--epochs", "5", "--"]).epochs, 5);
  assert.equal(options(["--"]).epochs, 10);
});

Deno.test("parseCommand() knows whether ASCII is asked for, mistakes or not", () => {
  const cases: [string[], boolean | undefined][] = [
    [[], undefined],
    [["--ascii"], true],
    [["--no-ascii"], false],
    [["--oops", "--ascii"], true],
    [["--help", "--ascii"], true],
  ];
  for (const [words, ascii] of cases) assert.equal(parse(words).ascii, ascii, words.join(" "));
});

Deno.test("parseCommand() answers in the language asked for, before or after a mistake", () => {
  assert.equal(parse([]).language, "en");
  assert.equal(parse([], "fr").language, "fr");
  assert.equal(parse(["--lang=fr"]).language, "fr");
  assert.equal(parse(["--oops", "--lang", "fr"]).language, "fr");
  assert.equal(parse(["--epochs", "--lang", "fr"]).language, "fr");
  assert.equal(parse(["--lang", "en"], "fr").language, "en");
});

Deno.test("parseCommand() reads a decimal comma when the language is French", () => {
  assert.equal(options(["--rate", "0,5"], "fr").rate, 0.5);
  assert.equal(options(["--rate", "0,5", "--lang", "fr"]).rate, 0.5);
  assert.match(mistake(["--rate", "0,5"]), /not "0,5"/);
});

Deno.test("parseCommand() shows help whenever it is asked for, mistakes or not", () => {
  for (const args of [["--help"], ["-h"], ["--epochs", "-h"], ["--oops", "--help"], ["--", "-h"]]) {
    assert.equal(parse(args).kind, "help", args.join(" "));
  }
  assert.equal(parse(["--help", "--lang", "fr"]).language, "fr");
});

Deno.test("parseCommand() says what was wanted, what was found, and what to do", () => {
  const cases: [string[], string, string][] = [
    [
      ["--epoch", "5"],
      "Unknown option --epoch. Did you mean --epochs?",
      "Option inconnue~: --epoch. Vouliez-vous dire --epochs~?",
    ],
    [
      ["--oops=5"],
      "Unknown option --oops. --help lists the options.",
      "Option inconnue~: --oops. --help donne la liste des options.",
    ],
    [
      ["--batchSize", "5"],
      "Unknown option --batchSize. Did you mean --batch-size?",
      "Option inconnue~: --batchSize. Vouliez-vous dire --batch-size~?",
    ],
    [
      ["-epochs", "5"],
      "Unknown option -epochs. Did you mean --epochs?",
      "Option inconnue~: -epochs. Vouliez-vous dire --epochs~?",
    ],
    [
      ["--no-shufle"],
      "Unknown option --no-shufle. Did you mean --no-shuffle?",
      "Option inconnue~: --no-shufle. Vouliez-vous dire --no-shuffle~?",
    ],
    [
      ["--rate", "-1"],
      '--rate wants a number >~0 and ≤~1000, such as 0.3, not "-1".',
      "--rate attend un nombre >~0 et ≤~1000, par exemple 0,3, et non «~-1~».",
    ],
    [
      ["--epochs", "ten"],
      '--epochs wants a whole number from 0 to 100000, such as 10, not "ten".',
      "--epochs attend un nombre entier de 0 à 100000, par exemple 10, et non «~ten~».",
    ],
    [
      ["--epochs"],
      "--epochs wants a whole number from 0 to 100000, such as 10, and no value follows it.",
      "--epochs attend une valeur, et aucune ne suit~: un nombre entier de 0 à 100000, par exemple 10.",
    ],
    [
      ["--activation", "rleu"],
      '--activation wants relu, sigmoid or tanh, not "rleu". Did you mean relu?',
      "--activation attend relu, sigmoid ou tanh, et non «~rleu~». Vouliez-vous dire relu~?",
    ],
    [
      ["--force", "--epochs", "3", "--no-force"],
      "--force is there twice. Keep one of them.",
      "--force est présent deux fois. N’en gardez qu’une.",
    ],
    [
      ["--no-shuffle=yes"],
      '--no-shuffle takes no value, and found "yes". Write --no-shuffle alone.',
      "--no-shuffle ne prend pas de valeur, et a reçu «~yes~». Écrivez --no-shuffle seul.",
    ],
    [
      ["results"],
      'Found "results" where an option was wanted. A value comes after its option, as in --lang fr.',
      "«~results~» se trouve là où une option était attendue. " +
      "Une valeur suit son option, comme dans --lang fr.",
    ],
    [
      ["epochs=5"],
      'Found "epochs=5" where an option was wanted. Did you mean --epochs?',
      "«~epochs=5~» se trouve là où une option était attendue. Vouliez-vous dire --epochs~?",
    ],
    [
      ["--lang", "de"],
      '--lang wants en or fr, not "de".',
      "--lang attend en ou fr, et non «~de~».",
    ],
  ];
  for (const [args, en, fr] of cases) {
    assert.equal(mistake(args), en);
    assert.equal(mistake(args, "fr"), fr);
  }
});

Deno.test("parseCommand() does not take the next option for a value", () => {
  for (const args of [["--epochs", "--force"], ["--data", "--force"], ["--data="], ["--run", ""]]) {
    assert.match(mistake(args), /no value follows it/, args.join(" "));
  }
  assert.equal(options(["--data=--force"]).data, "/home/ada/--force");
});

Deno.test("parseCommand() tells of the first mistake, in the order of the words", () => {
  assert.match(mistake(["--oops", "--epochs", "ten"]), /--oops/);
  assert.match(mistake(["--epochs", "ten", "--oops"]), /--epochs/);
  assert.match(mistake(["--lang", "fr", "--lang", "fr"]), /--lang est présent deux fois/);
});

/** The words that give these values, as a person would type them. */
function wordsOf(options: Parsed<typeof sample>, language: "en" | "fr"): string[] {
  return Object.entries(sample.options).flatMap(([key, option]) => {
    const value: unknown = options[key as keyof typeof options];
    const name = optionName(key);
    if (value === undefined) return [];
    if (option.kind === "flag") return [value ? `--${name}` : `--no-${name}`];
    return [`--${name}`, (option as Option<unknown>).write(value as never, language)];
  });
}

Deno.test("parseCommand() reads back the values that the options write", () => {
  const size = fc.integer({ min: 1, max: 4096 });
  const real = fc.double({ min: 0, max: 1000, minExcluded: true, noNaN: true });
  const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
  const values = fc.record({
    hidden: fc.array(size, { maxLength: 4 }),
    activation: fc.constantFrom("relu" as const, "sigmoid" as const, "tanh" as const),
    epochs: fc.integer({ min: 0, max: 100_000 }),
    batchSize: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    rate: real,
    momentum: optional(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((x) => x + 0),
    ),
    shuffle: fc.boolean(),
    force: fc.boolean(),
    run: optional(fc.stringMatching(/^[a-zé0-9][a-z0-9._-]{0,20}$/).filter(isPlainName)),
    data: optional(fc.stringMatching(/^\/[a-z =-]{1,9}[a-z]$/)),
    engine: optional(fc.constantFrom("plain" as const, "wasm" as const)),
  }, { noNullPrototype: true });
  fc.assert(
    fc.property(values, fc.constantFrom("en" as const, "fr" as const), (values, language) => {
      assert.deepEqual(options(wordsOf(values, language), language), values);
    }),
  );
});

Deno.test("parseCommand() answers any words with options, help, or a UserError on one line", () => {
  const junk = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "--",
      "-",
      "-h",
      "--epochs",
      "--lang",
      "fr",
      "--no-",
      "--=",
      "--__proto__",
      "-1",
    ),
    fc.constantFrom(
      "--constructor=1",
      "--toString",
      "--no-shuffle",
      "--hidden=none",
      "--data",
      "5",
    ),
    fc.string().map((text) => `--${text}`),
    fc.string().map((text) => `--rate=${text}`),
  );
  fc.assert(
    fc.property(fc.array(junk, { maxLength: 6 }), (args) => {
      const outcome = parse(args);
      if (outcome.kind !== "mistake") return;
      assert.ok(outcome.error instanceof UserError);
      for (const text of Object.values(outcome.error.text)) assert.match(text, /^[^\p{Cc}]+$/u);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("parseCommand() makes one list of an option that is there several times, or a list after it", () => {
  const listed = command({
    name: "predict",
    summary: { en: "", fr: "" },
    options: { image: paths({ text: { en: "", fr: "" } }), force: sample.options.force },
  });
  const read = (...args: string[]) => {
    const outcome = parseCommand(listed, args, { language: "en", folder });
    if (outcome.kind === "mistake") return outcome.error.message;
    return outcome.kind === "run" && outcome.options.image?.map(({ typed, path }) => [typed, path]);
  };
  const [a, b, c] = ["a.png", "b c.png", "/c"].map((name) => [name, resolve(folder, name)]);
  assert.deepEqual(read("--image", "a.png", "b c.png", "--image=/c"), [a, b, c]);
  assert.equal(read(), undefined);
  assert.match(
    String(read("--image", "a.png", "--force", "b c.png")),
    /where an option was wanted/,
  );
  assert.match(String(read("a.png")), /where an option was wanted/);
});

Deno.test("parseCommand() takes a word alone as the command's operand, once", () => {
  const packing = command({
    name: "pack",
    summary: { en: "", fr: "" },
    operand: "data",
    options: { data: sample.options.data, force: sample.options.force },
  });
  const read = (...args: string[]) => {
    const outcome = parseCommand(packing, args, { language: "en", folder });
    return outcome.kind === "mistake"
      ? outcome.error.message
      : outcome.kind === "run" && outcome.options.data;
  };
  assert.equal(read("x", "--force"), resolve(folder, "x"));
  assert.equal(read("--force", "x"), resolve(folder, "x"));
  assert.equal(read("--data", "x"), resolve(folder, "x"));
  assert.match(String(read("x", "y")), /--data is there twice/);
  assert.match(
    formatHelp(packing, { language: "en" }),
    /^Usage: deno task pack <path> \[options\]/,
  );
});
