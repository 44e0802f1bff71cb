/// <reference lib="dom" />
/**
 * The lessons in their worker, as the page sees them.
 *
 * @module
 */
import { type Text, UserError, userMessage } from "../../errors.ts";
import type { StillBlock } from "../../lesson/block.ts";
import type { FromLessons, LessonCard, ToLessons } from "./lesson_worker.ts";
import type { Library } from "./library.ts";

/** What is on the page of a lesson. */
export interface Told {
  /** Its blocks so far. */
  readonly blocks: readonly StillBlock[];
  /** Those of asides that were opened, by the places of these. */
  readonly asides: ReadonlyMap<number, readonly StillBlock[]>;
  /** Whether it goes on when asked. */
  readonly waits: boolean;
  /** Whether it has come to its end. */
  readonly ended: boolean;
  /** Why it stopped. */
  readonly reason?: Text;
}

const NOTHING: Told = { blocks: [], asides: new Map(), waits: false, ended: false };

/** The worker of the lessons; there is one, which is never ended. */
export class Teller {
  /** The lessons, when they have come. */
  cards: readonly LessonCard[] = [];
  /** What was told of the one that is open. */
  told: Told = NOTHING;
  /** Comes when all that lessons need besides the dataset is there. */
  readonly ready: Promise<void>;
  #isReady = () => {};
  #isLost = (_error: Error) => {};
  /** Is told of a change. */
  heard = () => {};
  readonly #library: Library;
  readonly #worker: Worker;
  #telling = 0;

  /** Begins the worker. */
  constructor(library: Library) {
    this.ready = new Promise((resolve, reject) => {
      this.#isReady = resolve;
      this.#isLost = reject;
    });
    this.#library = library;
    this.#worker = new Worker(library.script("lesson_worker.js"), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<FromLessons>) => this.#hear(data);
    // A script that cannot be loaded gives no message.
    this.#worker.onerror = ({ message = "" }) => this.#lose(message);
    this.#begin().catch((error) => this.#lose(error.message));
  }

  async #begin(): Promise<void> {
    const json = async (name: string) => (await fetch(this.#library.script(name))).json();
    const [kernels, sources, exercises] = await Promise.all([
      this.#library.allKernels(),
      json("sources.json"),
      json("exercises.json"),
    ]);
    this.#post({ kind: "begin", kernels, sources, exercises });
  }

  #post(message: ToLessons): void {
    this.#worker.postMessage(message);
  }

  /** Tells a lesson from its beginning. */
  tell(number: number, options: Record<string, unknown>): void {
    this.#set(NOTHING);
    this.#post({ kind: "tell", telling: ++this.#telling, number, options });
  }

  /** Goes on with so many steps. */
  more(steps: number): void {
    this.#set({ ...this.told, waits: false });
    this.#post({ kind: "more", steps });
  }

  /** Opens the aside at a place. */
  open(index: number): void {
    this.#post({ kind: "open", index });
  }

  #set(told: Told): void {
    this.told = told;
    this.heard();
  }

  /** Says that there will be no lessons of this worker. */
  #lose(message: string): void {
    const error = new UserError({
      en: `the lessons did not come, or stopped; try again. ${message}`,
      fr: `les leçons ne sont pas venues, ou se sont arrêtées\u00a0; réessayez. ${message}`,
    });
    this.#fail(reasonOf(error));
    this.#isLost(error);
  }

  #fail(reason: Text): void {
    this.#set({ ...this.told, reason });
  }

  #hear(message: FromLessons): void {
    if (message.kind === "cards") {
      this.cards = message.cards;
      this.#isReady();
      return this.heard();
    }
    if (message.kind === "wants-dataset") {
      this.#library.files().then(
        (files) => this.#post({ kind: "dataset", files }),
        (error) => this.#post({ kind: "no-dataset", reason: reasonOf(error) }),
      );
      return;
    }
    if (message.telling !== this.#telling) return;
    const { told } = this;
    switch (message.kind) {
      case "block": {
        const { index, aside, block } = message;
        if (aside === undefined) {
          return this.#set({ ...told, blocks: replaced(told.blocks, index, block) });
        }
        const inner = replaced(told.asides.get(aside) ?? [], index, block);
        return this.#set({ ...told, asides: new Map([...told.asides, [aside, inner]]) });
      }
      case "waits":
        return this.#set({ ...told, waits: !message.ended, ended: message.ended });
      case "failed":
        return this.#fail(message.reason);
    }
  }
}

/** What went wrong, for people. */
function reasonOf(error: Error): Text {
  return { en: userMessage(error, "en") ?? `${error}`, fr: userMessage(error, "fr") ?? `${error}` };
}

function replaced(blocks: readonly StillBlock[], index: number, block: StillBlock): StillBlock[] {
  const next = [...blocks];
  next[index] = block;
  return next;
}
