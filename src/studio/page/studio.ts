/// <reference lib="dom" />
/**
 * What the page knows, and what changes it.
 *
 * @module
 */
import type { Engine } from "../../engine/engine.ts";
import { WasmEngine } from "../../engine/wasm.ts";
import { type Language, type Text, UserError } from "../../errors.ts";
import { convnet } from "../../nn/convnet.ts";
import { Network } from "../../nn/network.ts";
import { networkText } from "../../nn/network_text.ts";
import { prepareDrawing } from "../../picture/prepare.ts";
import { decodeModel, networkOf, weightsSha256 } from "../../run/model.ts";
import { windowsOf } from "../../train/recipe.ts";
import { type Address, readAddress, type Tab, writeAddress } from "./address.ts";
import { columnsOf } from "./columns.ts";
import {
  decodeDrawing,
  type Digit,
  type Drawing,
  EMPTY,
  encodeDrawing,
  inkOf,
  type Stroke,
} from "./drawing.ts";
import { Library } from "./library.ts";
import type { Link, Selection } from "./paths.ts";
import { Reader, type Reading } from "./reader.ts";
import { changed, type Choice, recipeOf } from "./recipe.ts";
import { Teller } from "./teller.ts";
import { type Progress, Training } from "./training.ts";
import { loadFormulas } from "./typeset.ts";

/** What the server tells of itself. */
export interface Config {
  /** The name of the run whose model is served, if it is not the one that comes with the page. */
  readonly run?: string;
  /** What follows the names of the four files of MNIST. */
  readonly mnist: "" | ".gz";
}

/** A test image that comes with the page, and whether the network that comes with it misreads it. */
export interface SampleDigit extends Digit {
  /** Whether it is hard to read. */
  readonly isHard: boolean;
}

/** Which network is shown. */
export interface Shown {
  /** Where its weights come from. */
  readonly origin: "model" | "training";
  /** Counts the changes of its weights. */
  readonly version: number;
  /** As `784-64-10`. */
  readonly text: string;
  /** How many weights and biases. */
  readonly parameters: number;
  /** The SHA-256 of its weights; not while it is trained. */
  readonly sha256?: string;
}

/** All that is drawn. */
export interface State {
  /** The part of the page that is open. */
  readonly tab: Tab;
  /** The language. */
  readonly language: Language;
  /** The theme. */
  readonly theme: "light" | "dark";
  /** What is on the slate. */
  readonly drawing: Drawing;
  /** Drawings before this one, the last one last. */
  readonly past: readonly Drawing[];
  /** What the network makes of it; nothing for an empty slate. */
  readonly reading?: Reading;
  /** Why there is no reading of what is on the slate. */
  readonly problem?: Text;
  /** What is to be trained. */
  readonly choice: Choice;
  /** The network that reads. */
  readonly shown: Shown;
  /** How the training stands. */
  readonly progress: Progress;
  /** What is pointed at. */
  readonly hovered?: Selection;
  /** What was clicked on. */
  readonly pinned?: Selection;
  /** The number of the lesson that is open. */
  readonly lesson?: string;
  /** The links that a stage of the backward pass uses. */
  readonly lit?: readonly Omit<Link, "value">[];
}

/** Whether there is such a neuron, or class, to be followed. */
function has(network: Network, wanted: Selection): boolean {
  if (wanted.kind === "class") return wanted.index < network.sizes.at(-1)!;
  return columnsOf(network).some(({ kind, layer, count }) =>
    kind === "neurons" && layer === wanted.layer && wanted.index < count
  );
}

/** The page's state, with its network and its training. */
export class Studio {
  /** What is drawn. */
  state: State;
  /** What the server tells. */
  readonly config: Config;
  /** The test images that come with the page. */
  readonly samples: readonly SampleDigit[];
  /** Reads with the network that is shown. */
  reader!: Reader;
  /** What is fetched for several parts. */
  readonly library: Library;
  /** Trains in a worker. */
  readonly training: Training;
  #teller?: Teller;
  readonly #kernels: WebAssembly.Module;
  readonly #model: Uint8Array;
  readonly #listeners = new Set<() => void>();
  readonly #explicit: { language: boolean; theme: boolean };
  /** Reads with the network that is to be trained, when its weights have come. */
  #next?: Reader;
  #version = 0;
  #addressTimer?: ReturnType<typeof setTimeout>;

