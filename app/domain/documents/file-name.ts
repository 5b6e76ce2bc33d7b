import type { StoredType } from './disguise'

const endings: Record<StoredType, { wanted: string; also: RegExp }> = {
  'image/jpeg': { wanted: '.jpg', also: /\.(?:jpe?g|jpe|jfif)$/i },
  'image/png': { wanted: '.png', also: /\.png$/i },
  'application/pdf': { wanted: '.pdf', also: /\.pdf$/i },
  'application/dicom': { wanted: '.dcm', also: /\.(?:dcm|dicom|dic|ima)$/i },
  'video/mp4': { wanted: '.mp4', also: /\.(?:mp4|m4v)$/i },
}

/**
 * A name as it is safe to store, show and send back: last part of a path, NFC, no control, direction or broken
 * characters, at most 120 characters, with the ending its content has.
 */
export function fileName(declared: string, mediaType: StoredType): string {
  const { wanted, also } = endings[mediaType]
  const last = declared.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const stem = last.replace(also, '').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd"<>|:*?]/gu, ' ').replace(/\s+/g, ' ').trim().replace(/^\.+/, '')
  return `${[...stem].slice(0, 120 - wanted.length).join('').trim() || 'tep-dinh-kem'}${wanted}`
}
