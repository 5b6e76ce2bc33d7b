interface Made {
  width?: number
  height?: number
  content?: string
  forms?: { name: string; content: string }[]
  image?: { width: number; height: number; data: Uint8Array }
  /** locked with a password nobody knows */
  encrypted?: boolean
  /** several pages with the same content */
  pages?: number
}

/** A PDF put together by hand, so that it may be wrong in just one way. */
export function aPdf({ width = 500, height = 500, content = '', forms = [], image, encrypted = false, pages = 1 }: Made = {}): Buffer {
  const stream = (head: string, data: Uint8Array): Buffer => Buffer.concat([Buffer.from(`<< ${head} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')])
  const firstForm = 4 + pages
  const imageAt = firstForm + forms.length
  const resources = `/Resources << /XObject << ${forms.map(({ name }, index) => `/${name} ${firstForm + index} 0 R`).join(' ')} ${image ? `/I0 ${imageAt} 0 R` : ''} >> >>`
  const kids = Array.from({ length: pages }, (_, index) => 4 + index)
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${pages} >>`),
    stream('', Buffer.from(content)),
    ...kids.map(() => Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 3 0 R ${resources} >>`)),
    ...forms.map((form) => stream(`/Type /XObject /Subtype /Form /BBox [0 0 500 500] ${resources}`, Buffer.from(form.content))),
    ...(image ? [stream(`/Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`, image.data)] : []),
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let at = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    places.push(at)
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    parts.push(whole)
    at += whole.length
  }
  const id = '<00112233445566778899aabbccddeeff>'
  const lock = encrypted ? `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${'a1'.repeat(32)}> /U <${'b2'.repeat(32)}> >> /ID [${id} ${id}]` : ''
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${lock} >>\nstartxref\n${at}\n%%EOF\n`))
  return Buffer.concat(parts)
}
