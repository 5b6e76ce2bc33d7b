/** What a file is by its own bytes; names and declared types say nothing. `office` and `oldOffice` are known only to be refused with advice. */
export type ContentKind = 'jpeg' | 'png' | 'pdf' | 'dicom' | 'mp4' | 'quicktime' | 'zip' | 'office' | 'oldOffice' | null

/** How many bytes from the beginning kindOf wants. */
export const headLength = 4096

const at = (bytes: Uint8Array, start: number, text: string): boolean => [...text].every((sign, index) => bytes[start + index] === sign.charCodeAt(0))

/** The kind by the first bytes. A DICOM file may have anything in its first 128 bytes: a program too, which is why they are zeroed. */
export function kindOf(head: Uint8Array): ContentKind {
  if (at(head, 128, 'DICM')) return 'dicom'
  if (at(head, 0, '\xff\xd8\xff')) return 'jpeg'
  if (at(head, 0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (at(head, 0, '%PDF-')) return 'pdf'
  if (at(head, 4, 'ftyp')) return at(head, 8, 'qt  ') ? 'quicktime' : 'mp4'
  if (at(head, 0, '\xd0\xcf\x11\xe0')) return 'oldOffice'
  if (!at(head, 0, 'PK\x03\x04') && !at(head, 0, 'PK\x05\x06')) return null
  const names = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  return /\[Content_Types\]\.xml|ppt\/|word\/|xl\/|mimetypeapplication\/vnd\.oasis/.test(names) ? 'office' : 'zip'
}