  /** Makes it from what was fetched, and from the page's address. */
  constructor(of: {
    config: Config;
    kernels: WebAssembly.Module;
    model: Uint8Array;
    samples: readonly SampleDigit[];
  }) {
    const address = readAddress(location.hash);
    this.config = of.config;
    this.samples = of.samples;
    this.#kernels = of.kernels;
    this.#model = of.model;
    this.#explicit = { language: !!address.language, theme: !!address.theme };
    this.library = new Library({ kernels: of.kernels, ending: of.config.mnist });
    this.library.alongside = () =>
      Promise.all([
        this.teller.ready,
        import("./curves.ts"),
        loadFormulas(),
      ]);
    this.training = new Training(this.library, {
      weights: (weights) => this.#trained(weights),
      progress: (progress) => this.set({ progress }),
    });
    const shown = this.#openModel();
    this.state = {
      tab: address.tab,
      language: address.language ?? (/^fr\b/i.test(navigator.language) ? "fr" : "en"),
      theme: address.theme ??
        (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
      drawing: EMPTY,
      past: [],
      choice: address.choice,
      shown,
      progress: this.training.progress,
      lesson: address.lesson,
      pinned: address.pinned && has(this.reader.network, address.pinned)
        ? address.pinned
        : undefined,
    };
    this.#dressPage();
    const { index, strokes } = decodeDrawing(address.drawing);
    const digit = this.samples.find((sample) => sample.index === index);
    if (index === undefined || digit) this.draw({ digit, strokes });
    else this.fetchDigit(index).then((digit) => this.draw({ digit, strokes }), () => {});
  }

  /** Tells lessons in a worker, which begins when it is first asked for. */
  get teller(): Teller {
    if (!this.#teller) {
      const teller = this.#teller = new Teller(this.library);
      // The next part that needs one tries again.
      teller.ready.catch(() => this.#teller = undefined);
    }
    return this.#teller;
  }

  /** Prepares a digit for nothing, so that the first stroke is read as fast as all others. */
  warmUp(): void {
    const points = [100, 40, 140, 120, 100, 210];
    const ink = inkOf({ strokes: [{ erases: false, width: 20, points }] });
    for (let i = 0; i < 3; i++) setTimeout(() => this.reader.read(prepareDrawing(ink!)), 50 * i);
  }

  /** Calls `listener` when the state changes. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes the state. */
  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    if ("language" in change || "theme" in change) this.#dressPage();
    for (const listener of this.#listeners) listener();
    if (["tab", "drawing", "choice", "lesson", "pinned"].some((name) => name in change)) {
      this.#writeAddress();
    }
  }

  /** The style sheet and screen readers look at the page itself. */
  #dressPage(): void {
    const { documentElement: page } = document, { language, theme } = this.state;
    page.lang = language;
    page.dataset.theme = theme;
  }

  /** What a text is in the language of the page. */
  say = (text: Text): string => text[this.state.language];

  /** Takes another language. */
  speak(language: Language): void {
    this.#explicit.language = true;
    this.set({ language });
    this.#writeAddress();
  }

  /** Takes another theme. */
  dress(theme: "light" | "dark"): void {
    this.#explicit.theme = true;
    this.set({ theme });
    this.#writeAddress();
  }

  /** The address that shows the same. */
  get address(): string {
    const { tab, language, theme, choice, drawing, lesson, pinned } = this.state;
    const address: Address = {
      tab,
      language: this.#explicit.language ? language : undefined,
      theme: this.#explicit.theme ? theme : undefined,
      choice,
      drawing: encodeDrawing(drawing),
      lesson: tab === "lessons" ? lesson : undefined,
      pinned,
    };
    return location.href.replace(/#.*$/s, "") + writeAddress(address);
  }

  /** Written a little later: browsers refuse a hundred changes in a few seconds. */
  #writeAddress(): void {
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => history.replaceState(null, "", this.address), 250);
  }

