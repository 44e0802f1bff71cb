/**
 * Keys of a terminal, one at a time.
 *
 * @module
 */

/** What a key asks for. */
export type Key = "next" | "back" | "open" | "quit" | "interrupt";

/** What was typed up to Enter; or the key that leads elsewhere. */
export type Line = { readonly typed: string } | { readonly key: Exclude<Key, "next" | "open"> };

/** What reading keys needs of `Deno.stdin` and its like. */
export interface KeyInput {
  /** Whether the other end is a terminal. */
  isTerminal(): boolean;
  /**
   * Whether keys come at once, unseen, or by lines, shown as they are typed. With `cbreak`, Ctrl-C
   * stays the signal that it is; Windows does not have that.
   */
  setRaw(raw: boolean, options?: { cbreak: boolean }): void;
  /** Reads some bytes; `null` at the end. */
  read(bytes: Uint8Array): Promise<number | null>;
}

const lessonKeys: Record<string, Key> = {
  "\r": "next",
  "\n": "next",
  " ": "next",
  "⎋[C": "next", // right
  "⎋[B": "next", // down
  "⎋[6~": "next", // page down
  "b": "back",
  "B": "back",
  "\x7f": "back",
  "\b": "back",
  "⎋[D": "back", // left
  "⎋[A": "back", // up
  "⎋[5~": "back", // page up
  "a": "open",
  "A": "open",
  "q": "quit",
  "Q": "quit",
  "\x04": "quit", // Ctrl-D
  "\x03": "interrupt", // Ctrl-C, which is a key like any other while the terminal is raw
};

/** No answer is longer. */
export const LONGEST = 16;

/** When nothing comes for so long, all that was typed before has been read; in milliseconds. */
const STILL = 20;

/**
 * Reads keys, by a table of what each means. The terminal is raw only while somebody is waited for, so
 * that work can be interrupted.
 */
export class Keys<Meaning extends string = Key> {
  readonly #input: KeyInput;
  readonly #meanings: Readonly<Record<string, Meaning>>;
  #typed: string[] = [];
  /** What is being read, `null` at the end: a read that has begun cannot be taken back. */
  #coming?: Promise<string | null>;

  /** The keys of an input; `meanings` are those of a lesson by default. */
  constructor(
    input: KeyInput,
    meanings: Readonly<Record<string, Meaning>> = lessonKeys as Record<string, Meaning>,
  ) {
    this.#input = input;
    this.#meanings = meanings;
  }

  /** The next key that means something; `quit` when there is nobody to type any more. */
  async next(): Promise<Meaning | "quit"> {
    for (;;) {
      const typed = this.#typed.shift();
      if (typed === undefined) {
        if (!await this.#read()) return "quit";
      } else if (Object.hasOwn(this.#meanings, typed)) return this.#meanings[typed];
    }
  }

  /**
   * What is typed up to Enter, shown by `echo`: letters are letters. Arrows back, where nothing is
   * typed, Ctrl-D and Ctrl-C still lead elsewhere.
   */
  async line(echo: (text: string) => void): Promise<Line> {
    let typed = "";
    const erase = (length: number) => {
      echo("\b \b".repeat(length));
      typed = typed.slice(0, typed.length - length);
    };
    for (;;) {
      const character = this.#typed.shift();
      if (character === undefined) {
        if (!await this.#read()) return { key: "quit" };
      } else if (character === "\r" || character === "\n") return { typed };
      else if (character === "\x7f" || character === "\b") erase(Math.min(1, typed.length));
      else if (character === "\x15") erase(typed.length); // Ctrl-U
      else if (character.startsWith("⎋") || character < " ") {
        const key = lessonKeys[character];
        if (key === "quit" || key === "interrupt") return { key };
        if (key === "back" && typed === "") return { key };
      } else if (typed.length < LONGEST) {
        typed += character;
        echo(character);
      }
    }
  }

  /**
   * Keeps keys unseen while something is redrawn in place: their echo would move it. They are read
   * later. Ctrl-C ends the process, as soon as the work lets it in.
   */
  quiet(): Disposable {
    const restore = () => this.#input.setRaw(false);
    if (Deno.build.os === "windows") return { [Symbol.dispose]() {} };
    this.#input.setRaw(true, { cbreak: true });
    const signals = onEnd(restore);
    return {
      [Symbol.dispose]() {
        restore();
        signals[Symbol.dispose]();
      },
    };
  }

  /**
   * Forgets what was typed until now: nobody saw yet what it would answer. Ctrl-C is kept. On Windows,
   * a read that goes on while the mode changes cannot be relied on, and only what was read is forgotten.
   */
  async forget(): Promise<void> {
    for (;;) {
      this.#typed = this.#typed.includes("\x03") ? ["\x03"] : [];
      if (this.#typed.length > 0 || Deno.build.os === "windows") return;
      if (!await this.#read(STILL)) return;
    }
  }

  async #chunk(): Promise<string | null> {
    const bytes = new Uint8Array(64), length = await this.#input.read(bytes);
    return length === null ? null : new TextDecoder().decode(bytes.subarray(0, length));
  }

  /** Reads some keys; false at the end, or when nothing comes for so many milliseconds. */
  async #read(within?: number): Promise<boolean> {
    const restore = () => this.#input.setRaw(false);
    using _signals = onEnd(restore);
    this.#input.setRaw(true);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = within === undefined ? undefined : setTimeout(resolve, within);
    try {
      this.#coming ??= this.#chunk();
      const text = await Promise.race([this.#coming, late]);
      if (text === undefined) return false;
      this.#coming = undefined;
      if (text === null) return false;
      // Escape sequences stay whole: `ESC [`, digits, a last character; ⎋ stands for ESC.
      this.#typed = text.replaceAll("\x1b", "⎋").match(/⎋\[[\d;]*[A-Za-z~]|⎋O[A-Z]|[^]/g) ?? [];
      return true;
    } catch (error) {
      this.#coming = undefined;
      throw error;
    } finally {
      clearTimeout(timer);
      restore();
    }
  }
}

/** The exit status after each signal: 128 and its number. Windows does not have the last two. */
const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Restores the terminal when the process is told to end. */
function onEnd(restore: () => void): Disposable {
  const listeners = Object.entries(statuses)
    .filter(([signal]) => signal === "SIGINT" || Deno.build.os !== "windows")
    .map(([signal, status]) => {
      const end = () => {
        restore();
        Deno.exit(status);
      };
      Deno.addSignalListener(signal as Deno.Signal, end);
      return () => Deno.removeSignalListener(signal as Deno.Signal, end);
    });
  return {
    [Symbol.dispose]() {
      for (const remove of listeners) remove();
    },
  };
}
