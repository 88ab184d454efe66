export { mailOfTeam, pointMailElsewhere } from './point-elsewhere.actions.ts'
export { allowMailHosts } from './server.ts'
