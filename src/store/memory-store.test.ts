import { storeContract } from './contract.ts'
import { MemoryStore } from './memory-store.ts'

storeContract('MemoryStore', { open: (at) => new MemoryStore(at) })
