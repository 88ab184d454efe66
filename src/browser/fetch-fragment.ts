/** Returns a function that asks for `src?q=…` once typing pauses, and gives the last answer only, never an overtaken one. */
export function fragmentFetcher(src: string, show: (html: string) => void, pause = 120) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  return (query: string) => {
    clearTimeout(timer)
    running?.abort()
    timer = setTimeout(async () => {
      running = new AbortController()
      const url = new URL(src, location.href)
      url.searchParams.set('q', query)
      const answer = await fetch(url, { signal: running.signal, headers: { accept: 'text/html' } }).catch(
        () => undefined,
      )
      if (answer?.ok && !answer.redirected) show(await answer.text())
    }, pause)
  }
}
