import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { told } from '../../support/told'

const here = import.meta.dirname
const children: ChildProcess[] = []

export interface Child { process: ChildProcess; port: number }

/** Starts <name>.ts of this folder as a process of its own and waits for its port. */
export async function start(name: string, more: Record<string, string> = {}): Promise<Child> {
  const child = fork(path.join(here, `${name}.ts`), { execArgv: ['--import', 'tsx'], env: { ...process.env, LOG_LEVEL: 'warn', ...more }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  children.push(child)
  const { port } = await told<{ port: number }>(child)
  return { process: child, port }
}

export const end = ({ process }: Child): Promise<void> => new Promise((resolve) => {
  process.once('exit', () => resolve())
  process.kill('SIGKILL')
})

export function endAll(): void {
  for (const child of children) child.kill('SIGKILL')
}

export async function ask<T>({ process }: Child, question: object): Promise<T> {
  const answer = told<T>(process)
  process.send(question)
  return answer
}