  /** Puts something else on the slate, which `undo` takes back unless it is a part of a movement. */
  draw(drawing: Drawing, { isPart = false } = {}): void {
    const past = isPart ? this.state.past : [...this.state.past, this.state.drawing].slice(-100);
    this.set({ drawing, past, ...this.#read(drawing) });
  }

  /** Adds to the drawing what the pen or the eraser does; the last of `strokes` may go on. */
  stroke(base: Drawing, stroke: Stroke, { isDone }: { isDone: boolean }): void {
    const drawing = { ...base, strokes: [...base.strokes, stroke] };
    const past = isDone ? [...this.state.past, base].slice(-100) : this.state.past;
    this.set({ drawing, past, ...this.#read(drawing) });
  }

  /** Takes back the last change of the drawing. */
  undo(): void {
    const drawing = this.state.past.at(-1);
    if (!drawing) return;
    this.set({ drawing, past: this.state.past.slice(0, -1), ...this.#read(drawing) });
  }

  /** What the network makes of a drawing. */
  #read(drawing: Drawing): Pick<State, "reading" | "problem"> {
    const { digit, strokes } = drawing;
    // A test image without strokes is read as it is.
    if (digit && strokes.length === 0) {
      return { reading: this.reader.read(digit.pixels), problem: undefined };
    }
    const ink = inkOf(drawing);
    if (!ink) return { reading: undefined, problem: undefined };
    try {
      return { reading: this.reader.read(prepareDrawing(ink)), problem: undefined };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { reading: undefined, problem: error.text };
    }
  }

  /** Reads again what is on the slate. */
  #readAgain(): Partial<State> {
    const { reading } = this.state;
    return reading ? { reading: this.reader.read(reading.pixels) } : {};
  }

  /** Another choice; the training begins anew, and the network is shown when it is played. */
  choose(change: Partial<Choice>): void {
    this.set({ choice: changed(this.state.choice, change) });
    this.training.discard();
  }

  /** The network that came with the page, or of the run. */
  #openModel(): Shown {
    const engine = this.engine(), model = decodeModel(this.#model);
    this.reader = new Reader(engine, networkOf(engine, model));
    return this.#shown("model");
  }

  /** Shows that network again. */
  showModel(): void {
    this.training.discard();
    const shown = this.#openModel();
    this.set({ shown, ...this.#readAgain(), hovered: undefined, pinned: undefined });
  }

  /** A new engine: what a network takes of its memory is never given back. */
  engine(): Engine {
    return new WasmEngine("strict", this.#kernels);
  }

  #shown(origin: Shown["origin"]): Shown {
    const { network } = this.reader;
    return {
      origin,
      version: ++this.#version,
      text: networkText(network),
      parameters: network.parameterCount,
      sha256: origin === "model" ? weightsSha256(network) : undefined,
    };
  }

  /** Trains what is chosen: a new network, or the one at work. */
  play(): void {
    this.#prepareTraining();
    this.training.play();
  }

  /** One step of it. */
  step(): void {
    this.#prepareTraining();
    this.training.step();
  }

  /** The same weights as at first. */
  restart(): void {
    this.training.discard();
    this.#prepareTraining();
  }

  #prepareTraining(): void {
    if (this.training.isOpen) return;
    const recipe = recipeOf(this.state.choice), engine = this.engine();
    const image = { height: 28, width: 28, channels: 1 };
    const layers = convnet(engine, { ...recipe, ...windowsOf(recipe), image, classes: 10 });
    this.#next = new Reader(engine, new Network(engine, layers));
    this.training.open(recipe);
  }

  /** Shows weights of the training. */
  #trained(weights: Float32Array): void {
    const unpinned = this.#next && { hovered: undefined, pinned: undefined };
    this.reader = this.#next ?? this.reader;
    this.#next = undefined;
    this.reader.load(weights);
    this.set({ ...unpinned, shown: this.#shown("training"), ...this.#readAgain() });
  }

  /** Any test image of MNIST. */
  async fetchDigit(index: number): Promise<Digit> {
    const found = this.samples.find((sample) => sample.index === index);
    return found ?? await this.training.testImage(index);
  }
}
