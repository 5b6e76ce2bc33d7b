import { memo, useState } from 'react'

// Never rendered again: React would put `defaultValue` back over the number the autosave has written.
const Held = memo(function Held({ version }: { version: number }) {
  return <input type="hidden" name="version" defaultValue={version} />
})

/** The version this page started from. It does not follow a refresh of the page: text typed over an older version must not pass for newer. */
export function VersionField({ version }: { version: number }) {
  const [first] = useState(version)
  return <Held version={first} />
}
