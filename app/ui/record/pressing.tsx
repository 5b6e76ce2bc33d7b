import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Unreached } from '~/domain/consults/pressing.server'
import { Button, ButtonLink } from '~/ui/button'
import { Form } from '~/ui/form'
import { Icon } from '~/ui/icon'
import { TimeText } from '~/ui/time-text'

/** Nobody has answered for it: numbers to try, and the press that says "I do". */
export function AlarmLine({ unreached, titled = false }: { unreached: Unreached; titled?: boolean }) {
  const { t } = useTranslation()
  return (
    <section className="alarm-line" role="alert">
      <h2>{t('alert:unreached.title')}</h2>
      <p>{titled ? <Link to={`/consults/${unreached.consultId}`} prefetch="none">{unreached.code}</Link> : null} {t('alert:unreached.text')} (<TimeText at={unreached.since} form="time" />)</p>
      <p className="tels">{unreached.telephones.map(({ name, telephone }) => <a key={`${name} ${telephone}`} className="btn" href={`tel:${telephone.replace(/[^\d+]/g, '')}`}><Icon name="phone" />{name}: {telephone}</a>)}</p>
      <Form intent="seen" action={`/consults/${unreached.consultId}/level`}><Button kind="stop">{t('alert:unreached.seen')}</Button></Form>
    </section>
  )
}

interface PressingProps { consultId: string; pressing: { alert: { endedAt: string | null } | null; unreached: Unreached | null; mayCall: boolean; mayRaise: boolean } }

/** Above the record: the alert it is, the silence around it, and the ways to be quicker. */
export function Pressing({ consultId, pressing: { alert, unreached, mayCall, mayRaise } }: PressingProps) {
  const { t } = useTranslation()
  if (!alert && !unreached && !mayCall && !mayRaise) return null
  return (
    <>
      {unreached ? <AlarmLine unreached={unreached} /> : null}
      <p className="pressing btns">
        {alert ? <ButtonLink kind={alert.endedAt ? 'plain' : 'alarm'} icon="red" to={`/consults/${consultId}/alert`}>{t('alert:title')}</ButtonLink> : null}
        {mayCall ? <ButtonLink icon="phone" to={`/consults/${consultId}/call`}>{t('alert:call.title')}</ButtonLink> : null}
        {mayRaise ? <ButtonLink to={`/consults/${consultId}/level`}>{t('alert:level.title')}</ButtonLink> : null}
      </p>
    </>
  )
}
