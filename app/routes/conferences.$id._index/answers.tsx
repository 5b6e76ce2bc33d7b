import { useTranslation } from 'react-i18next'
import type { AnswerLine, Invitations } from '~/domain/schedule/invitations.server'
import { formatDateTime, formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Chip, type Tone } from '~/ui/chip'
import { Form } from '~/ui/form'
import type { IconName } from '~/ui/icon'
import { Section } from '~/ui/section'
import { TimeText } from '~/ui/time-text'

const looks: Record<NonNullable<AnswerLine['reply']> | 'waiting', [Tone, IconName]> = { accepted: ['done', 'done'], declined: ['late', 'no'], proposed: ['wait', 'wait'], waiting: ['rest', 'rest'] }

function Proposal({ line: { proposal, name }, invitations: { may, sequence }, reply }: { line: AnswerLine; invitations: Invitations; reply: unknown }) {
  const { t } = useTranslation()
  if (!proposal) return null
  const { answerId, startsAt, endsAt, refused } = proposal
  return (
    <>
      <p>{t('schedule:answers.proposes', { from: formatDateTime(startsAt), until: formatTime(endsAt) })}</p>
      {refused ? <p className="meta">{t('schedule:answers.kept')}</p> : null}
      {may.move && !refused ? (
        <div className="btns">
          {(['takeProposal', 'refuseProposal'] as const).map((intent) => (
            <Form key={intent} intent={intent} reply={reply}>
              <input type="hidden" name="answerId" value={answerId} />
              <input type="hidden" name="sequence" value={sequence} />
              <Button aria-label={t(`schedule:answers.${intent}Of`, { name })}>{t(`schedule:answers.${intent}`)}</Button>
            </Form>
          ))}
        </div>
      ) : null}
    </>
  )
}

/** Who has answered, for those who lead the conference; and each change of its time, with the reason, for everybody. */
export function Answers({ invitations, reply }: { invitations: Invitations; reply: unknown }) {
  const { t } = useTranslation()
  const { answers, moves, may } = invitations
  return (
    <>
      {answers ? (
        <Section title={t('schedule:answers.title')} note={t('schedule:answers.count', { answered: answers.filter((line) => line.reply !== null).length, all: answers.length })}>
          <ul className="answers">
            {answers.map((line) => {
              const state = line.reply ?? 'waiting'
              const [tone, icon] = looks[state]
              return (
                <li key={line.personId}>
                  <p><b>{line.name}</b> <span className="meta">{t(`schedule:role.${line.role}`)}, {line.hospital}</span></p>
                  <p><Chip tone={tone} icon={icon}>{t(`schedule:answers.${state}`)}</Chip> {line.at ? <span className="meta"><TimeText at={line.at} /></span> : null}</p>
                  {line.reason ? <p className="whitespace-pre-wrap">{line.reason}</p> : null}
                  <Proposal line={line} invitations={invitations} reply={reply} />
                  {may.move && line.reply === 'declined' && line.role === 'specialist' ? (
                    <Form intent="release" reply={reply}>
                      <input type="hidden" name="personId" value={line.personId} />
                      <Button aria-label={t('schedule:answers.releaseOf', { name: line.name })}>{t('schedule:answers.release')}</Button>
                    </Form>
                  ) : null}
                </li>
              )
            })}
          </ul>
        </Section>
      ) : null}
      {moves.length > 0 ? (
        <Section title={t('schedule:answers.moves')}>
          <ul className="answers">
            {moves.map((move) => (
              <li key={move.id}>
                <p>{t('schedule:answers.moved', { before: formatDateTime(move.fromStart), after: formatDateTime(move.startsAt) })}</p>
                <p className="whitespace-pre-wrap">{move.reason}</p>
                <p className="meta">{move.by}, <TimeText at={move.at} /></p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
