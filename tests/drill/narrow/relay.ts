import net from 'node:net'

/** Carries connections from one address to another at the same port: a browser trusts only localhost, and the app listens only there. */
const [, , from = '', to = '', port = ''] = process.argv
net.createServer((here) => {
  const there = net.connect(Number(port), to)
  here.pipe(there).pipe(here)
  for (const end of [here, there]) end.on('error', () => { here.destroy(); there.destroy() })
}).listen(Number(port), from, () => process.stdout.write('ready\n'))
