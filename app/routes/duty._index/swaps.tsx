import { useTranslation } from 'react-i18next'
import { formatDateTime, formatTime } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Form } from '~/ui/form'
import { Section } from '~/ui/section'

interface Span { startsAt: string; endsAt: string }
export interface SwapLine { id: string; shift: Span; inReturn: Span | null; from: string; to: string; note: string; may: { answer: boolean; takeBack: boolean } }

/** Swaps that wait for somebody's yes. */
export function Swaps({ swaps, reply }: { swaps: readonly SwapLine[]; reply: unknown }) {
  const { t } = useTranslation()
  if (swaps.length === 0) return null
  const span = ({ startsAt, endsAt }: Span): string => `${formatDateTime(startsAt)}–${formatTime(endsAt)}`
  return (
    <Section title={t('duty:swap.waiting')} className="swaps">
      {swaps.map(({ id, shift, inReturn, from, to, note, may }) => (
        <div key={id}>
          <p>{t(inReturn ? 'duty:swap.sentenceReturn' : 'duty:swap.sentence', { from, to, time: span(shift), other: inReturn ? span(inReturn) : '' })}</p>
          {note ? <p className="told">{note}</p> : null}
          <div className="btns">
            {may.answer ? <Form intent="agreeSwap" reply={reply}><input type="hidden" name="swapId" value={id} /><Button kind="go">{t('duty:swap.agree')}</Button></Form> : null}
            {may.answer ? <Form intent="refuseSwap" reply={reply}><input type="hidden" name="swapId" value={id} /><Button>{t('duty:swap.refuse')}</Button></Form> : null}
            {may.takeBack ? <Form intent="takeBackSwap" reply={reply}><input type="hidden" name="swapId" value={id} /><Button>{t('duty:swap.takeBack')}</Button></Form> : null}
          </div>
        </div>
      ))}
    </Section>
  )
}
