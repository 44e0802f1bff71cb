/**
 * The members of a gzip file, as RFC 1952 (section 2.2) has them: one or several, whose contents
 * follow each other, and zeros after the last, with which tapes and disks are filled up.
 *
 * @module
 */

/**
 * Cuts a gzip file into its members. The web's decompressor refuses whatever follows the first member,
 * without telling where that ends, so the end is sought: it is where one byte more is refused. What is
 * no member is cut somewhere, too, and the decompressor refuses it afterwards.
 */
export async function gzipMembers(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const members = [];
  let rest = bytes;
  while (rest.some((byte) => byte !== 0)) {
    let length = 0;
    for (const step of [4096, 64, 1]) length = await accepted(rest, { known: length, step });
    if (length === 0) length = rest.length;
    members.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return members;
}

/** How many bytes the decompressor takes in steps, after the first `known`, before it refuses. */
async function accepted(
  bytes: Uint8Array<ArrayBuffer>,
  { known, step }: { known: number; step: number },
): Promise<number> {
  const { readable, writable } = new DecompressionStream("gzip");
  const emptied = readable.pipeTo(new WritableStream()).catch(() => {});
  const writer = writable.getWriter();
  writer.closed.catch(() => {});
  let taken = 0;
  try {
    while (taken < bytes.length) {
      const end = taken < known ? known : taken + step;
      await writer.write(bytes.subarray(taken, end));
      taken = Math.min(end, bytes.length);
    }
    await writer.close();
  } catch {
    // Here it ends.
  }
  await emptied;
  return taken;
}
