/**
 * What to say when the learner's code did not come to its end.
 *
 * @module
 */
import type { Text } from "../errors.ts";
import type { Exercise } from "./exercise.ts";
import type { Finding } from "./finding.ts";
import type { Failure } from "./transcript.ts";
import { visible } from "../printable.ts";

/** The finding for a failure. */
export function failureFinding(exercise: Exercise, failure: Failure): Finding {
  switch (failure.kind) {
    case "refused":
      return { says: failure.text, line: failure.line, column: failure.column };
    case "load": {
      const { line, column } = failure;
      const message = visible(failure.message);
      return {
        says: {
          en: `The file cannot be loaded: ${message}`,
          fr: `Le fichier ne peut pas être chargé\u00a0: ${message}`,
        },
        line,
        column,
      };
    }
    case "missing":
      return {
        says: {
          en:
            `The file exports no function ${failure.function}: it begins with “export function ${failure.function}(”.`,
          fr:
            `Le fichier n’exporte aucune fonction ${failure.function}\u00a0: elle commence par «\u00a0export function ${failure.function}(\u00a0».`,
        },
      };
    case "unwritten": {
      const { takes = [] } = exercise.functions.find(({ name }) => name === failure.function) ?? {};
      const call = `${failure.function}(${takes.join(", ")})`;
      return {
        says: {
          en: `To write: ${call}. Put your code in the place of the line with throw, and save.`,
          fr:
            `À écrire\u00a0: ${call}. Mettez votre code à la place de la ligne avec throw, et enregistrez.`,
        },
      };
    }
    case "threw": {
      const { line, column } = failure;
      if (failure.message.startsWith("NotCapable")) {
        return {
          says: {
            en:
              `${failure.function} wants to reach outside (a file, the network…): your code runs without permissions.`,
            fr:
              `${failure.function} veut sortir (fichier, réseau…) : votre code s’exécute sans aucune permission.`,
          },
          line,
          column,
        };
      }
      const message = visible(failure.message);
      return {
        says: {
          en: `${failure.function} stopped with an error: ${message}`,
          fr: `${failure.function} s’est arrêtée sur une erreur\u00a0: ${message}`,
        },
        line,
        column,
        ...(/^TypeError: Cannot (?:read|set) propert/.test(failure.message) &&
          { asks: NOTHING_THERE }),
      };
    }
    case "time": {
      const { function: name, limit } = failure;
      return {
        says: name
          ? {
            en: `${name} was still running after ${limit} seconds, and was stopped.`,
            fr: `${name} tournait encore au bout de ${limit} secondes\u00a0: on l’a arrêtée.`,
          }
          : {
            en: `The file was still being loaded after ${limit} seconds, and was stopped.`,
            fr:
              `Le fichier n’était pas encore chargé au bout de ${limit} secondes\u00a0: on l’a arrêté.`,
          },
        asks: {
          en:
            "An endless loop? Which loop never reaches its end: does its counter grow, and towards its bound?",
          fr:
            "Une boucle sans fin\u00a0? Laquelle n’atteint jamais sa borne\u00a0: son compteur avance-t-il, et vers elle\u00a0?",
        },
      };
    }
    case "memory":
      return {
        says: {
          en: `${
            failure.function ?? "The file"
          } wanted more than ${failure.limit} MB of memory, and was stopped.`,
          fr: `${
            failure.function ?? "Le fichier"
          } voulait plus de ${failure.limit} Mo de mémoire\u00a0: arrêt.`,
        },
        asks: {
          en: "Which list keeps growing?",
          fr: "Quelle liste grandit sans cesse\u00a0?",
        },
      };
    case "left":
      return {
        says: {
          en: `${
            failure.function ?? "The file"
          } ended the process (status ${failure.status}) before it returned.`,
          fr: `${
            failure.function ?? "Le fichier"
          } a mis fin au processus (code ${failure.status}) avant de renvoyer un résultat.`,
        },
        asks: {
          en: "Is there a Deno.exit, or a promise that is never fulfilled?",
          fr: "Y a-t-il un Deno.exit, ou une promesse jamais tenue\u00a0?",
        },
      };
  }
}

const NOTHING_THERE: Text = {
  en:
    "What stands before a bracket or a dot of that line is undefined: a row that was never made, or one beyond the end. Which?",
  fr:
    "Devant un crochet ou un point de cette ligne, il y a undefined\u00a0: une ligne de matrice jamais créée, ou au-delà de la fin. Laquelle\u00a0?",
};
