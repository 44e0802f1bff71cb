/**
 * A drawn network as a list, where there is no room for a drawing.
 *
 * @module
 */
import type {
  DrawnEdge,
  DrawnNeuron,
  DrawnNumber,
  NetworkBlock,
} from "../lesson/network_drawing.ts";
import { written } from "../lesson/numeral.ts";
import { Canvas } from "./canvas.ts";
import type { LessonView } from "./lesson_view.ts";
import { labelled, type Writing } from "./network_label.ts";
import { wrapText } from "./width.ts";

/** Each neuron with its numbers, then its arrows and where they lead. */
export function networkList(block: NetworkBlock, view: LessonView): string[] {
  const { layers, direction, digits } = block;
  const { language, width, colour } = view;
  const backward = direction === "backward";
  // Names of neurons say which; where that is still too long, lines go on below.
  const writing: Writing = { indices: false, spaced: width >= 80, padded: true, digits };
  const coloured = (number: DrawnNumber) => {
    const { text, ink } = labelled(number, writing, view);
    const canvas = new Canvas();
    canvas.put(0, 0, text, ink);
    return canvas.lines(colour)[0];
  };
  const order = backward ? [...layers.keys()].reverse() : [...layers.keys()];
  return order.flatMap((k) =>
    layers[k].neurons.flatMap((neuron, i) => {
      const arriving = arrowsOf(block, backward ? k : k - 1, backward ? "from" : "to", i);
      const leaving = arrowsOf(block, backward ? k - 1 : k, backward ? "to" : "from", i);
      // Its numbers stand at the end of the only arrow that reaches it.
      if (leaving.length === 0 && arriving.length === 1) return [];
      const next = layers[backward ? k - 1 : k + 1]?.neurons;
      const name = ({ title }: DrawnNeuron) => written(title, language).replaceAll(" ", "\u00a0");
      const arrows = leaving.map((edge) => {
        const end = backward ? edge.from : edge.to, goal = next[end];
        const alone = arrowsOf(block, backward ? k - 1 : k, backward ? "from" : "to", end);
        const leads = arrowsOf(block, backward ? k - 2 : k + 1, backward ? "to" : "from", end);
        const numbers = alone.length === 1 && leads.length === 0 ? goal.numbers : [];
        return [...edge.numbers.map(coloured), `▶\u00a0${name(goal)}`, ...numbers.map(coloured)];
      });
      const head = [name(neuron), ...neuron.numbers.map(coloured)];
      if (arrows.length === 1) {
        return [
          wrapText([...head, `─ ${arrows[0][0]}`, ...arrows[0].slice(1)].join("\u00a0 "), {
            width,
          }),
        ];
      }
      return [
        wrapText(head.join("\u00a0 "), { width }),
        ...arrows.map((parts, place) => {
          const corner = place === arrows.length - 1 ? "╰" : "├";
          return wrapText(parts.join("\u00a0 "), { width, indent: 5 })
            .replace(/^ {5}/, `  ${corner}${leaving[place].followed ? "━" : "─"} `);
        }),
      ];
    })
  ).map((lines) => lines.replace(/[ \u00a0]+$/gm, ""));
}

/** The arrows between a layer and the next that leave a neuron, or reach one. */
function arrowsOf(
  { layers }: NetworkBlock,
  layer: number,
  end: "from" | "to",
  neuron: number,
): readonly DrawnEdge[] {
  return (layers[layer]?.edges ?? []).filter((edge) => edge[end] === neuron);
}
