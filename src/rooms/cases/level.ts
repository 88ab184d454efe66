import type { Level } from '#platform/ui/pieces/priority-badge.tsx'

/** P1 to P4 as the number that gives a badge its shape. The table keeps priorities to these. */
export const levelOf = (priority: string): Level => Number(priority.slice(1)) as Level
