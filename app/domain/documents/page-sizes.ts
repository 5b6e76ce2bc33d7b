/** Pictures of files as the room and the lists show them: the longest side in px, and how much the JPEG keeps. */
export const pageSizes = {
  thumbnail: { side: 320, quality: 70 },
  /** while data is saved */
  small: { side: 800, quality: 60 },
  stage: { side: 1_600, quality: 70 },
  /** looked at closely */
  large: { side: 3_200, quality: 70 },
} as const
export type PageSize = keyof typeof pageSizes
export const isPageSize = (name: string | null): name is PageSize => name !== null && Object.hasOwn(pageSizes, name)

/** Why a page cannot be shown as a picture; the file itself can still be opened. */
export type PageProblem = 'encrypted' | 'broken' | 'noPage' | 'tooLarge' | 'tooHard'
