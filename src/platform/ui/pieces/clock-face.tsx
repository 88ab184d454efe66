import { type Moment, When } from './when.tsx'

export type ClockFaceProps = {
  state: 'running' | 'soon' | 'late' | 'paused' | 'stopped'
  /** "2 h 10 left", "late 35 min", "paused: waiting for requester". The word says what the colour repeats. */
  text: string
  /** The share of the target used up, in per cent; over 100 is 100. */
  used: number
  /** When it falls due, with its zone in the title. */
  due?: Moment | undefined
}

/** Bars move in steps of five, since a class can say a step and an inline style is not allowed. */
const step = (used: number) => Math.round(Math.min(100, Math.max(0, used)) / 5) * 5

/** Time left, with a thin bar (drawn by the style) that fills as the target is used up. */
export const ClockFace = ({ state, text, used, due }: ClockFaceProps) => (
  <span class={`clock clock--${state} clock--used-${step(used)}`}>{due ? <When at={{ ...due, text }} /> : text}</span>
)
