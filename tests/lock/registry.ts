/**
 * A registry of npm packages on the loopback interface that gives a modified package, whatever is asked
 * for: it says on the error output that it ran. Prints its address, and serves until it is ended.
 *
 * @module
 */
const MODIFIED = 'console.error("modified package ran");\n' +
  "export const distance = () => 0, closest = (_, words) => words[0], Chart = class {};\n" +
  "export const registerables = [], instantiateSync = () => {};\nexport default {};\n";

/** A file of a tar archive: POSIX.1-1988 ustar, a header of 512 bytes and whole blocks of contents. */
function tarred(name: string, contents: string): Uint8Array {
  const bytes = new TextEncoder().encode(contents);
  const block = new Uint8Array(512 + Math.ceil(bytes.length / 512) * 512);
  const put = (text: string, at: number) => block.set(new TextEncoder().encode(text), at);
  put(name, 0);
  put("0000644\0", 100);
  put(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
  put("00000000000\0", 136);
  put("        0", 148); // the checksum counts as eight spaces; then the type, a file
  put("ustar\0" + "00", 257);
  const sum = block.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  block.set(bytes, 512);
  return block;
}

async function tarball(name: string, version: string): Promise<Uint8Array<ArrayBuffer>> {
  const manifest = JSON.stringify({ name, version, type: "module", exports: "./index.js" });
  const files = [
    tarred("package/package.json", manifest),
    tarred("package/index.js", MODIFIED),
    new Uint8Array(1024),
  ];
  const packed = new Blob(files as BlobPart[]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

const server = Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`http://127.0.0.1:${port}/`),
}, async (request) => {
  const path = decodeURIComponent(new URL(request.url).pathname.slice(1));
  const asked = /^(.+)\/-\/.*?-(\d+\.\d+\.\d+)\.tgz$/.exec(path);
  if (asked) return new Response(await tarball(asked[1], asked[2]));
  // The description of a package: the version that deno.json names, with a digest that fits.
  const pinned = Object.values<string>(
    JSON.parse(Deno.readTextFileSync(new URL("../../deno.json", import.meta.url))).imports,
  ).find((specifier) => specifier.startsWith(`npm:${path}@`));
  const version = pinned?.slice(pinned.lastIndexOf("@") + 1) ?? "1.0.0";
  const digest = await crypto.subtle.digest("SHA-512", await tarball(path, version));
  const integrity = `sha512-${new Uint8Array(digest).toBase64()}`;
  const url = new URL(`/${path}/-/${path.split("/").at(-1)}-${version}.tgz`, request.url);
  return Response.json({
    name: path,
    "dist-tags": { latest: version },
    versions: { [version]: { name: path, version, dist: { tarball: url.href, integrity } } },
  });
});
await server.finished;
