import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { startBell } from '~/ui/ring/bell-tone'
import { Section } from '~/ui/section'

const listening = 2_000

/** One hears beforehand what will wake one at night. */
export function BellTest() {
  const { t } = useTranslation()
  const [said, setSaid] = useState<'heard' | 'silent' | null>(null)
  const ring = async () => {
    const bell = startBell(false)
    setSaid((await bell?.allow()) ? 'heard' : 'silent')
    setTimeout(() => bell?.stop(), listening)
  }
  return (
    <Section title={t('reach:sound.title')} id="sound">
      <p className="meta">{t('reach:sound.note')}</p>
      <p className="mt-2"><Button type="button" icon="bell" onClick={() => void ring()}>{t('reach:sound.try')}</Button></p>
      <p role="status">{said ? t(`reach:sound.${said}`) : null}</p>
    </Section>
  )
}
