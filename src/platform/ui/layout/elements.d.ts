import 'preact'

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Asks for the page again when the server says that something on it changed (src/browser/live-refresh.ts). */
      'live-refresh': { src: string }
    }
  }
}
