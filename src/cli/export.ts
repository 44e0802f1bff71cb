/**
 * `deno task export`: a saved network as a file for other programs.
 *
 * @module
 */
import { basename, dirname, join } from "node:path";
import { exists } from "../data/write_folder.ts";
import { createEngine } from "../engine/create.ts";
import { type Text, UserError } from "../errors.ts";
import { encodeOnnx } from "../export/onnx.ts";
import { encodePytorch, pytorchLines, readingLines } from "../export/pytorch.ts";
import { replaceFile } from "../run/leftovers.ts";
import { networkOf } from "../run/model.ts";
import { openModel } from "../run/saved_run.ts";
import { command } from "./options/command.ts";
import { choice, flag, path } from "./options/option.ts";
import { runCommand } from "./run.ts";
import { savedRunOptions } from "./saved_run.ts";

/** The end of the name of each format's files. */
const EXTENSIONS = { onnx: ".onnx", pytorch: ".safetensors" } as const;

/** How a file for PyTorch is read, in the help of every language. */
const PYTHON = readingLines("deeper.safetensors").replaceAll(/^(?=.)/gm, "    ");

const exportCommand = command({
  name: "export",
  summary: {
    en: "Write a trained network for other programs: an ONNX file, or weights for PyTorch.",
    fr: "Écrire un réseau entraîné pour d’autres programmes\u00a0: un fichier ONNX, ou des poids " +
      "pour PyTorch.",
  },
  description: {
    en:
      "onnx: the whole network, for ONNX Runtime and many others. Its input is images (N, 1, height, " +
      "width), any number of them: float32, pixels divided by 255, 0 for paper and 1 for ink. Its " +
      "output is probabilities (N, classes). The metadata classes holds the labels of the classes.\n" +
      "pytorch: the weights under the names and in the layout of a torch.nn.Sequential, as a " +
      "safetensors file. The lines of Python that make this network of it are printed; they begin " +
      "with these, which need no package besides torch:\n\n" +
      `${PYTHON}\n\n` +
      "The network can be trained further there; its probabilities agree with those here to " +
      "a few millionths.",
    fr: "onnx\u00a0: le réseau entier, pour ONNX Runtime et bien d’autres. Son entrée est images " +
      "(N, 1, hauteur, largeur), en nombre quelconque\u00a0: float32, pixels divisés par 255, 0 " +
      "pour le papier et 1 pour l’encre. Sa sortie est probabilities (N, classes). La métadonnée " +
      "classes donne les étiquettes des classes.\n" +
      "pytorch\u00a0: les poids, sous les noms et dans la disposition d’un torch.nn.Sequential, dans " +
      "un fichier safetensors. Les lignes de Python qui en font ce réseau sont affichées\u00a0; elles " +
      "commencent par celles-ci, qui ne demandent aucun paquet hormis torch\u00a0:\n\n" +
      `${PYTHON}\n\n` +
      "L’entraînement peut s’y poursuivre\u00a0; les probabilités s’accordent avec celles " +
      "d’ici à quelques millionièmes près.",
  },
  examples: [
    {
      args: "--run deeper",
      text: {
        en: "deeper.onnx, in the folder where the command is typed",
        fr: "deeper.onnx, dans le dossier où la commande est tapée",
      },
    },
    {
      args: "--run deeper --format pytorch --to digits.safetensors --force",
      text: {
        en: "For PyTorch, in place of the file that is there",
        fr: "Pour PyTorch, à la place du fichier présent",
      },
    },
  ],
  options: {
    run: savedRunOptions.run,
    format: choice(["onnx", "pytorch"], {
      default: "onnx",
      text: { en: "What to write", fr: "Ce qu’il faut écrire" },
    }),
    to: {
      ...path({
        text: {
          en: "File to write, in the folder where the command is typed; NAME.onnx or " +
            "NAME.safetensors if left out",
          fr: "Fichier à écrire, dans le dossier où la commande est tapée\u00a0; par défaut, " +
            "NOM.onnx ou NOM.safetensors",
        },
      }),
      wanted: { en: "the path of a file", fr: "le chemin d’un fichier" },
    },
    force: flag({
      default: false,
      text: { en: "Replace the file that is there", fr: "Remplacer le fichier présent" },
    }),
  },
});

