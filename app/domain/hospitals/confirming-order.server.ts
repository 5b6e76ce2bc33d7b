import type { Actor } from '~/domain/audit/actor'
import { Problem } from '~/platform/problem'
import { movedIn } from './confirming-order'
import type { ConfirmingForm } from './settings-form'
import { changeSetting, settingOf } from './settings.server'

/** Decides who confirms minutes in which order: one step on from the order that was shown; whoever looks at an older one is told. */
export async function changeConfirming(actor: Actor, { order, step }: ConfirmingForm) {
  const { confirming } = await settingOf(actor.hospitalId, 'minutes')
  if (confirming.join() !== order.join()) throw new Problem('settings:problem.orderChanged')
  const next = movedIn(confirming, step)
  if (next.length === 0) throw new Problem('settings:problem.nobodyConfirms')
  return changeSetting(actor, { key: 'minutes', value: { confirming: next } })
}
