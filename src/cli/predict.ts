/**
 * `deno task predict`: test images or people's own pictures, and what a saved network reads in them.
 *
 * @module
 */
import { createEngine } from "../engine/create.ts";
import { UserError } from "../errors.ts";
import { loadTestSet } from "../run/load_dataset.ts";
import { formatProbability } from "../number_format.js";
import { SIDE } from "../picture/prepare.ts";
import { printable } from "../printable.ts";
import { networkOf } from "../run/model.ts";
import { openModel, openRun } from "../run/saved_run.ts";
import { largest } from "../train/evaluate.ts";
import { Examples } from "../train/examples.ts";
import { noteData } from "./data_notes.ts";
import { command, type Parsed } from "./options/command.ts";
import { integer } from "./options/number_option.ts";
import { flag, paths } from "./options/option.ts";
import { picturesAt, readDigit } from "./picture_files.ts";
import { readingLines } from "./reading_view.ts";
import { type CommandContext, CommandEnd, runCommand } from "./run.ts";
import { savedRunOptions, warnUnfinished } from "./saved_run.ts";

const predictCommand = command({
  name: "predict",
  summary: {
    en: "Draw a test image or a picture of your own, and show what a trained network reads in it.",
    fr:
      "Dessiner une image de test ou une image à vous, et montrer ce qu’un réseau entraîné y lit.",
  },
  description: {
    en:
      "The bars are the probabilities that softmax gives to each class; they sum to 100\u00a0%. The " +
      "arrow points at the largest, which is the answer.\n" +
      "A picture shows one digit, dark on light or light on dark. It is prepared as MNIST’s makers " +
      "did, and what is drawn is what the network sees: the longer side of the ink takes 20 pixels, " +
      "and its centre of mass lies in the middle of 28×28.",
    fr:
      "Les barres sont les probabilités que softmax donne à chaque classe\u00a0; leur somme vaut " +
      "100\u00a0%. La flèche montre la plus grande, qui est la réponse.\n" +
      "Une image à vous montre un seul chiffre, foncé sur clair ou clair sur foncé. Elle est " +
      "préparée comme l’ont fait les auteurs de MNIST, et le dessin montre ce que voit le " +
      "réseau\u00a0: le plus grand côté de l’encre occupe 20 pixels, et son centre de gravité est " +
      "au milieu de 28×28.",
  },
  examples: [
    {
      args: "--image me.png",
      text: { en: "A picture of your own", fr: "Une image à vous" },
    },
    {
      args: "--image a.jpg b.jpg drawings --json",
      text: {
        en: "Two photos and a folder of pictures, for a program to read",
        fr: "Deux photos et un dossier d’images, pour un programme",
      },
    },
    { args: "--index 42", text: { en: "The newest run", fr: "L’entraînement le plus récent" } },
    {
      args: "--run deeper --index 8",
      text: { en: "A 5 that many networks misread", fr: "Un 5 que bien des réseaux lisent mal" },
    },
  ],
  options: {
    ...savedRunOptions,
    image: paths({
      text: {
        en: "Pictures of your own, .png or .jpg, each of one digit; no dataset is needed",
        fr: "Des images à vous, .png ou .jpg, d’un chiffre chacune\u00a0; aucun jeu de données " +
          "n’est nécessaire",
      },
    }),
    index: integer({
      min: 0,
      default: 0,
      text: {
        en: "Which test image, counted from 0",
        fr: "Quelle image de test, à partir de 0",
      },
    }),
    json: flag({
      default: false,
      text: {
        en:
          "Print JSON and nothing else: image, prediction, classes and their probabilities, in a list where " +
          "there are several",
        fr:
          "N’afficher que du JSON\u00a0: image, prediction, classes et probabilities, dans une liste s’il " +
          "y en a plusieurs",
      },
    }),
  },
});

type Options = Parsed<typeof predictCommand>;

/** A reading as a program takes it. */
function plain(
  image: string | number,
  { answer, labels, probabilities }: {
    answer: number;
    labels: readonly number[];
    probabilities: ArrayLike<number>;
  },
) {
  // Nine digits tell every f32 from the next.
  const rounded = Array.from(probabilities, (p) => Number(p.toPrecision(9)));
  return { image, prediction: answer, classes: labels, probabilities: rounded };
}

