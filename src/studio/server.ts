/**
 * The studio's server: it answers the browser of this machine, and nobody else.
 *
 * @module
 */
import { POLICY, type StudioFile } from "./files.ts";

/** The port that is tried first. */
export const PORT = 8420;
const HOST = "127.0.0.1";

/** A server that runs. */
export interface StudioServer {
  /** The address of the page. */
  readonly address: string;
  /** Comes when it has ended. */
  readonly finished: Promise<void>;
}

/** Headers of every answer. */
const HEADERS = {
  "content-security-policy": `${POLICY}; frame-ancestors 'none'`,
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/**
 * The answer to a request. Only what is in `files` is given, to requests of this machine's own page: a
 * name of another host that was made to point here, or a page from elsewhere, gets nothing.
 */
export async function answer(
  request: Request,
  { files, port }: { readonly files: ReadonlyMap<string, StudioFile>; readonly port: number },
): Promise<Response> {
  const refuse = (status: number, text: string) =>
    new Response(`${text}\n`, { status, headers: { ...HEADERS, "content-type": "text/plain" } });
  const hosts = [`${HOST}:${port}`, `localhost:${port}`];
  const origin = request.headers.get("origin");
  // Whoever follows a link to the page comes from elsewhere, too.
  const isNavigation = request.headers.get("sec-fetch-mode") === "navigate" &&
    request.headers.get("sec-fetch-dest") === "document";
  const isOwn = hosts.includes(request.headers.get("host") ?? "") &&
    (origin === null || hosts.some((host) => origin === `http://${host}`)) &&
    (isNavigation || ["same-origin", "none", null].includes(request.headers.get("sec-fetch-site")));
  if (!isOwn) return refuse(403, "Forbidden");
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "GET or HEAD");
  const { pathname } = new URL(request.url);
  const file = files.get(pathname === "/" ? "index.html" : pathname.slice(1));
  if (!file) return refuse(404, "Not found");
  const bytes = await file.read();
  return new Response(request.method === "HEAD" ? null : bytes, {
    headers: {
      ...HEADERS,
      "content-type": file.type,
      "content-length": String(bytes.length),
    },
  });
}

/** Serves the files on the loopback interface, on the first port that is free from {@linkcode PORT} on. */
export function serve(
  files: ReadonlyMap<string, StudioFile>,
  first: number = PORT,
): StudioServer {
  for (let port = first;; port++) {
    try {
      // After a few that are taken, any that is free.
      const tried = port < first + 10 ? port : 0;
      const server: Deno.HttpServer<Deno.NetAddr> = Deno.serve(
        { hostname: HOST, port: tried, onListen: () => {} },
        (request) => answer(request, { files, port: server.addr.port }),
      );
      return {
        address: `http://${HOST}:${server.addr.port}/`,
        finished: server.finished,
      };
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || port >= first + 10) throw error;
    }
  }
}
