import { isRunning } from '~/domain/schedule/policy'
import type { ConferenceRole } from '~/platform/database/enums'

/** The free texts of an agenda item's minutes; each is one text of its shared document. */
const fixedFields = ['summary', 'diagnosis', 'overall', 'plan'] as const
/** The conclusion of a question, or why it is left open. */
export const conclusionField = (number: number): string => `conclusion:${number}`

/** Every text that an item with these questions has. */
export const fieldsFor = (questions: readonly number[]): string[] => [...fixedFields, ...questions.map(conclusionField)]

/** Characters of one text. */
export const longestText = 20_000
/** Bytes of all texts of one item. */
export const largestTexts = 256 * 1024
/**
 * Bytes of one change. What somebody types or pastes goes in pieces far below it; taking back the deletion of a whole text comes in one,
 * and a message of a socket ends at 64 KB.
 */
export const largestUpdate = 40 * 1024
/** Bytes up to which waiting changes travel together. */
export const usualUpdate = 12 * 1024

/** What a text field of a page never holds: the database takes no NUL, and a field shows one character where \r\n are two. */
export const strayCharacters = /[\u0000-\u0008\u000b-\u001f]/

/** As a text field holds it. */
export const asTyped = (value: string): string => value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f]/g, '')

/** Whoever runs the conference writes every text, a presenter those of the own item. */
export const mayWriteTexts = (role: ConferenceRole | null, presents: boolean): boolean => isRunning(role) || presents
