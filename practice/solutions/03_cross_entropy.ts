type Matrix = number[][];

// en: labels[i] is the class of example i, from 0: the column of P that is right.
// fr: labels[i] est la classe de l’exemple i, à partir de 0 : la bonne colonne de P.
export function crossEntropy(P: Matrix, labels: number[]): { losses: number[]; L: number } {
  // <solution>
  // en: Notice: the other probabilities of a row count only because they leave less for this
  // en: one. A network that knows nothing gives 1/10 to each digit: a loss of ln 10 = 2.303.
  // fr: À remarquer : les autres probabilités de la ligne ne comptent que parce qu’elles en
  // fr: laissent moins à celle-ci. Un réseau qui ne sait rien donne 1/10 à chaque chiffre :
  // fr: une perte de ln 10 = 2,303.
  const losses = P.map((row, i) => -Math.log(row[labels[i]]));
  const L = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return { losses, L };
  // </solution>
}
