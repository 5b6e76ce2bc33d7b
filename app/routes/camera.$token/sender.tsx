import { useParams, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { uploadLimits } from '~/domain/consults/uploads'
import type { PhoneView } from '~/domain/consults/camera-photos.server'
import { Bar } from '~/ui/bar'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { chosenEarly } from '~/ui/files/chosen-early'
import { queueFor, useQueueView } from '~/ui/files/use-file-list'
import type { UploadQueue } from '~/ui/files/upload-queue'
import { useHydrated } from '~/ui/use-hydrated'

const lookEvery = 2_000

/** The phone has no sign-in and so no socket: while something is being checked it asks again. */
function useLooking(waiting: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setInterval(revalidate, lookEvery)
    return () => clearInterval(timer)
  }, [waiting, revalidate])
}

/** Takes pictures and sends them, one after the other with what is left of the line. */
export function Sender({ arrived }: { arrived: PhoneView['arrived'] }) {
  const { t } = useTranslation()
  const { token = '' } = useParams()
  const hydrated = useHydrated()
  const { revalidate } = useRevalidator()
  const [queue, has] = useState<UploadQueue | null>(null)
  const view = useQueueView(queue)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const address = `/camera/${token}/announce`
    const made = queueFor(address, { 'camera-pass': token }, {})
    has(made)
    void made.choose(chosenEarly(form.current))
    window.addEventListener(`sent:${address}`, revalidate)
    return () => window.removeEventListener(`sent:${address}`, revalidate)
  }, [token, revalidate])
  useLooking(arrived.some(({ state }) => state === 'checking'))
  const chosen = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    void queue?.choose([...(currentTarget.files ?? [])])
    currentTarget.value = ''
  }
  return (
    <>
      <form ref={form} method="post" encType="multipart/form-data" className="mt-4">
        <p className="hint" id="take-hint">{t('camera:phone.takeHint')}</p>
        {(['take', 'choose'] as const).map((how) => (
          <p className="mt-3" key={how}>
            <label className={hydrated ? `btn${how === 'take' ? ' go' : ''} w-full justify-center` : 'block'} htmlFor={how}>{hydrated ? <Icon name={how === 'take' ? 'img' : 'plus'} /> : null}{t(`camera:phone.${how}`)}</label>
            <input className={hydrated ? 'sr' : 'max-w-full py-2'} id={how} type="file" name="files" accept="image/jpeg,image/png" multiple={how === 'choose'} {...(how === 'take' && { capture: 'environment' as const })} aria-describedby="take-hint" {...(hydrated && { onChange: chosen })} />
          </p>
        ))}
        {hydrated ? null : <Button kind="go">{t('camera:phone.send')}</Button>}
      </form>
      <ul className="mt-4 border-t border-rule-2" aria-live="polite">
        {view.files.map((one) => (
          <li className="border-b border-rule py-2" key={one.key}>
            {one.file.name}
            {one.state === 'sending' ? <><Bar done={one.percent} tone="wait" /><small>{t('camera:phone.sending', { percent: one.percent })}</small></> : null}
            {one.state === 'waiting' ? <small className="block">{t('camera:phone.waiting')}</small> : null}
            {one.state === 'lost' || one.state === 'signedOut' ? <small className="block text-red">{t('camera:phone.lost')} <Button type="button" kind="bare" onClick={() => queue?.retry()}>{t('files:retry')}</Button></small> : null}
            {one.problems.map(({ key, params }) => <small className="block text-red" key={key}>{t(key, { name: one.file.name, ...params })}</small>)}
          </li>
        ))}
        {arrived.map((one, index) => (
          <li className="border-b border-rule py-2" key={one.id}>
            {t('camera:phone.photo', { number: arrived.length - index })}
            <small className={one.state === 'refused' ? 'block text-red' : 'block'}>{one.state === 'refused' ? t(one.problem, { name: t('camera:phone.photo', { number: arrived.length - index }), limit: uploadLimits.instances, most: uploadLimits.files }) : t(one.state === 'accepted' ? 'camera:phone.accepted' : 'camera:phone.done')}</small>
          </li>
        ))}
      </ul>
    </>
  )
}