if (import.meta.main) {
  await runCommand(exportCommand, async ({ run, format, to, force }, context) => {
    const { folder, terminal, say } = context;
    const { name, model } = await openModel(run);
    const file = to ?? join(folder, name + EXTENSIONS[format]);
    const network = networkOf(createEngine("plain"), model);
    const bytes = format === "onnx"
      ? encodeOnnx(network, { ...model, name })
      : encodePytorch(network, model);
    try {
      await assertWritable(file, force);
      replaceFile(file, bytes);
    } catch (error) {
      throw refusal(file, error);
    }
    say({ en: `written: ${file}`, fr: `écrit\u00a0: ${file}` });
    if (format === "onnx") return say(interfaceText(model));
    terminal.print(`\n${pytorchLines(network, { ...model, file })[context.language]}`);
  });
}

/** What goes into an ONNX file and what comes out. */
function interfaceText(
  { image, labels, layers }: Awaited<ReturnType<typeof openModel>>["model"],
): Text {
  const shape = image ? `1, ${image.rows}, ${image.columns}` : layers[0].inputs;
  const classes = labels.join(", ");
  return {
    en: `images (N, ${shape}), pixels divided by 255, 0 for paper and 1 for ink → probabilities ` +
      `(N, ${labels.length}) of the classes ${classes}`,
    fr: `images (N, ${shape}), pixels divisés par 255, 0 pour le papier et 1 pour l’encre → ` +
      `probabilities (N, ${labels.length}) des classes ${classes}`,
  };
}

/** Makes sure that the file can be written, and costs nobody another. */
async function assertWritable(file: string, force: boolean): Promise<void> {
  const parent = dirname(file);
  const { state } = await Deno.permissions.query({ name: "write", path: file });
  if (state !== "granted") {
    throw new UserError({
      en: `${file} is outside of the folder where the command is typed, and only there may it ` +
        "write: give another --to, and copy the file from there",
      fr: `${file} est hors du dossier où la commande est tapée, le seul où elle peut ` +
        "écrire\u00a0: donnez un autre --to, et copiez le fichier de là",
    });
  }
  if (!await isFolder(parent)) {
    throw new UserError({
      en: `there is no folder ${parent}: make it, or give another --to`,
      fr: `il n’y a pas de dossier ${parent}\u00a0: créez-le, ou donnez un autre --to`,
    });
  }
  if (await isFolder(file)) {
    throw new UserError({
      en: `${file} is a folder, and a file was wanted: give its name, such as ` +
        `--to ${basename(file)}/digits.onnx`,
      fr: `${file} est un dossier, or il faut un fichier\u00a0: donnez son nom, par exemple ` +
        `--to ${basename(file)}/digits.onnx`,
    });
  }
  if (!force && await exists(file)) {
    throw new UserError({
      en: `${file} exists: give another name with --to, or replace it with --force`,
      fr: `${file} existe déjà\u00a0: donnez un autre nom avec --to, ou remplacez-le avec --force`,
    });
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    const isAbsent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory;
    if (isAbsent) return false;
    throw error;
  }
}

/** What the system refuses, a name that is too long or a full disk, as a mistake of the user's. */
function refusal(file: string, error: unknown): unknown {
  const reason = error instanceof Error && /^(.*\(os error \d+\))/.exec(error.message)?.[1];
  if (!reason) return error;
  return new UserError({
    en: `${file} should be written, and the system refuses: ${reason}. Check its name, that its ` +
      "folder can be written to and that the disk is not full",
    fr:
      `il fallait écrire ${file}, et le système refuse\u00a0: ${reason}. Vérifiez le nom, qu’on ` +
      "peut écrire dans le dossier et que le disque n’est pas plein",
  });
}
