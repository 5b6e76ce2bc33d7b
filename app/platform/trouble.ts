/** Something only the person who runs the server can put right: printed without a stack, Vietnamese first, then it ends. */
export class Trouble extends Error {
  constructor(vietnamese: string, english: string) {
    super(`${vietnamese}\n${english}`)
    this.name = 'Trouble'
  }
}
