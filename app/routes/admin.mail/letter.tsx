import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Facts } from '~/ui/facts'
import { Section } from '~/ui/section'
import { TimeText } from '~/ui/time-text'
import { MailState } from './mail-state'

interface LetterProps {
  letter: { name: string; recipient: string; subject: string; body: string; calendar: string; at: string; sentAt: string | null; attempts: number; failure: string | null }
  sends: boolean
}

/** One mail as it was written. */
export function Letter({ letter, sends }: LetterProps) {
  const { t } = useTranslation()
  return (
    <Section title={letter.subject} note={<Link to="/admin/mail" prefetch="none">{t('notifications:admin.back')}</Link>}>
      <Facts items={[
        { term: t('notifications:admin.recipient'), detail: `${letter.name} <${letter.recipient}>` },
        { term: t('notifications:admin.at'), detail: <TimeText at={letter.at} /> },
        { term: t('notifications:admin.state'), detail: <MailState mail={letter} sends={sends} /> },
        { term: t('notifications:admin.attempts'), detail: letter.attempts },
      ]} />
      <p className="whitespace-pre-wrap mt-4">{letter.body || t('notifications:admin.cleared')}</p>
      {letter.calendar ? (
        <details className="mt-4">
          <summary>{t('notifications:admin.calendar')}</summary>
          <pre className="whitespace-pre-wrap mt-2">{letter.calendar}</pre>
        </details>
      ) : null}
    </Section>
  )
}
