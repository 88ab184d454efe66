declare module '@hotwired/turbo' {
  export const session: {
    connectStreamSource(source: EventSource): void
    disconnectStreamSource(source: EventSource): void
    refresh(url: string): void
  }
  export function visit(url: string): void
}
declare module 'govuk-frontend' {
  type Component = { new (root: Element | null): unknown; moduleName: string }
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const NotificationBanner: Component
  export const PasswordInput: Component
  export const Radios: Component
  export const SkipLink: Component
  export const Tabs: Component
}
