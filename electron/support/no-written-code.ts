import { z } from 'zod'

// Imported before anything that makes a schema. Else zod writes a program for each kind of object when it first meets
// one, which a start never gets back; and main runs nothing but what was built.
z.config({ jitless: true })
