import { FormattedString } from '@grammyjs/parse-mode'
import { stepChanges as changesOf } from '../../../consultation/step-changes.ts'
import type { Step } from '../../../knowledge/procedure-types.ts'
import type { Words } from '../../words.ts'

/** What has changed in a step since it was shown last, old words beside new; undefined when no words have. */
export function stepChanges(before: Step, now: Step, { t, language }: Words): FormattedString | undefined {
  const changes = changesOf(before, now, language)
  if (changes.length === 0) return undefined
  const parts = changes.map(({ part, before: old, now: present }) =>
    FormattedString.join(
      [
        FormattedString.b(t(`consult.changed.${part}`)),
        ...old.map((line) => `− ${line}`),
        ...present.map((line) => `+ ${line}`),
      ],
      '\n',
    ),
  )
  return FormattedString.join(
    [`🔔 ${t('consult.changed.heading', { title: now.title[language] })}`, ...parts],
    '\n\n',
  ).slice(0, 4000)
}
