import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CameraCode as Code } from '~/domain/consults/camera-code.server'
import { cameraMinutes, photoKinds, type PhotoKind } from '~/domain/consults/uploads'
import type { Complaint } from '~/platform/http/form'
import { Button } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { useHydrated } from '~/ui/use-hydrated'
import { CodePicture } from './code-picture'

type State = { is: 'idle' | 'asking' | 'closed' | 'over' } | { is: 'failed'; problems: Complaint[] } | { is: 'open'; code: Code }

async function ask(consultId: string, body: object): Promise<{ code?: Code; problems: Complaint[] }> {
  try {
    const response = await fetch(`/consults/${consultId}/camera/code`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', Accept: 'application/json' } })
    const answer = (await response.json()) as Code & { problems?: Complaint[] }
    return response.ok ? { code: answer, problems: [] } : { problems: answer.problems ?? [{ key: 'camera:failed', params: {} }] }
  } catch {
    return { problems: [{ key: 'camera:failed', params: {} }] }
  }
}

/**
 * Makes a phone the camera of this consult for 15 minutes. `kind` fixes what it takes; otherwise one chooses. Before JavaScript a
 * link to a page that does the same. Needs the texts of 'camera'.
 */
export function CameraCode({ consultId, kind }: { consultId: string; kind?: PhotoKind }) {
  const { t } = useTranslation()
  const hydrated = useHydrated()
  const [chosen, choose] = useState<PhotoKind>(kind ?? 'film')
  const [state, set] = useState<State>({ is: 'idle' })
  const passId = state.is === 'open' ? state.code.passId : null
  useEffect(() => {
    if (!passId) return undefined
    // Counted from the answer: an old computer's clock may be wrong by hours.
    const timer = setTimeout(() => set({ is: 'over' }), cameraMinutes * 60_000)
    return () => clearTimeout(timer)
  }, [passId])
  if (!hydrated) return <p className="mt-3"><a className="btn" href={`/consults/${consultId}/camera${kind ? `?kind=${kind}` : ''}`}><Icon name="phone" />{t('camera:show')}</a></p>
  const make = async () => {
    set({ is: 'asking' })
    const { code, problems } = await ask(consultId, { kind: chosen })
    set(code ? { is: 'open', code } : { is: 'failed', problems })
  }
  const close = async (passId: string) => {
    const { problems } = await ask(consultId, { close: passId })
    set(problems.length > 0 ? { is: 'failed', problems } : { is: 'closed' })
  }
  return (
    <div className="camera">
      {state.is === 'open' ? (
        <>
          <CodePicture code={state.code} />
          <Button type="button" onClick={() => void close(state.code.passId)}>{t('camera:close')}</Button>
        </>
      ) : (
        <div className="flex flex-wrap items-end gap-2">
          {kind ? null : (
            <label>{t('camera:what')}
              <select className="in" value={chosen} onChange={(event) => choose(event.currentTarget.value as PhotoKind)}>{photoKinds.map((one) => <option key={one} value={one}>{t(`camera:kind.${one}`)}</option>)}</select>
            </label>
          )}
          <Button type="button" icon="phone" onClick={() => void make()}>{t(state.is === 'idle' || state.is === 'asking' ? 'camera:show' : 'camera:again')}</Button>
        </div>
      )}
      <p role="status" className="hint">
        {state.is === 'closed' || state.is === 'over' ? t(`camera:${state.is}`) : null}
        {state.is === 'failed' ? state.problems.map(({ key, params }) => t(key, params)).join(' ') : null}
      </p>
    </div>
  )
}
