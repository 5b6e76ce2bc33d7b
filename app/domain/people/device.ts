/** What a browser says of itself, so that a person recognises their own sign-ins. Empty strings where it says nothing known. */
export interface Device { browser: string; version: string; system: string }

// The order matters: Edge and Cốc Cốc also call themselves Chrome, and Chrome calls itself Safari.
const browsers: readonly [name: string, mark: RegExp][] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Cốc Cốc', /coc_coc_browser\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* .*Safari/],
]
const systems: readonly [name: string, mark: RegExp][] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
]

/** Browser and system in the user agent's own words. */
export function deviceOf(userAgent: string): Device {
  const [browser, version] = browsers.flatMap(([name, mark]) => {
    const found = mark.exec(userAgent)
    return found ? [[name, found[1] ?? ''] as const] : []
  })[0] ?? ['', '']
  return { browser, version, system: systems.find(([, mark]) => mark.test(userAgent))?.[0] ?? '' }
}
