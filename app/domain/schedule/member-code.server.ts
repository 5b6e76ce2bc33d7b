import { randomInt } from 'node:crypto'

/** Without 0 and O, 1 and I: it is read aloud and typed by somebody else. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const codeLength = 6

/** A member's own code for the roster of a site. Within one conference a code is one person's (unique index). */
export const newMemberCode = (): string => Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
