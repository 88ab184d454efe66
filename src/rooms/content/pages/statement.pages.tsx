import type { Frame } from '#platform/ui/layout/frame.ts'
import { PublicPage } from '#platform/ui/layout/public-page.tsx'

/** What we know of how far everybody can use the service: what was checked, how, and what falls short. */
export const AccessibilityPage = ({ frame }: { frame: Frame }) => (
  <PublicPage frame={frame} title="Accessibility statement">
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Accessibility statement</h1>
        <p class="govuk-body">
          Everybody should be able to use this service. It is meant to meet level AA of the Web Content Accessibility
          Guidelines (WCAG) 2.2. You can:
        </p>
        <ul class="govuk-list govuk-list--bullet">
          <li>do everything with a keyboard</li>
          <li>ask for help, and read and answer about it, without JavaScript</li>
          <li>zoom in, or use a small screen, without scrolling sideways</li>
          <li>have it light or dark, and still, as your device is set</li>
        </ul>
        <h2 class="govuk-heading-m">How it was checked</h2>
        <p class="govuk-body">
          The pages are checked in a browser, at 320 and at 1280 pixels, with a program that finds some of the barriers
          there can be. Such a program finds fewer than half. The service has not been audited by people who use
          assistive technology.
        </p>
        <h2 class="govuk-heading-m">What falls short</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Staff's list of cases begins with close rows, whose links are smaller than 24 pixels. “Roomier rows” above
            the list makes them large enough, and is remembered.
          </li>
          <li>Files that people attach may not be accessible.</li>
        </ul>
        <h2 class="govuk-heading-m">If something stops you</h2>
        <p class="govuk-body">
          Ask your service desk by telephone or in person. If you cannot use telephone or e-mail either, say so: how to
          help you is kept with your details, so that you need not explain it twice.
        </p>
      </div>
    </div>
  </PublicPage>
)

/** What is kept about people, in plain words. An organisation's own notice adds its legal basis and its contact. */
export const PrivacyPage = ({ frame }: { frame: Frame }) => (
  <PublicPage frame={frame} title="Privacy">
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Privacy</h1>
        <p class="govuk-body">
          This service keeps what you tell it, so that people can help you: your name, how to reach you, what you asked
          for, what was said and done about it, and the files you sent.
        </p>
        <h2 class="govuk-heading-m">Who can read it</h2>
        <p class="govuk-body">
          You, the staff of your organisation who work on requests, and the staff of the service desk that serves it. No
          other organisation can. Staff also write notes to each other about a request.
        </p>
        <h2 class="govuk-heading-m">Where it goes</h2>
        <p class="govuk-body">
          It stays on the computers your organisation or its service desk runs. The service sends nothing elsewhere by
          itself, and there is no tracking. One cookie keeps you signed in; another remembers how close you want rows in
          a list.
        </p>
        <h2 class="govuk-heading-m">How long</h2>
        <p class="govuk-body">
          Every change is recorded and the record is not altered. Your organisation decides how long it keeps requests;
          ask it for its privacy notice and for a copy of what is held about you.
        </p>
      </div>
    </div>
  </PublicPage>
)
