import { type Block, blocksOf, type Line } from './text.rules.ts'

const Words = ({ line }: { line: Line }) => (
  <>
    {line.map(piece =>
      piece.href ? (
        <a class="govuk-link" href={piece.href} rel="nofollow noopener noreferrer" data-turbo="false">
          {piece.text}
        </a>
      ) : (
        piece.text
      ),
    )}
  </>
)

// `dir="auto"` shows Arabic or Hebrew as it is read, and keeps letters that reverse what follows inside their own paragraph.
const Paragraphs = ({ block }: { block: Block }) => (
  <>
    {block.paragraphs.map(lines => (
      <p dir="auto">
        {lines.map((line, index) => (
          <>
            {index > 0 && <br />}
            <Words line={line} />
          </>
        ))}
      </p>
    ))}
  </>
)

/** What somebody wrote: line breaks kept, addresses to follow, quoted text folded away. */
export const MessageText = ({ body }: { body: string }) => (
  <>
    {blocksOf(body).map(block =>
      block.kind === 'text' ? (
        <Paragraphs block={block} />
      ) : (
        <details class="entry__quote">
          <summary>Quoted text</summary>
          <Paragraphs block={block} />
        </details>
      ),
    )}
  </>
)
