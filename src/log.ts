import { pino, type DestinationStream, type Logger } from 'pino'

/**
 * A structured log without the token, wherever in an error it hides: grammY's HttpError carries the request's
 * address in a nested error, and pino would print it.
 */
export function createLog(level: string, token: string | undefined, destination?: DestinationStream): Logger {
  const hide = (text: string) => (token ? text.replaceAll(token, '[token]') : text)
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeError(error, hide) },
    hooks: {
      // Messages and merged objects of libraries pass here too.
      streamWrite: hide,
    },
  }
  return destination ? pino(options, destination) : pino(options)
}

interface ErrorDescription {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: ErrorDescription
}

const maxDepth = 4

/** The parts of an error that help, nested causes included, and none that hold what a person wrote. */
function describeError(error: unknown, hide: (text: string) => string, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: hide(String(error)) }
  const { cause, error: inner } = error as Error & { cause?: unknown; error?: unknown }
  const nested = cause ?? inner
  return {
    type: error.name,
    message: hide(error.message),
    ...('code' in error && { code: String(error.code) }),
    ...(depth === 0 && error.stack && { stack: hide(error.stack) }),
    ...(nested !== undefined && depth < maxDepth && { cause: describeError(nested, hide, depth + 1) }),
  }
}
