import common from './sprite.svg?raw'

/** The shapes every page may use by name; once per document. */
export function Sprite({ shapes = common }: { shapes?: string }) {
  return <div className="sprite" aria-hidden="true" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: shapes }} />
}
