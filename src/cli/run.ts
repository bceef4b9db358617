import { ConfigError } from '../config.ts'
import { KnowledgeError } from '../knowledge/load.ts'

/** Runs a command; what its user can mend is said without a stack. */
export async function run(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof KnowledgeError || error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
