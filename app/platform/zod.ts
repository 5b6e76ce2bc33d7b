import { z } from 'zod'

// zod 4 probes `new Function`, which the content security policy reports as a violation.
z.config({ jitless: true })

export { z }