/** JSON that no terminal's alphabet can change. */
function asJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Reads a test image of a dataset. */
async function predictIndex(options: Options, context: CommandContext): Promise<void> {
  const { index, json } = options, { language, terminal, say } = context;
  const opened = await openRun(options, loadTestSet), { recipe, dataset, network, test } = opened;
  warnUnfinished(opened, context);
  await noteData(dataset, recipe, context);
  const { rows, columns, labels, test: { images, count } } = dataset;
  if (index >= count) {
    throw new UserError({
      en: `the test images of ${dataset.name} go from 0 to ${count - 1}, not to ${index}`,
      fr: `les images de test de ${dataset.name} vont de 0 à ${count - 1}, et non jusqu’à ${index}`,
    });
  }
  const probabilities = network.forward(test.batch(index, index + 1)).probabilities.data;
  const best = largest(probabilities), answer = labels[best];
  if (json) return terminal.print(asJson(plain(index, { answer, labels, probabilities })));

  const pixels = images.subarray(index * rows * columns, (index + 1) * rows * columns);
  terminal.print(readingLines({ pixels, rows, columns, probabilities, labels }, terminal));
  terminal.print();
  const label = labels[dataset.test.labels[index]];
  const share = formatProbability(probabilities[best], { language });
  say(
    answer === label
      ? {
        en: `image ${index} shows ${label}, and is read as ${answer} (${share}): right`,
        fr: `l’image ${index} montre ${label}, le réseau lit ${answer} (${share})\u00a0: juste`,
      }
      : {
        en: `image ${index} shows ${label}, and is read as ${answer} (${share}): wrong`,
        fr: `l’image ${index} montre ${label}, le réseau lit ${answer} (${share})\u00a0: faux`,
      },
  );
}

/** Reads people's own pictures. One that cannot be read does not keep the others from it. */
async function predictPictures(
  paths: NonNullable<Options["image"]>,
  { options, context }: { readonly options: Options; readonly context: CommandContext },
): Promise<void> {
  const { language, terminal, say, warn } = context;
  const opened = await openModel(options.run), { name, model } = opened;
  warnUnfinished(opened, context);
  const engine = createEngine(model.recipe.engine), network = networkOf(engine, model);
  const [inputs] = network.sizes, { rows, columns } = model.image ?? { rows: SIDE, columns: SIDE };
  if (inputs !== SIDE * SIDE || rows !== SIDE) {
    throw otherSize(name, model.image ? `${rows}×${columns}` : String(inputs));
  }
  const pictures = await picturesAt(paths), readings = [];
  const several = pictures.length > 1;
  for (const picture of pictures) {
    let pixels: Uint8Array;
    try {
      pixels = await readDigit(picture);
    } catch (error) {
      if (!several || !(error instanceof UserError)) throw error;
      warn(error.text);
      continue;
    }
    const one = new Examples(engine, { images: pixels, labels: new Uint8Array(1), count: 1 });
    const probabilities = network.forward(one.batch(0, 1)).probabilities.data;
    const best = largest(probabilities), answer = model.labels[best];
    readings.push(plain(picture.typed, { answer, labels: model.labels, probabilities }));
    if (options.json) continue;
    if (readings.length > 1) terminal.print();
    const view = { pixels, rows: SIDE, columns: SIDE, probabilities, labels: model.labels };
    terminal.print(readingLines(view, terminal));
    terminal.print();
    const share = formatProbability(probabilities[best], { language });
    say({
      en: `${printable(picture.typed)} is read as ${answer} (${share})`,
      fr: `dans ${printable(picture.typed)}, le réseau lit ${answer} (${share})`,
    });
  }
  if (options.json) terminal.print(asJson(several ? readings : readings[0]));
  if (readings.length < pictures.length) throw new CommandEnd(2);
}

function otherSize(name: string, size: string): UserError {
  return new UserError({
    en: `the run ${name} reads images of ${size} pixels, and pictures are prepared as ` +
      `${SIDE}×${SIDE}: give a run that was trained on MNIST with --run`,
    fr: `l’entraînement ${name} lit des images de ${size} pixels, or les images sont préparées ` +
      `en ${SIDE}×${SIDE}\u00a0: donnez avec --run un entraînement fait sur MNIST`,
  });
}

if (import.meta.main) {
  await runCommand(predictCommand, async (options, context) => {
    const { image } = options, { given } = context;
    if (image === undefined) return await predictIndex(options, context);
    const other = ["index", "data", "transpose"].find((key) => given.has(key));
    if (other !== undefined) {
      throw new UserError({
        en:
          `--image reads pictures of your own, and --${other} is about a dataset: keep one of them`,
        fr:
          `--image lit des images à vous, et --${other} concerne un jeu de données\u00a0: gardez ` +
          "l’une des deux options",
      });
    }
    await predictPictures(image, { options, context });
  });
}
