/** What Telegram answers: the result, or why not. */
export function respond(status: number, body: unknown): Response {
  const content = status === 200 ? { ok: true, result: body } : { ok: false, error_code: status, ...(body as object) }
  return Response.json(content, { status })
}

/** What `fetch` throws when a connection fails. */
export function connectionError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
