/**
 * The strongest ways through a network: what of an answer comes from where.
 *
 * @module
 */
import type { Network } from "../../nn/network.ts";
import type { Reading } from "./reader.ts";

/** What somebody points at. */
export type Selection =
  | { readonly kind: "class"; readonly index: number }
  | { readonly kind: "neuron"; readonly layer: number; readonly index: number };

/** A link between two units, and what it adds to the second: activation times weight. */
export interface Link {
  /** The dense layer whose weight it is, by its place among the network's layers. */
  readonly layer: number;
  /** The unit that it comes from. */
  readonly from: number;
  /** The unit that it goes to. */
  readonly to: number;
  /** a·w. */
  readonly value: number;
}

/** How many are shown. */
const STRONGEST = 10;

/** The places of the dense layers among a network's layers. */
export function denseLayers(network: Network): number[] {
  return network.layers.flatMap(({ description }, i) => description.kind === "dense" ? [i] : []);
}

/** The links into unit `to` of dense layer `layer`: every a·w, the strongest first. */
function linksInto(
  network: Network,
  reading: Reading,
  { layer, to }: { readonly layer: number; readonly to: number },
): Link[] {
  const { inputs, outputs } = network.layers[layer].description;
  const weights = network.layers[layer].parameters[0].value.data;
  const links: Link[] = [];
  for (let from = 0; from < inputs; from++) {
    const sent = activation(reading, layer, from);
    if (sent !== 0) links.push({ layer, from, to, value: sent * weights[from * outputs + to] });
  }
  return strongest(links);
}

/** What unit `from` sends into dense layer `layer`. */
export function activation(reading: Reading, layer: number, from: number): number {
  return layer === 0 ? reading.pixels[from] / 255 : reading.outputs[layer - 1][from];
}

function strongest(links: Link[]): Link[] {
  return links.filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, STRONGEST);
}

/**
 * The ten strongest links that end in the unit pointed at or leave it, and of each hidden neuron that
 * one of them comes from the strongest that leads there.
 */
export function strongestPaths(
  network: Network,
  reading: Reading,
  selection: Selection,
): Link[] {
  const dense = denseLayers(network), last = dense.at(-1)!;
  if (selection.kind === "class") {
    const found = linksInto(network, reading, { layer: last, to: selection.index });
    return [...found, ...before(network, reading, found)];
  }
  const next = dense.find((layer) => layer > selection.layer);
  const into = network.layers[selection.layer].description.kind === "dense"
    ? linksInto(network, reading, { layer: selection.layer, to: selection.index })
    : [];
  if (next === undefined) return into;
  const { outputs } = network.layers[next].description;
  const weights = network.layers[next].parameters[0].value.data;
  const sent = activation(reading, next, selection.index);
  const out = strongest(Array.from({ length: outputs }, (_, to) => ({
    layer: next,
    from: selection.index,
    to,
    value: sent * weights[selection.index * outputs + to],
  })));
  return [...into, ...out];
}

/** For each unit that a link comes from, the strongest link into it, back to the pixels. */
function before(network: Network, reading: Reading, links: readonly Link[]): Link[] {
  const dense = denseLayers(network);
  const found = links.flatMap(({ layer, from }) => {
    const earlier = dense[dense.indexOf(layer) - 1];
    return earlier === undefined
      ? []
      : linksInto(network, reading, { layer: earlier, to: from }).slice(0, 1);
  });
  return found.length === 0 ? [] : [...found, ...before(network, reading, found)];
}

/** A link with what it adds. */
export function linkOf(
  network: Network,
  reading: Reading,
  { layer, from, to }: Omit<Link, "value">,
): Link {
  const { outputs } = network.layers[layer].description;
  const weight = network.layers[layer].parameters[0].value.data[from * outputs + to];
  return { layer, from, to, value: activation(reading, layer, from) * weight };
}

/**
 * What is followed through a dense network, from a pixel to a class: the class and the neuron that are
 * pinned, where some are, and else what adds most to the unit after it.
 */
export function followedUnits(
  network: Network,
  reading: Reading,
  { label, pinned }: { readonly label: number; readonly pinned?: Selection },
): number[] {
  const dense = denseLayers(network);
  const units = [pinned?.kind === "class" ? pinned.index : label];
  for (const layer of dense.toReversed()) {
    const before = dense[dense.indexOf(layer) - 1];
    const isPinned = pinned?.kind === "neuron" && pinned.layer === before;
    const [strongest] = linksInto(network, reading, { layer, to: units[0] });
    units.unshift(isPinned ? pinned.index : strongest?.from ?? 0);
  }
  return units;
}
