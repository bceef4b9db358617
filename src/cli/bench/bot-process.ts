import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** The built bot as a process of its own. */
export interface BotProcess {
  readonly child: ChildProcess
  /** Its exit code, once it has ended by itself or by a signal. */
  readonly ended: Promise<number | null>
  output(): string
  /** Waits until the output holds this. */
  until(text: string): Promise<void>
  /** Ends it with a signal and waits; resolves to its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts `dist/main.js`, which must have been built, with this environment only. */
export function startBot(env: Readonly<Record<string, string>>): BotProcess {
  const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    child,
    ended,
    output: () => output,
    async until(text) {
      while (!output.includes(text)) {
        if (child.exitCode !== null) throw new Error(`the bot ended before it said "${text}":\n${output}`)
        await sleep(20)
      }
    },
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
