import type { TFunction } from 'i18next'
import { formatDateTime } from '~/platform/dates'
import type { NoticeParams } from './notice-params'

export interface Said { title: string; code: string; level: string; hospital: string }

/** A notice in the reader's language; needs the namespaces 'notifications' and 'consults'. */
export function sayNotice(t: TFunction, kind: string, params: NoticeParams): Said {
  const level = t(`consults:level.${params.level}`)
  const time = params.time ? formatDateTime(params.time) : ''
  return { title: t(`notifications:kind.${kind}`, { code: params.code, level, hospital: params.hospital, time }), code: params.code, level, hospital: params.hospital }
}
