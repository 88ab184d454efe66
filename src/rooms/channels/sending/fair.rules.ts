interface Waiting {
  readonly organisation_id: string
  /** The most it may have now. */
  readonly may: number
}

/**
 * Deals out the room one mail server has among the lanes that go there, one by one, each time to the organisation with the least in
 * hand: whoever has thousands waiting gets what the others leave.
 */
export function dealOut<Lane extends Waiting>(
  lanes: readonly Lane[],
  room: number,
  inHand: ReadonlyMap<string, number>,
): ReadonlyMap<Lane, number> {
  const shares = new Map<Lane, number>()
  const has = new Map(inHand)
  for (let left = room; left > 0; left--) {
    let least: Lane | undefined
    for (const lane of lanes) {
      if ((shares.get(lane) ?? 0) >= lane.may) continue
      if (!least || weight(lane) < weight(least)) least = lane
    }
    if (!least) break
    shares.set(least, (shares.get(least) ?? 0) + 1)
    has.set(least.organisation_id, (has.get(least.organisation_id) ?? 0) + 1)
  }
  return shares

  // Between an organisation's own lanes, the one that was given less.
  function weight(lane: Lane): number {
    return (has.get(lane.organisation_id) ?? 0) * 1000 + (shares.get(lane) ?? 0)
  }
}
