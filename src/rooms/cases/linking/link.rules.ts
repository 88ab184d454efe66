/** How a case stands to another, seen from the first. Each kind of row reads one way from either end. */
export type Relation = 'duplicate_of' | 'has_duplicate' | 'parent_of' | 'part_of' | 'related_to'

export const RELATIONS: readonly Relation[] = ['related_to', 'duplicate_of', 'has_duplicate', 'parent_of', 'part_of']

export const RELATION_NAMES: Record<Relation, string> = {
  related_to: 'Related to',
  duplicate_of: 'Duplicate of',
  has_duplicate: 'Has duplicate',
  parent_of: 'Parent of',
  part_of: 'Part of',
}

/** The same link, seen from the other case. */
export const REVERSED: Record<Relation, Relation> = {
  related_to: 'related_to',
  duplicate_of: 'has_duplicate',
  has_duplicate: 'duplicate_of',
  parent_of: 'part_of',
  part_of: 'parent_of',
}

export interface LinkRow {
  readonly kind: 'duplicate_of' | 'parent_of' | 'related_to'
  readonly case_id: string
  readonly other_case_id: string
}

/** A link as its row. */
export function rowOf(relation: Relation, case_id: string, other_id: string): LinkRow {
  if (relation === 'has_duplicate') return { kind: 'duplicate_of', case_id: other_id, other_case_id: case_id }
  if (relation === 'part_of') return { kind: 'parent_of', case_id: other_id, other_case_id: case_id }
  return { kind: relation, case_id, other_case_id: other_id }
}
