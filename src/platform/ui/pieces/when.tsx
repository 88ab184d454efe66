/** A moment, said as people say it ("today 14:30"), with its full form and its machine form. */
export type Moment = { text: string; title: string; datetime: string }

/** A moment: short to read, whole on hover and for machines. */
export const When = ({ at }: { at: Moment }) => (
  <time datetime={at.datetime} title={at.title}>
    {at.text}
  </time>
)
