import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Note } from '~/ui/note'
import { Section } from '~/ui/section'
import type { Device } from './use-device'

interface DevicePartProps {
  name: 'microphone' | 'camera'
  device: Device
  chosen: string | null
  choose: (id: string) => void
  children: ReactNode
}

/** Try, choose another one, and what to do where it does not work; `children` is what one sees of it while it runs. */
export function DevicePart({ name, device, chosen, choose, children }: DevicePartProps) {
  const { t } = useTranslation()
  const { stream, problem, all } = device
  return (
    <Section title={t(`rooms:check.${name}.title`)}>
      <div className="btns">
        {stream
          ? <Button type="button" onClick={device.stop}>{t(`rooms:check.${name}.stop`)}</Button>
          : <Button type="button" icon={name === 'microphone' ? 'mic' : 'eye'} onClick={() => device.start(chosen)}>{t(`rooms:check.${name}.start`)}</Button>}
      </div>
      {all.length > 1 ? (
        <div className="field">
          <label htmlFor={`which-${name}`}>{t(`rooms:check.${name}.which`)}</label>
          <select className="in" id={`which-${name}`} value={all.some(({ id }) => id === chosen) ? chosen ?? '' : all[0]?.id} onChange={(event) => {
            choose(event.currentTarget.value)
            device.start(event.currentTarget.value)
          }}>
            {all.map(({ id, label }, place) => <option key={id} value={id}>{label || t(`rooms:check.${name}.nameless`, { number: place + 1 })}</option>)}
          </select>
        </div>
      ) : null}
      <div role="status">{problem ? <Note tone="soon">{t(`rooms:device.${problem}`)}</Note> : null}</div>
      {stream ? children : null}
    </Section>
  )
}
