export { endTeam, moveTeamsPeople } from './succeed-team.actions.ts'
export { countNamed, type PointedAt, peopleOfTeam } from './succeed-team.queries.ts'
export { addTeam } from './team.actions.ts'
export { getTeam, lockTeam } from './team.queries.ts'
