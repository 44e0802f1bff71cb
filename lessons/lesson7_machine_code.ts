/**
 * An aside of lesson 7: what the inner loop of rung 4 is to a processor.
 *
 * @module
 */
import { aside, prose, table } from "../src/lesson/blocks.ts";

/**
 * One turn of matmulSimd(), `strict` build, as Deno 2.9.6 compiles it for x86-64: written down once, from
 * what `--v8-flags=--perf-prof` records. V8 writes four such turns one after the other.
 */
const TURN:
  readonly (readonly [code: string, what: { readonly en: string; readonly fr: string }])[] = [
    ["cmp r9, rax", { en: "is x inside the memory?", fr: "x est-il dans la mémoire ?" }],
    ["jae stop", { en: "(or stop)", fr: "(sinon, arrêt)" }],
    ["vbroadcastss xmm1, [rsi+r9]", { en: "x, four times", fr: "x, quatre fois" }],
    ["cmp rdx, rbx", { en: "are the weights inside?", fr: "et les poids ?" }],
    ["jae stop", { en: "(or stop)", fr: "(sinon, arrêt)" }],
    ["vmovdqu xmm2, [rsi+rdx]", { en: "four weights", fr: "quatre poids" }],
    ["vmulps xmm1, xmm1, xmm2", { en: "four products", fr: "quatre produits" }],
    ["vaddps xmm0, xmm1, xmm0", { en: "four sums", fr: "quatre sommes" }],
    ["add r9d, 4", { en: "the next pixel", fr: "le pixel suivant" }],
    ["lea edx, [rdx+r12*4]", { en: "the next row of W1", fr: "la ligne suivante de W1" }],
    ["add r11d, 1", { en: "p + 1", fr: "p + 1" }],
    ["cmp r11d, [rbp+16]", { en: "was it the last?", fr: "était-ce le dernier ?" }],
    ["jge end", { en: "(then end)", fr: "(alors, fin)" }],
  ];

/** The aside. */
export function machineCode() {
  return aside({ en: "What the processor reads", fr: "Ce que lit le processeur" }, function* () {
    yield prose({
      en: "A turn of rung 4 as V8 compiles it (Deno 2.9.6, for x86-64 processors; others have " +
        `other instructions): ${TURN.length} instructions. \`xmm0\` to \`xmm2\` are vector ` +
        "registers, the other names are registers for addresses and for counting.",
      fr: "Un tour du barreau 4, tel que V8 le compile (Deno 2.9.6, pour les processeurs " +
        `x86-64\u00a0; les autres ont un autre jeu d’instructions)\u00a0: ${TURN.length} instructions. \`xmm0\` à ` +
        "`xmm2` sont des registres vectoriels, les autres noms sont des registres pour les " +
        "adresses et pour compter.",
    });
    yield table(
      TURN.map(([code, { en, fr }]) => [code, { en, fr: fr.replace(" ?", "\u00a0?") }]),
      { head: [{ en: "instruction", fr: "instruction" }, { en: "what for", fr: "pour quoi" }] },
    );
    yield prose({
      en: "Two of them compute. Four only make sure that a program from the web cannot read what " +
        "is not its own. On rung 5 the address of x is a number in the code: V8 sees once that it " +
        "is inside, and the question is gone. To see such code, start Deno with " +
        "`--v8-flags=--perf-prof`: it writes its machine code to a file `jit-….dump`.",
      fr:
        "Deux d’entre elles calculent. Quatre ne font que s’assurer qu’un programme venu du web " +
        "ne puisse pas lire ce qui n’est pas à lui. Au barreau 5, l’adresse de x est un nombre " +
        "écrit dans le code\u00a0: V8 voit une fois pour toutes qu’elle est dans la mémoire, et " +
        "la question disparaît. Pour voir un tel code, lancez Deno avec " +
        "`--v8-flags=--perf-prof`\u00a0: il écrit son code machine dans un fichier `jit-….dump`.",
    });
  });
}
